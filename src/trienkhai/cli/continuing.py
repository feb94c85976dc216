"""An output file that is continued: what stands in it already is not read again."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from trienkhai.cli.inputs import Result

_BAR = 24


def read_done(path: Path) -> set[str]:
    """The files whose lines stand in the output; a last line that was cut off in writing is taken away."""
    if not path.exists():
        return set()
    done: set[str] = set()
    whole = 0
    with path.open("rb+") as stream:
        for line in stream:
            name = _name_in(line)
            if name is None:
                break
            done.add(name)
            whole += len(line)
        stream.truncate(whole)
    return done


def _name_in(line: bytes) -> str | None:
    if not line.endswith(b"\n"):
        return None
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return str(told["file"]) if isinstance(told, dict) and "file" in told else None


def show_progress(results: Iterable[Result], whole: int, done: int = 0) -> Iterator[Result]:
    """The results as they come, with a bar on standard error where a person looks at it."""
    shown = sys.stderr.isatty() and whole > 1
    begin, failed, count = time.monotonic(), 0, done
    for count, result in enumerate(results, start=done + 1):
        failed += result.reading is None
        if shown:
            left = (time.monotonic() - begin) / (count - done) * (whole - count)
            sys.stderr.write(f"\r{tell_progress(count, whole, failed, left)}\x1b[K")
            sys.stderr.flush()
        yield result
    if shown and count:
        sys.stderr.write("\n")


def tell_progress(count: int, whole: int, failed: int, left: float) -> str:
    """The bar: how many are read of how many, how many could not be, how long it will still take."""
    full = _BAR * count // max(whole, 1)
    bad = f" · {failed} tệp không đọc được" if failed else ""
    wait = f" · còn {int(left // 60)} phút {int(left % 60):02d} giây" if count < whole else ""
    return f"[{'█' * full}{'·' * (_BAR - full)}] {count}/{whole}{bad}{wait}"
