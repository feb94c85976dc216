"""No outside program runs without caps: time, memory, size of what it writes, environment."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from trienkhai.sources import programs
from trienkhai.sources.programs import run_program

MEMORY = 512 * 1024**2


def run_python(code: str, folder: Path, seconds: int = 20, memory: int = MEMORY) -> programs.Outcome:
    return run_program([sys.executable, "-I", "-c", code], folder, seconds, memory, b"given")


def test_a_program_gets_its_input_and_gives_its_output(tmp_path: Path) -> None:
    """The plain case that the others distort."""
    outcome = run_python("import sys; print(sys.stdin.read().upper())", tmp_path)
    assert (outcome.succeeded, outcome.output) == (True, b"GIVEN\n")


def test_memory_is_capped(tmp_path: Path) -> None:
    """What claims more than its share fails."""
    assert not run_python("x = bytearray(800 * 1024 ** 2)", tmp_path).succeeded


@pytest.mark.slow
def test_time_is_capped_and_children_end_with_it(tmp_path: Path) -> None:
    """A program that waits for a sleeping child is ended, and so is the child."""
    noted = tmp_path / "child"
    child = f"import os, pathlib, time; pathlib.Path({str(noted)!r}).write_text(str(os.getpid())); time.sleep(600)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    outcome = run_python(code, tmp_path, seconds=5)
    assert outcome.timed_out
    assert not outcome.succeeded
    assert is_soon_gone(int(noted.read_text()))


def is_soon_gone(number: int) -> bool:
    """Whether no program with this number is left, or only its record that nobody has collected yet."""
    state = Path(f"/proc/{number}/stat")
    for _ in range(200):
        try:
            if state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.05)
    return False


def test_what_it_writes_is_capped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a file nor the output grows without end."""
    monkeypatch.setattr(programs, "_FILE_BYTES", 1024**2)
    assert not run_python("open('big', 'wb').write(bytes(2 * 1024 ** 2))", tmp_path).succeeded
    assert (tmp_path / "big").stat().st_size <= 1024**2
    monkeypatch.setattr(programs, "TOOL_OUTPUT_BYTES", 10)
    assert not run_python("print('x' * 100)", tmp_path).succeeded


def test_nothing_of_our_environment_is_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that the server holds stay with it."""
    monkeypatch.setenv("TRIENKHAI_SECRET_KEY", "x")
    outcome = run_python("import os; print(sorted(os.environ))", tmp_path)
    assert b"SECRET" not in outcome.output
    assert b"HOME" in outcome.output
