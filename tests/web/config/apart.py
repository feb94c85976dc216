"""An office whose parts run as processes of their own, and several workers beside one another.

In a folder of its own (TRIENKHAI_HOME), in the empty database TRIENKHAI_DATABASE names or in SQLite:

    TRIENKHAI_HOME=/tmp/apart python -m tests.web.config.apart 60 3
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import django

from tests.web.config.killing import LONGEST, find_wrong, fork, open_small_office, send_all


@contextmanager
def office_apart(home: Path) -> Iterator[dict[str, str]]:
    """The environment of an office that no other test sees: in `home`, or in a database of its own on PostgreSQL."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRIENKHAI_", "DJANGO_"))}
    kept |= {"TRIENKHAI_HOME": str(home), "TRIENKHAI_SAMPLE": "1", "TRIENKHAI_READ_AT_ONCE": "0"}
    cluster = os.environ.get("TRIENKHAI_DATABASE", "")
    if not cluster:
        yield kept
        return
    import psycopg  # an office on SQLite does without

    name = f"apart_{uuid4().hex}"
    parts = urlsplit(cluster)
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield kept | {"TRIENKHAI_DATABASE": parts._replace(path=f"/{name}").geturl()}
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def write_down_readings(told: Path) -> None:
    """Every file that is really read is told in this file, a line each, whichever worker forked from here reads it."""
    from trienkhai.sources.confined import read_confined as read
    from trienkhai.web.documents import tasks

    @wraps(read)
    def read_and_tell(data: bytes, name: str, *, places: bool = False, reread: bool = False) -> object:
        with told.open("a") as line:
            line.write(f"{name}\n")
        return read(data, name, places=places, reread=reread)

    tasks.read_confined = read_and_tell  # type: ignore[attr-defined,assignment]  # the same function, told


def wait_until_read() -> None:
    """Return when nothing waits to be read or sealed."""
    from trienkhai.web.documents.models import HeldFile
    from trienkhai.web.journal.models import Entry

    until = time.monotonic() + LONGEST
    while time.monotonic() < until and (
        HeldFile.objects.filter(refusal="").exists() or Entry.objects.filter(sequence__isnull=True).exists()
    ):
        time.sleep(0.3)


def main(count: int, workers: int) -> None:
    """So many letters for so many workers at once; what was seen is printed as one line of JSON."""
    from trienkhai.web.config.worker import start_worker

    os.environ["DJANGO_SETTINGS_MODULE"] = "trienkhai.web.config.settings_test"
    django.setup()
    open_small_office()
    home = Path(os.environ["TRIENKHAI_HOME"])
    told, readings = home / "acknowledged", home / "readings"
    write_down_readings(readings)
    started = [start_worker() for _ in range(workers)]
    os.waitpid(fork(lambda: send_all(count, told, pause=0)), 0)
    wait_until_read()
    for worker in started:
        os.kill(worker, signal.SIGTERM)
        os.waitpid(worker, 0)
    sent = {int(id): said for id, said in (line.split() for line in told.read_text("ascii").splitlines())}
    times = Counter(readings.read_text("utf-8").splitlines())
    twice = sorted(name for name, number in times.items() if number > 1)
    print(json.dumps({"acknowledged": len(sent), "read": len(times), "twice": twice, "wrong": list(find_wrong(sent))}))


if __name__ == "__main__":
    main(*(int(said) for said in sys.argv[1:3]))
