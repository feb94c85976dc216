"""What trienkhai does, as jobs that are timed in a process of their own; see `measuring.py`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.speed.measuring import serve_jobs
from trienkhai import find_citations, read, read_text


def cite(path: str) -> object:
    """All citations of a text."""
    return find_citations(Path(path).read_text("utf-8"))


def read_folder(path: str) -> object:
    """The full reading of every text in a folder: no two alike, so that nothing is remembered from the last one."""
    return [read_text(entry.read_text("utf-8")) for entry in sorted(Path(path).glob("*.txt"))]


JOBS: dict[str, Callable[[str], object]] = {"cite": cite, "read": read, "read_folder": read_folder}

if __name__ == "__main__":
    serve_jobs(JOBS)
