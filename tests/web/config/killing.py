"""Kill the worker at random moments while documents go through, and say what is wrong afterwards.

A small office of its own in TRIENKHAI_HOME, or in the empty PostgreSQL that TRIENKHAI_DATABASE names:

    TRIENKHAI_HOME=/tmp/killing python -m tests.web.config.killing 300 200 SEED
    TRIENKHAI_HOME=/tmp/killing sh tests/postgres.sh python -m tests.web.config.killing 300 200 SEED
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import django

LONGEST = 240.0
DAY = "2023-05-30"
LETTER = """UBND TỈNH LẠNG SƠN
SỞ VĂN HÓA MẪU
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number}/SVHM-VP
Lạng Sơn, ngày 30 tháng 5 năm 2023

V/v báo cáo số liệu thư viện, đợt {number}

Kính gửi: Bảo tàng tỉnh.

Thực hiện Kế hoạch số {number}/KH-UBND ngày 02/3/2023 của Ủy ban nhân dân tỉnh, đề nghị báo cáo trước ngày 15/6/2023.
"""


def open_small_office() -> None:
    """Units and people of the small world, committed, so that every process sees them."""
    from django.conf import settings
    from django.core.management import call_command

    from tests.web.conftest import settle_people, small_list
    from trienkhai.web.journal.events import MACHINE
    from trienkhai.web.offices.actions import load_units

    settings.TRIENKHAI_READ_AT_ONCE = False  # every file waits for the worker, whatever it is
    (Path(os.environ["TRIENKHAI_HOME"]) / "day").write_text(DAY, "ascii")
    call_command("migrate", verbosity=0, interactive=False)
    settle_people(load_units(MACHINE, listing=small_list()).by_code)


def fork(run: Callable[[], None]) -> int:
    """A process of its own that does this and nothing of what this one does afterwards."""
    from trienkhai.web.config.worker import disconnect

    disconnect()
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        run()
        status = 0
    finally:
        os._exit(status)


def send_all(count: int, told: Path, pause: float) -> None:
    """Bring the letters in through the interface; each that was acknowledged is written down, with its hash."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.web.documents.test_api import Machine

    machine = Machine("so_clerk")
    with told.open("a") as line:
        for number in range(count):
            data = LETTER.format(number=number + 1).encode()
            body = {"file": SimpleUploadedFile(f"{number}.txt", data), "direction": "outgoing", "uuid": str(uuid4())}
            answer = machine.client.post("/api/documents", body, headers=machine.headers)
            if answer.status_code == 202:
                line.write(f"{answer.json()['id']} {sha256(data).hexdigest()}\n")
                line.flush()
            time.sleep(pause)


def kill_again_and_again(times: int, chance: random.Random) -> int:
    """Start the worker and kill it after a while, so many times; gives how often it was in the middle of a reading."""
    from trienkhai.web.config.worker import start_worker
    from trienkhai.web.documents.models import HeldFile

    interrupted: set[tuple[int, int]] = set()
    for _ in range(times):
        begun = start_worker()
        time.sleep(chance.uniform(0.0, 0.3))
        os.kill(begun, signal.SIGKILL)
        os.waitpid(begun, 0)
        # A mark may outlive the next worker, too: file and count tell one interruption from another.
        marks = HeldFile.objects.filter(begun_at__isnull=False)
        interrupted.update(marks.values_list("document_id", "interrupted"))
    return len(interrupted)


def wait_until_read() -> None:
    """A worker that nobody kills any more reads what is left."""
    from trienkhai.web.config.worker import start_worker
    from trienkhai.web.documents.models import HeldFile
    from trienkhai.web.journal.models import Entry

    last, until = start_worker(), time.monotonic() + LONGEST
    while time.monotonic() < until and (
        HeldFile.objects.filter(refusal="").exists() or Entry.objects.filter(sequence__isnull=True).exists()
    ):
        time.sleep(0.5)
    os.kill(last, signal.SIGTERM)
    os.waitpid(last, 0)


def find_wrong(sent: dict[int, str]) -> Iterator[str]:
    """What is not as it was acknowledged: nothing, where all is well."""
    from trienkhai.web.documents.models import Document, DocumentFile, HeldFile, Reading
    from trienkhai.web.files.store import read_stored
    from trienkhai.web.journal.models import Entry
    from trienkhai.web.journal.queries import find_broken_seal

    expected = sorted(sent)
    if sorted(Document.objects.values_list("pk", flat=True)) != expected:
        yield "other documents than were acknowledged"
    yield from (f"{held.document_id} waits or was given up: {held.refusal}" for held in HeldFile.objects.all())
    if sorted(Reading.objects.values_list("document_id", flat=True)) != expected:
        yield "not one reading each"
    files = sorted(DocumentFile.objects.values_list("document_id", "stored__sha256"))
    if files != sorted(sent.items()):
        yield "not one file each, as it was sent"
    yield from (f"{said} is damaged" for said in sent.values() if sha256(read_stored(said)).hexdigest() != said)
    for name in ("document.held", "document.entered", "document.read"):
        told = Entry.objects.filter(name=name, document_id__isnull=False).values_list("document_id", flat=True)
        if sorted(id for id in told if id is not None) != expected:
            yield f"not one {name} each in the journal"
    broken = find_broken_seal()
    if broken is not None or Entry.objects.filter(sequence__isnull=True).exists():
        yield f"the journal's seal: {broken}"


def main(count: int, kills: int, seed: int) -> None:
    """Do it, and print what was seen as one line of JSON."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "trienkhai.web.config.settings_test"
    django.setup()
    open_small_office()
    told, began = Path(os.environ["TRIENKHAI_HOME"]) / "acknowledged", time.monotonic()
    # As long as the kills take: the documents go through meanwhile.
    sender = fork(lambda: send_all(count, told, pause=0.15 * kills / count))
    while not told.exists() or not told.stat().st_size:
        time.sleep(0.05)
    hits = kill_again_and_again(kills, random.Random(seed))
    os.waitpid(sender, 0)
    wait_until_read()
    sent = {int(id): said for id, said in (line.split() for line in told.read_text("ascii").splitlines())}
    seen = {"acknowledged": len(sent), "kills": kills, "hits": hits, "wrong": list(find_wrong(sent))}
    print(json.dumps({**seen, "seed": seed, "seconds": round(time.monotonic() - began)}))


if __name__ == "__main__":
    main(*(int(said) for said in sys.argv[1:4]))
