"""The files named on the command line become readings, in order, with as many processes as asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from trienkhai.cli.parser import Parser
from trienkhai.errors import TrienkhaiError
from trienkhai.parts import Reading
from trienkhai.reading.pipeline import read_source
from trienkhai.sources import Source, read_bytes, read_file

STANDARD_INPUT = "-"
_FILES_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file: a reading, or the reason why it could not be read. `kind` is the source's
    kind."""

    file: str
    kind: str | None
    reading: Reading | None
    error_id: str = ""
    error_message: str = ""


def add_file_arguments(parser: Parser, *, several: bool) -> None:
    """The parser takes one file or several."""
    words = 'tệp văn bản; "-" là đầu vào chuẩn'
    if several:
        parser.add_argument("files", nargs="+", metavar="TỆP", help=words)
    else:
        parser.add_argument("file", metavar="TỆP", help=words)


def read_one(file: str) -> Result:
    """The reading of one file; what cannot be read is told, never raised."""
    try:
        source = _open(file)
    except TrienkhaiError as error:
        return Result(file, None, None, error.id, error.message)
    return Result(file, source.kind, read_source(source))


def _open(file: str) -> Source:
    if file == STANDARD_INPUT:
        return read_bytes(sys.stdin.buffer.read(), "đầu vào chuẩn")
    return read_file(Path(file))


def read_all(files: Sequence[str], jobs: int) -> Iterator[Result]:
    """The results in the order of the files, each as soon as it and those before it are there."""
    if jobs <= 1 or len(files) < 2:
        yield from map(read_one, files)
        return
    # Standard input can only be read by this process.
    if STANDARD_INPUT in files:
        place = files.index(STANDARD_INPUT)
        yield from read_all(files[:place], jobs)
        yield read_one(STANDARD_INPUT)
        yield from read_all(files[place + 1 :], jobs)
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(read_one, files, chunksize=min(_FILES_AT_ONCE, -(-len(files) // (jobs * 2))))
