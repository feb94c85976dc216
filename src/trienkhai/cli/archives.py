"""The members of an archive, read one at a time and never unpacked to disk."""

from __future__ import annotations

import os
import tarfile
import zipfile
import zlib
from pathlib import Path

from trienkhai.errors import UnreadableFile
from trienkhai.sources.limits import FILE_BYTES

_ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
MOST_MEMBERS = 100_000
"""An archive with more members than this is not opened."""
_kept: dict[tuple[str, int], zipfile.ZipFile | tarfile.TarFile] = {}


def is_archive(path: Path) -> bool:
    """Whether a name ends as an archive's does."""
    return path.name.lower().endswith(_ENDINGS)


def list_members(path: Path) -> list[str] | None:
    """The names of the files in an archive, sorted; None where it is damaged or no archive."""
    try:
        archive = _open(str(path))
    except (OSError, zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError):
        return None
    if isinstance(archive, zipfile.ZipFile):
        names = [info.filename for info in archive.infolist() if not info.is_dir()]
    else:
        names = [info.name for info in archive.getmembers() if info.isfile()]
    hidden = ("__MACOSX/", ".")
    return sorted(name for name in names[:MOST_MEMBERS] if not name.startswith(hidden))


def read_member(path: Path, name: str) -> bytes:
    """The bytes of a member, one more than a file may have at most; raises UnreadableFile where it is damaged."""
    try:
        archive = _open(str(path))
        if isinstance(archive, zipfile.ZipFile):
            with archive.open(name) as stream:
                return stream.read(FILE_BYTES + 1)
        inner = archive.extractfile(name)
        return inner.read(FILE_BYTES + 1) if inner is not None else b""
    except (OSError, zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, RuntimeError, KeyError) as error:
        # A member under a password raises RuntimeError, one of unknown packing NotImplementedError, its child.
        message = "Không lấy được tệp này ra khỏi tệp nén: tệp nén hỏng, có mật khẩu hoặc nén theo cách lạ."
        raise UnreadableFile("archive-member-unreadable", message) from error


def _open(path: str) -> zipfile.ZipFile | tarfile.TarFile:
    """The opened archive, which stays open: the next member is most often of the same one."""
    # A process forked from one that had it open would share its place in the file with that one and its siblings.
    wanted = (path, os.getpid())
    if wanted not in _kept:
        while _kept:
            _kept.popitem()[1].close()
        _kept[wanted] = zipfile.ZipFile(path) if path.lower().endswith(".zip") else tarfile.open(path)  # noqa: SIM115 - closed above, by the next
    return _kept[wanted]
