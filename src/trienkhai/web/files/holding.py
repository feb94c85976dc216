"""Files that came in and were not looked at yet: held aside, outside the store, until it is said what becomes of them.

A held file is as durable as a stored one, but it has no row of `StoredFile`, nobody can download it, and it can be
taken away again: a paper with a printed secrecy mark never gets into the store, and that shows only when it was read.

Whoever works on a held file claims it. The claim is the operating system's lock on the file itself: it ends with the
process that has it, however that process ends, so a killed worker holds nothing back.
"""

from __future__ import annotations

import fcntl
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from trienkhai.web.files.store import sync_folder

YOUNG_SECONDS = 60 * 60
_TOKEN = re.compile(r"[0-9a-f]{32}")


def hold_bytes(data: bytes) -> str:
    """The token of the held file; when this returns, the bytes survive a power cut."""
    folder, token = _folder(), uuid4().hex
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(folder / token)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    for changed in (folder, folder.parent):
        sync_folder(changed)
    return token


def read_held(token: str) -> bytes:
    """The bytes. Raises OSError where they are gone."""
    return (_folder() / token).read_bytes()


def let_go(token: str) -> None:
    """The held file is no more; twice changes nothing."""
    (_folder() / token).unlink(missing_ok=True)


@contextmanager
def claimed(token: str) -> Iterator[bool]:
    """Inside the block nobody else has the file; False where somebody has it now. A lost file can be claimed, too."""
    try:
        handle = os.open(_folder() / token, os.O_RDONLY)
    except FileNotFoundError:
        yield True
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        yield False
        return
    try:
        yield True
    finally:
        os.close(handle)


def list_old() -> list[str]:
    """The tokens of files that have been held for an hour and more."""
    before, found = time.time() - YOUNG_SECONDS, []
    for path in _folder().glob("*"):
        with suppress(FileNotFoundError):  # let go by another process
            if _TOKEN.fullmatch(path.name) and path.stat().st_mtime < before:
                found.append(path.name)
    return found


def _folder() -> Path:
    return Path(settings.TRIENKHAI_FILES) / ".held"
