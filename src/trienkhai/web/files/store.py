"""The content-addressed store on a local folder: write, fsync, rename, fsync the folder."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Where the content with this hash lies, or would lie."""
    return Path(settings.TRIENKHAI_FILES) / sha256[:2] / sha256[2:4] / sha256


def write_durably(data: bytes) -> str:
    """The SHA-256 of the data; when this returns, the bytes survive a power cut."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if path.exists() and path.stat().st_size == len(data):
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
        sync_folder(folder)
    return sha256


def sync_folder(folder: Path) -> None:
    """The folder's own entries are on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_stored(sha256: str) -> bytes:
    """The bytes, checked against their name. Raises OSError where they are gone, ValueError where they changed."""
    data = path_of(sha256).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"stored content {sha256[:12]} is damaged")
    return data
