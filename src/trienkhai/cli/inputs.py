"""What is named on the command line becomes readings, in order, with as many processes as asked for.

A folder stands for the documents in it and below it, an archive (ZIP, TAR) for its members, both by name. One bad file
never stops the rest: what the reader refuses is told with its reason, and a file on which a process dies is told too.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from trienkhai.cli.archives import Refusal, is_archive, list_members, read_member
from trienkhai.cli.parser import Parser
from trienkhai.errors import TrienkhaiError, UnreadableFile
from trienkhai.parts import Reading
from trienkhai.reading.pipeline import read_source
from trienkhai.sources import Source, read_bytes, read_file

STANDARD_INPUT = "-"
_AHEAD = 4
# What offices keep beside documents in a folder is passed over; a file named by itself is always read.
_DOCUMENTS = frozenset(
    {".txt", ".docx", ".doc", ".rtf", ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".odt"}
)
_NOTHING = (
    "nothing-to-read",
    "Ở đây không có văn bản nào máy đọc được. Chọn thư mục hoặc tệp nén có tệp DOCX, DOC, PDF, ảnh chụp hoặc tệp chữ.",
)
_DIED = "Tiến trình đọc dừng giữa chừng ở tệp này. Thử lại riêng tệp này, hoặc chuyển nó sang dạng khác."
_FAILED = "Máy gặp lỗi không lường trước ở tệp này ({error}). Báo lỗi kèm tệp cho người phát triển."


@dataclass(frozen=True, slots=True)
class Input:
    """One document to read: a file, or a member of an archive. `name` is how results call it; `reread` has page images
    read where the letters behind them are garbled; `refusal` is why there is nothing to open."""

    name: str
    path: str
    member: str | None = None
    reread: bool = False
    refusal: Refusal | None = None


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
        words = 'tệp văn bản, thư mục hoặc tệp nén (ZIP, TAR); "-" là đầu vào chuẩn'
        parser.add_argument("files", nargs="+", metavar="TỆP", help=words)
    else:
        parser.add_argument("file", metavar="TỆP", help=words)


def list_inputs(files: Sequence[str]) -> list[Input]:
    """What the names stand for, in their order; folders and archives opened up in the order of their names."""
    return [entry for file in files for entry in list(_open_up(file)) or [Input(file, file, refusal=_NOTHING)]]


def _open_up(file: str) -> Iterator[Input]:
    path = Path(file)
    if file != STANDARD_INPUT and path.is_dir():
        for inner in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
            if not hidden and inner.is_file() and (inner.suffix.lower() in _DOCUMENTS or is_archive(inner)):
                yield from _open_up(str(inner))
    elif file != STANDARD_INPUT and is_archive(path) and path.is_file():
        listing = list_members(path)
        if listing is None:
            yield Input(file, file)  # not what its name says: the reader tells what it is
            return
        wanted = (name for name in listing.names if Path(name).suffix.lower() in _DOCUMENTS)
        yield from (Input(f"{file}!{name}", file, name) for name in wanted)
        if listing.trouble is not None:
            yield Input(file, file, refusal=listing.trouble)
    else:
        yield Input(file, file)


def read_one(file: str | Input) -> Result:
    """The reading of one file; what cannot be read is told, never raised."""
    entry = file if isinstance(file, Input) else Input(file, file)
    try:
        source = _open(entry)
    except TrienkhaiError as error:
        return Result(entry.name, None, None, error.id, error.message)
    return Result(entry.name, source.kind, read_source(source))


def _open(entry: Input) -> Source:
    if entry.refusal is not None:
        raise UnreadableFile(*entry.refusal)
    if entry.member is not None:
        data = read_member(Path(entry.path), entry.member)
        return read_bytes(data, Path(entry.member).name, reread=entry.reread)
    if entry.path == STANDARD_INPUT:
        return read_bytes(sys.stdin.buffer.read(), "đầu vào chuẩn", reread=entry.reread)
    return read_file(Path(entry.path), reread=entry.reread)


def read_all(files: Sequence[str | Input], jobs: int) -> Iterator[Result]:
    """The results in the order of the files, each as soon as it and those before it are there."""
    inputs = [file if isinstance(file, Input) else Input(file, file) for file in files]
    # Standard input can only be read by this process.
    if jobs > 1 and len(inputs) > 1 and not any(entry.path == STANDARD_INPUT for entry in inputs):
        yield from _read_beside(inputs, jobs)
    else:
        with ThreadPoolExecutor(max_workers=1) as alone:
            for entry in inputs:
                yield _settle(entry, alone.submit(read_one, entry))


def _read_beside(inputs: Sequence[Input], jobs: int) -> Iterator[Result]:
    pool: Executor = ProcessPoolExecutor(max_workers=jobs)
    waiting: deque[tuple[Input, Future[Result]]] = deque()
    try:
        for entry in inputs:
            while len(waiting) >= jobs * _AHEAD:
                yield _settle(*waiting.popleft())
            try:
                waiting.append((entry, pool.submit(read_one, entry)))
            except BrokenProcessPool:
                pool = ProcessPoolExecutor(max_workers=jobs)
                waiting.append((entry, pool.submit(read_one, entry)))
        while waiting:
            yield _settle(*waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _settle(entry: Input, future: Future[Result]) -> Result:
    """The result; where a process died, that of a second try in a process of its own, since another file may have
    killed it."""
    error = future.exception()
    if isinstance(error, BrokenProcessPool):
        with ProcessPoolExecutor(max_workers=1) as own:
            future = own.submit(read_one, entry)
            error = future.exception()
        if isinstance(error, BrokenProcessPool):
            return Result(entry.name, None, None, "reader-died", _DIED)
    if error is not None:
        return Result(entry.name, None, None, "reader-failed", _FAILED.format(error=type(error).__name__))
    return future.result()
