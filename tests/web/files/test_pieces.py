"""Files in pieces: whatever breaks, nothing is lost and nothing is doubled."""

from __future__ import annotations

import hashlib
import os
import random
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trienkhai.web.errors import NotValid, Unknown, WrongState
from trienkhai.web.files import pieces
from trienkhai.web.files.media import LARGEST_FILE
from trienkhai.web.files.pieces import (
    PIECE,
    Upload,
    begin_upload,
    find_upload,
    finish_upload,
    is_finished,
    keep_piece,
    list_pieces,
    sweep_uploads,
)

DATA = random.Random(113).randbytes(3 * PIECE + 1000)
OWNER = 7
FRESH = count()


def announce(data: bytes = DATA, *, owner: int = OWNER, name: str = "ảnh.jpg") -> Upload:
    """The upload of this file."""
    return begin_upload(owner, name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest())


def send(upload: Upload, number: int, data: bytes = DATA) -> None:
    """One piece, with its hash."""
    piece = data[number * PIECE : (number + 1) * PIECE]
    keep_piece(upload, number, piece, hashlib.sha256(piece).hexdigest())


class Keeper:
    """Counts how often a whole file was handed over."""

    def __init__(self) -> None:
        self.kept: list[tuple[bytes, str]] = []

    def __call__(self, data: bytes, name: str) -> str:
        """Keep it."""
        self.kept.append((data, name))
        return f"đã giữ {len(data)}"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.lists(st.sampled_from([0, 1, 2, 3, "damaged", "cut", "again", "finish"]), max_size=12))
def test_whatever_breaks_nothing_is_lost_and_nothing_doubled(order: list[int | str]) -> None:
    """Pieces in any order, twice, damaged, cut short, with a new beginning between: the file arrives once, whole."""
    data = DATA + next(FRESH).to_bytes(4, "big")
    keeper, here, finished = Keeper(), set[int](), False
    upload = announce(data)
    for step in order:
        if step == "again":
            assert announce(data) == upload
        elif step == "damaged":
            with pytest.raises(NotValid) if not finished else nothing():
                keep_piece(upload, 1, data[PIECE : 2 * PIECE], "0" * 64)
        elif step == "cut":
            with pytest.raises(NotValid) if not finished else nothing():
                keep_piece(upload, 2, data[2 * PIECE : 2 * PIECE + 99], hashlib.sha256(data[:99]).hexdigest())
        elif step == "finish" and len(here) < upload.count:
            with pytest.raises(WrongState, match=f"Còn thiếu {4 - len(here)} phần"):
                finish_upload(upload, keeper)
        elif step == "finish":
            finish_upload(upload, keeper)
            finished = True
        else:
            send(upload, int(step), data)
            here.add(int(step))
        assert list_pieces(upload) == sorted(here)
    for number in set(range(upload.count)) - set(list_pieces(upload)):
        send(upload, number, data)
    assert finish_upload(upload, keeper) == finish_upload(upload, keeper) == f"đã giữ {len(data)}"
    assert keeper.kept == [(data, "ảnh.jpg")]
    assert sorted(path.name for path in upload.folder.iterdir()) == ["about.json", "done"]


class nothing:  # noqa: N801 - stands where pytest.raises stands
    """Expects no refusal."""

    def __enter__(self) -> None:
        """Nothing."""

    def __exit__(self, *args: object) -> None:
        """Nothing."""


def test_another_persons_upload_is_not_found() -> None:
    """Not by its id, not by announcing the same file: two people's pieces never meet."""
    upload = announce()
    send(upload, 0)
    with pytest.raises(Unknown):
        find_upload(OWNER + 1, upload.id)
    other = announce(owner=OWNER + 1)
    assert other.id != upload.id
    assert list_pieces(other) == []
    assert find_upload(OWNER, upload.id) == upload


@pytest.mark.parametrize("id", ["", "..", "../7", "a" * 31, "g" * 32, "A" * 32, "0" * 32, "\x00" * 32])
def test_no_other_word_is_an_upload(id: str) -> None:
    announce()
    with pytest.raises(Unknown):
        find_upload(OWNER, id)


@pytest.mark.parametrize(
    ("size", "sha256", "refusal"),
    [
        (0, "0" * 64, "file-empty"),
        (-1, "0" * 64, "file-empty"),
        (LARGEST_FILE + 1, "0" * 64, "file-too-large"),
        (10, "0" * 63, "hash-unusable"),
        (10, "../" + "0" * 61, "hash-unusable"),
    ],
)
def test_what_cannot_be_announced(size: int, sha256: str, refusal: str, store: Path) -> None:
    with pytest.raises(NotValid) as refused:
        begin_upload(OWNER, name="a.jpg", size=size, sha256=sha256)
    assert refused.value.id == refusal
    assert not (store / ".pieces").exists()


@pytest.mark.parametrize("number", [4, 5, 10**30])
def test_a_piece_the_file_has_not(number: int) -> None:
    with pytest.raises(Unknown):
        keep_piece(announce(), number, b"x", hashlib.sha256(b"x").hexdigest())


def test_a_file_that_changed_meanwhile_begins_anew() -> None:
    """Every piece came well, the whole is not what was announced: nothing is kept, the pieces are gone."""
    upload, keeper = announce(), Keeper()
    changed = bytes([DATA[0] ^ 1]) + DATA[1:]
    for number in range(upload.count):
        send(upload, number, changed)
    with pytest.raises(NotValid, match="đã đổi trong lúc gửi"):
        finish_upload(upload, keeper)
    assert (keeper.kept, list_pieces(upload), is_finished(upload)) == ([], [], False)


def test_what_is_refused_at_the_end_leaves_no_pieces() -> None:
    upload = announce()
    for number in range(upload.count):
        send(upload, number)

    def refuse(data: bytes, name: str) -> str:
        raise NotValid("file-kind-unknown", f"{name} không phải ảnh")

    with pytest.raises(NotValid, match="không phải ảnh"):
        finish_upload(upload, refuse)
    assert list_pieces(upload) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, MemoryError])
def test_a_server_that_dies_while_keeping_loses_no_piece(error: type[BaseException]) -> None:
    """Nothing was said to be received; the client asks again and it succeeds."""
    upload, keeper = announce(), Keeper()
    for number in range(upload.count):
        send(upload, number)

    def die(data: bytes, name: str) -> str:
        raise error

    with pytest.raises(error):
        finish_upload(upload, die)
    assert list_pieces(upload) == [0, 1, 2, 3]
    finish_upload(upload, keeper)
    assert len(keeper.kept) == 1


def test_too_many_unfinished_uploads_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk cannot be filled by announcing; what was begun goes on, finished ones do not count."""
    monkeypatch.setattr(pieces, "MOST_OPEN", 2)
    first = announce(b"a")
    announce(b"b")
    with pytest.raises(NotValid, match="gửi dở"):
        announce(b"c")
    assert announce(b"a") == first
    send(first, 0, b"a")
    finish_upload(first, Keeper())
    announce(b"c")


def test_old_uploads_are_swept() -> None:
    old, young = announce(b"a"), announce(b"b")
    os.utime(old.folder, (0, 0))
    assert sweep_uploads() == 1
    assert find_upload(OWNER, young.id) == young
    with pytest.raises(Unknown, match="gửi từ đầu"):
        find_upload(OWNER, old.id)
    with pytest.raises(Unknown, match="gửi từ đầu"):
        send(old, 0, b"a")


def test_sweeping_an_office_that_never_received_anything() -> None:
    assert sweep_uploads() == 0


LONG = "a" * 300 + ".jpg"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\ảnh.jpg", "ảnh.jpg"),
        ("..", "tệp"),
        ("", "tệp"),
        ("ảnh\u202egpj.exe", "ảnhgpj.exe"),
        ("\u200f\u2066ảnh\u2069.jpg", "ảnh.jpg"),
        ("a\r\nSet-Cookie: b.jpg", "aSet-Cookie: b.jpg"),
        (LONG, "a" * 251 + ".jpg"),
    ],
    ids=["path", "windows path", "dots", "empty", "turned", "marks", "lines", "300 letters"],
)
def test_names_as_browsers_should_not_send_them(name: str, kept: str) -> None:
    """The name is for showing only; the folder is named by a code of ours."""
    upload = announce(b"a", name=name)
    assert upload.name == kept
    assert upload.folder.parent.name == str(OWNER)
