"""Pages and work behind them in processes of their own; several workers at once. On SQLite, or where the run is on it
on PostgreSQL."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.journeys.office import free_port, wait_for
from tests.web.config.apart import office_apart
from tests.web.config.killing import LETTER

PROGRAM = str(Path(sys.executable).with_name("trienkhai"))
PREPARE = """
import django
django.setup()
from tests.web.config.killing import open_small_office
open_small_office()
"""
PATIENCE = 120.0
Json = dict[str, object]


@pytest.mark.slow
@pytest.mark.parametrize("workers", [2, 3])
def test_several_workers_read_everything_once(tmp_path: Path, workers: int) -> None:
    """Nothing is read twice, nothing lost, one reading and one line in the journal each; none stumbles over another."""
    command = [sys.executable, "-m", "tests.web.config.apart", "60", str(workers)]
    with office_apart(tmp_path) as environment:
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-4000:]
    assert json.loads(ran.stdout) == {"acknowledged": 60, "read": 60, "twice": [], "wrong": []}
    assert ran.stderr == ""


class Caller:
    """Somebody who calls the interface of a running office."""

    def __init__(self, address: str, username: str) -> None:
        self.address = address
        self.token = ""
        self.token = str(self.send("session", {"username": username, "password": "mat-khau-thu"})["token"])

    def ask(
        self, path: str, body: bytes | None = None, kind: str = "application/json", method: str | None = None
    ) -> tuple[int, bytes]:
        """GET, or POST these bytes where no other method is named; gives status and answer."""
        headers = {"Content-Type": kind} | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        request = Request(f"{self.address}/api/{path}", data=body, headers=headers, method=method)  # our own office
        try:
            with urlopen(request, timeout=60) as answer:  # our own office
                return answer.status, answer.read()
        except HTTPError as refused:
            return refused.code, refused.read()

    def send(self, path: str, body: Json | None = None, method: str = "POST") -> Json:
        """Send JSON; anything but success fails."""
        status, answer = self.ask(path, json.dumps(body or {}).encode(), method=method)
        assert status == 200, (path, status, answer.decode()[:600])
        return dict(json.loads(answer))

    def upload(self, name: str, data: bytes) -> tuple[int, Json]:
        """A file of the office's own, as a form sends it."""
        cut = b"--cut\r\nContent-Disposition: form-data; name="
        file = cut + f'"file"; filename="{name}"\r\n\r\n'.encode() + data
        body = file + b"\r\n" + cut + b'"direction"\r\n\r\noutgoing\r\n--cut--\r\n'
        status, answer = self.ask("documents", body, "multipart/form-data; boundary=cut")
        return status, dict(json.loads(answer))


@contextmanager
def started(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A part of the office, ended afterwards."""
    process = subprocess.Popen(command, env=environment)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def wait_for_reading(caller: Caller, document_id: int) -> None:
    """Return when the document was read."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        status, answer = caller.ask(f"documents/{document_id}")
        assert status == 200
        if json.loads(answer)["reading"] is not None:
            return
        time.sleep(0.3)
    raise TimeoutError("the document was not read")


@pytest.mark.slow
def test_pages_without_a_worker_and_a_worker_without_pages_make_one_office(tmp_path: Path) -> None:
    """A letter waits as long as nobody works behind the pages; then it is read, issued, and reported on as PDF."""
    port = free_port()
    address, home = f"http://127.0.0.1:{port}", ["--home", str(tmp_path)]
    serve = [PROGRAM, "serve", *home, "--port", str(port), "--workers", "1", "--without-worker"]
    with office_apart(tmp_path) as environment:
        settings = {**environment, "DJANGO_SETTINGS_MODULE": "trienkhai.web.config.settings"}
        subprocess.run([sys.executable, "-c", PREPARE], env=settings, check=True)
        with started(serve, environment) as office:
            wait_for(address, office)
            clerk = Caller(address, "so_clerk")
            status, entered = clerk.upload("cong-van.txt", LETTER.format(number=1).encode())
            id = int(str(entered["id"]))
            assert (status, entered["reading"]) == (202, None)
            with started([PROGRAM, "work", *home], environment):
                wait_for_reading(clerk, id)
            directive = clerk.send(f"documents/{id}/confirm", {"corrections": {}})["directive"]
            assert isinstance(directive, dict)
            terms: Json = {"report_deadline": "2023-06-15", "data_close": "2023-06-14"}
            Caller(address, "so_officer").send(f"directives/{directive['id']}", terms, "PATCH")
            Caller(address, "so_leader").send(f"directives/{directive['id']}/sign", {"authority": "KT."})
            clerk.send(f"documents/{id}/number", {"number": 1})
            clerk.send(f"directives/{directive['id']}/issue")
            unit = Caller(address, "unit_officer")
            duty = json.loads(unit.ask(f"directives/{directive['id']}/duties")[1])[0]["id"]
            report = unit.send(f"duties/{duty}/reports")
            status, paper = unit.ask(f"reports/{report['id']}/file.pdf")
    assert status == 200
    assert paper.startswith(b"%PDF")
