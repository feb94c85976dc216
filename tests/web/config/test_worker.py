"""The worker may be killed at any moment: what was acknowledged ends read, once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from trienkhai.web.config import reconcilers, worker

COUNT, KILLS = 300, 200


@pytest.mark.slow
def test_a_worker_killed_at_random_moments_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Every acknowledged document has one reading, one file as it was sent, one entry of each kind in the journal.

    In an office of its own (`killing.py`): the journal of a test's database cannot be emptied.
    """
    seed = os.environ.get("TRIENKHAI_SEED") or str(random.SystemRandom().randrange(1, 10**6))
    command = [sys.executable, "-m", "tests.web.config.killing", str(COUNT), str(KILLS), seed]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRIENKHAI_", "DJANGO_"))}
    ran = subprocess.run(command, env={**kept, "TRIENKHAI_HOME": str(tmp_path)}, capture_output=True, check=False)
    told = f"again with TRIENKHAI_SEED={seed}\n{ran.stderr.decode()[-4000:]}"
    assert ran.returncode == 0, told
    seen = json.loads(ran.stdout)
    print(seen)
    assert seen["acknowledged"] == COUNT, told
    assert seen["hits"] > 0, f"no kill met a reading, so nothing was shown; {told}"
    assert seen["wrong"] == [], told


def test_one_reconciler_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, and the next piece of work is done."""
    done: list[str] = []

    def fail() -> bool:
        raise ValueError("hỏng")

    def work() -> bool:
        done.append("work")
        return True

    monkeypatch.setattr(reconcilers, "WORK", (fail, work))
    monkeypatch.setattr(reconcilers, "STANDING", (fail, work))
    assert worker.take_next()
    worker.go_round()
    assert done == ["work", "work"]


def test_the_most_urgent_piece_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is drawn only where nothing waits to be read."""
    done: list[str] = []

    def read() -> bool:
        done.append("read")
        return len(done) < 3

    def draw() -> bool:
        done.append("draw")
        return False

    monkeypatch.setattr(reconcilers, "WORK", (read, draw))
    while worker.take_next():
        continue
    assert done == ["read", "read", "read", "draw"]


def wait_for(path: Path, count: int) -> list[int]:
    """The numbers of the processes that wrote themselves down, once there are so many."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = path.read_text("ascii").split() if path.exists() else []
        if len(found) >= count:
            return [int(number) for number in found]
        time.sleep(0.1)
    raise TimeoutError(f"{path} names fewer than {count} processes")


def is_running(number: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_killed_worker_is_started_again_and_ends_with_its_supervisor(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, db: None
) -> None:
    """Whoever kills the worker meets the next one; whoever ends the office leaves no process behind."""
    named = tmp_path / "workers"

    def work() -> None:
        with named.open("a") as line:
            line.write(f"{os.getpid()}\n")
        time.sleep(300)

    monkeypatch.setattr(worker, "work", work)
    supervisor = worker.start_supervisor()
    try:
        [first] = wait_for(named, 1)
        os.kill(first, signal.SIGKILL)
        [_, second] = wait_for(named, 2)
        assert is_running(second)
    finally:
        os.kill(supervisor, signal.SIGTERM)
        os.waitpid(supervisor, 0)
    assert not is_running(first)
    assert not is_running(second)
