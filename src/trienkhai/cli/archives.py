"""The members of an archive, read one at a time and never unpacked to disk."""

from __future__ import annotations

import lzma
import os
import tarfile
import zipfile
import zlib
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from trienkhai.errors import UnreadableFile
from trienkhai.sources.limits import FILE_BYTES

_ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
MOST_MEMBERS = 100_000
"""An archive with more members than this is not opened."""
Refusal = tuple[str, str]
"""The id and the sentence of an UnreadableFile."""
_TOO_MANY = (
    "archive-too-many-members",
    "Tệp nén có hơn 100.000 tệp nên không được mở. Chia thành nhiều tệp nén nhỏ hơn.",
)
_DAMAGED = (
    "archive-damaged",
    "Tệp nén hỏng giữa chừng: các tệp sau chỗ hỏng không lấy ra được. Xin lại tệp nén từ nơi gửi.",
)
_UNREADABLE = "Không lấy được tệp này ra khỏi tệp nén: tệp nén hỏng, có mật khẩu hoặc nén theo cách lạ."
_DAMAGES = (OSError, zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError)


@dataclass(frozen=True, slots=True)
class Listing:
    """The names of the files in an archive, sorted, and why there may be more than these."""

    names: list[str]
    trouble: Refusal | None = None


def is_archive(path: Path) -> bool:
    """Whether a name ends as an archive's does."""
    return path.name.lower().endswith(_ENDINGS)


def list_members(path: Path) -> Listing | None:
    """What is in an archive; None where it is no archive, whatever its name says."""
    try:
        archive = _open(str(path))
    except _DAMAGES:
        return None
    if len(archive.names) > MOST_MEMBERS:
        return Listing([], _TOO_MANY)
    names = sorted(name for name in archive.names if not name.startswith(("__MACOSX/", ".")))
    return Listing(names, None if archive.whole else _DAMAGED)


def read_member(path: Path, name: str) -> bytes:
    """The bytes of a member, one more than a file may have at most; raises UnreadableFile where it is damaged."""
    try:
        return _open(str(path)).read(name)
    except (*_DAMAGES, RuntimeError, KeyError) as error:
        # A member under a password raises RuntimeError, one of unknown packing NotImplementedError, its child.
        raise UnreadableFile("archive-member-unreadable", _UNREADABLE) from error


class _Zip:
    def __init__(self, path: str) -> None:
        self._archive = zipfile.ZipFile(path)
        self.names = {info.filename: info for info in self._archive.infolist() if not info.is_dir()}
        self.whole = True
        self.close = self._archive.close

    def read(self, name: str) -> bytes:
        """As read_member, raising what the library raises."""
        with self._archive.open(self.names[name]) as stream:
            return stream.read(FILE_BYTES + 1)


class _Tape:
    """A TAR: its files are known by walking through it; `whole` is false where the walk stopped at damage."""

    def __init__(self, path: str) -> None:
        with ExitStack() as opened:
            self._archive = opened.enter_context(tarfile.open(path))
            self.close = opened.pop_all().close
        self.names: dict[str, tarfile.TarInfo] = {}
        try:
            self.whole = self._walk()
        except _DAMAGES:
            self.whole = False

    def _walk(self) -> bool:
        for info in self._archive:
            if info.isfile():
                self.names[info.name] = info
            if len(self.names) > MOST_MEMBERS:
                return False
        # A header that makes no sense ends the walk without a word; at the true end stand zeros, or nothing.
        stream = self._archive.fileobj
        assert stream is not None
        stream.seek(self._archive.offset)
        return not stream.read(tarfile.BLOCKSIZE).strip(b"\0")

    def read(self, name: str) -> bytes:
        """As read_member, raising what the library raises."""
        inner = self._archive.extractfile(self.names[name])
        return inner.read(FILE_BYTES + 1) if inner is not None else b""


_kept: dict[tuple[str, int], _Zip | _Tape] = {}


def _open(path: str) -> _Zip | _Tape:
    """The opened archive, which stays open: the next member is most often of the same one."""
    # A process forked from one that had it open would share its place in the file with that one and its siblings.
    wanted = (path, os.getpid())
    if wanted not in _kept:
        while _kept:
            _kept.popitem()[1].close()
        _kept[wanted] = _Zip(path) if path.lower().endswith(".zip") else _Tape(path)
    return _kept[wanted]
