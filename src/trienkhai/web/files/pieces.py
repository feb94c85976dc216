"""A large file that arrives in pieces over a bad connection: nothing lost, nothing doubled.

A client says what it will send (name, size, SHA-256), sends pieces of 256 kB in any order, each with its own hash, may
ask at any time which ones are here, and then says that it has finished. The same person and the same file always give
the same upload, so a client that forgot everything goes on where it stopped. Every step may be repeated.

Pieces lie in a folder of their owner; no other person can find them. Nothing here is evidence yet: `finish_upload`
hands the joined bytes to whoever keeps them.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trienkhai.web.errors import NotValid, Unknown, WrongState
from trienkhai.web.files.media import check_name_and_size, clean_name

PIECE = 256 * 1024
MOST_OPEN = 100
LIFE_SECONDS = 3 * 24 * 60 * 60
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way: `id` is known to its owner only."""

    owner: int
    id: str
    name: str
    size: int
    sha256: str

    @property
    def folder(self) -> Path:
        """Where its pieces lie."""
        return _folder_of(self.owner) / self.id

    @property
    def count(self) -> int:
        """How many pieces it has."""
        return -(-self.size // PIECE)

    def length_of(self, number: int) -> int:
        """How long one piece must be; only the last is shorter."""
        return min(PIECE, self.size - number * PIECE)


def begin_upload(owner: int, *, name: str, size: int, sha256: str) -> Upload:
    """The upload of this file by this person: a new one, or the one that was begun before. Raises NotValid."""
    name, sha256 = clean_name(name), sha256.lower()
    check_name_and_size(name, size)
    if not _SHA256.fullmatch(sha256):
        raise NotValid("hash-unusable", _("Mã kiểm của tệp chưa đúng dạng (SHA-256). Tải lại trang rồi chọn lại tệp."))
    known = salted_hmac("trienkhai.files.pieces", f"{owner}:{sha256}:{size}:{name}", algorithm="sha256")
    upload = Upload(owner, known.hexdigest()[:32], name, size, sha256)
    if not (upload.folder / "about.json").exists():
        _check_room(owner)
        upload.folder.mkdir(parents=True, exist_ok=True)
        _write(upload.folder / "about.json", json.dumps([name, size, sha256]).encode())
    return upload


def find_upload(owner: int, id: str) -> Upload:
    """An upload this person began. Raises Unknown for another person's, a swept one and one that never was."""
    if not _ID.fullmatch(id):
        raise Unknown
    try:
        name, size, sha256 = json.loads((_folder_of(owner) / id / "about.json").read_bytes())
    except FileNotFoundError as error:
        raise Unknown(_("Lần gửi này không còn. Chọn lại tệp để gửi từ đầu.")) from error
    return Upload(owner, id, name, size, sha256)


def list_pieces(upload: Upload) -> list[int]:
    """The numbers of the pieces that are here; all of them once the file is whole."""
    if is_finished(upload):
        return list(range(upload.count))
    return sorted(int(path.name) for path in upload.folder.iterdir() if path.name.isdigit())


def is_finished(upload: Upload) -> bool:
    """Whether the file was joined and handed over."""
    return (upload.folder / "done").exists()


def keep_piece(upload: Upload, number: int, data: bytes, sha256: str) -> None:
    """This piece is on disk; the same piece again changes nothing. Raises NotValid for a damaged one, Unknown for
    a number the file has not."""
    if number >= upload.count:
        raise Unknown
    if is_finished(upload):
        return
    if len(data) != upload.length_of(number) or hashlib.sha256(data).hexdigest() != sha256.lower():
        raise NotValid(
            "piece-damaged",
            _("Phần %(number)s của tệp “%(name)s” hỏng trên đường truyền. Gửi lại.")
            % {"number": number + 1, "name": upload.name},
        )
    try:
        _write(upload.folder / str(number), data)
    except FileNotFoundError as error:  # swept or given up meanwhile
        raise Unknown(_("Lần gửi này không còn. Chọn lại tệp để gửi từ đầu.")) from error


def finish_upload(upload: Upload, keep: Callable[[bytes, str], str]) -> str:
    """What `keep` said of the whole file and its name; it is asked once, later calls give the same answer.

    Raises WrongState while pieces are missing, NotValid where the whole is not what was announced; what `keep` refuses
    is refused. In the last two cases the pieces are gone and the file can be sent anew.
    """
    with _locked(upload):
        done = upload.folder / "done"
        if done.exists():
            return done.read_text("utf-8")
        missing = upload.count - len(list_pieces(upload))
        if missing:
            raise WrongState(
                "pieces-missing",
                ngettext(
                    "Còn thiếu %(missing)s phần của tệp “%(name)s”. Gửi nốt rồi kết thúc.",
                    "Còn thiếu %(missing)s phần của tệp “%(name)s”. Gửi nốt rồi kết thúc.",
                    missing,
                )
                % {"missing": missing, "name": upload.name},
            )
        data = b"".join((upload.folder / str(number)).read_bytes() for number in range(upload.count))
        try:
            if hashlib.sha256(data).hexdigest() != upload.sha256:
                raise NotValid(
                    "file-changed",
                    _("Tệp “%(name)s” đã đổi trong lúc gửi, chưa được lưu. Chọn lại tệp rồi gửi.")
                    % {"name": upload.name},
                )
            said = keep(data, upload.name)
        except NotValid:
            _remove_pieces(upload)
            raise
        _write(done, said.encode())
        _remove_pieces(upload)
        return said


def sweep_uploads() -> int:
    """Uploads that nobody touched for three days are gone; gives how many."""
    before, count = time.time() - LIFE_SECONDS, 0
    for folder in _root().glob("*/*"):
        with suppress(FileNotFoundError):  # swept by another process
            if folder.stat().st_mtime < before:
                shutil.rmtree(folder, ignore_errors=True)
                count += 1
    return count


def _check_room(owner: int) -> None:
    folder = _folder_of(owner)
    waiting = [path for path in folder.iterdir() if not (path / "done").exists()] if folder.exists() else []
    if len(waiting) >= MOST_OPEN:
        raise NotValid(
            "uploads-too-many",
            _("Đang có %(most)s tệp gửi dở. Gửi xong các tệp đó, hoặc đợi ba ngày máy tự dọn.") % {"most": MOST_OPEN},
        )


def _remove_pieces(upload: Upload) -> None:
    for number in range(upload.count):
        (upload.folder / str(number)).unlink(missing_ok=True)


@contextmanager
def _locked(upload: Upload) -> Iterator[None]:
    """Two ends of one file wait for each other, in whatever process they arrive."""
    handle = os.open(upload.folder / "about.json", os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write(path: Path, data: bytes) -> None:
    """The bytes are on disk under this name, whole or not at all."""
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


def _root() -> Path:
    return Path(settings.TRIENKHAI_FILES) / ".pieces"


def _folder_of(owner: int) -> Path:
    return _root() / str(owner)
