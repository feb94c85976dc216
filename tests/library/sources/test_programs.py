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


def test_time_is_capped_and_children_end_with_it(tmp_path: Path) -> None:
    """A program that waits for a sleeping child is ended, and so is the child."""
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    began = time.monotonic()
    outcome = run_python(code, tmp_path, seconds=2)
    assert outcome.timed_out
    assert not outcome.succeeded
    assert time.monotonic() - began < 20


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
