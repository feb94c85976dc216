"""A Word 97 document becomes the lines a person reads; older and other files go to outside programs or are refused."""

from __future__ import annotations

import random
import struct

import pytest

from tests.library.sources.building_doc import BOLD, DELETED, ENDS_ROW, IN_TABLE, Part, build_doc, in_list
from trienkhai.errors import UnreadableFile
from trienkhai.sources import read_bytes
from trienkhai.sources.doc_word import read_word_97


@pytest.fixture
def no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without LibreOffice and catdoc."""
    monkeypatch.setattr("trienkhai.sources.doc.shutil.which", lambda name: None)


def read_lines(*parts: Part) -> list[str]:
    return read_bytes(build_doc(parts), "a.doc").text.split("\n")


def test_paragraphs_are_lines() -> None:
    """Vietnamese letters, breaks and hyphens as a person sees them."""
    assert read_lines(Part("Kính gửi:\r"), Part("số 113\x1eKH/TU\x0bdòng hai\r")) == [
        "Kính gửi:",
        "số 113-KH/TU",
        "dòng hai",
    ]


def test_text_of_one_byte_a_letter_is_read() -> None:
    """Word saves pieces without Vietnamese letters that way, in the same file."""
    assert read_word_97(build_doc([Part("Quyet dinh\r")], narrow=True)).text == "Quyet dinh"


def test_a_layout_table_is_read_cell_after_cell() -> None:
    """Cell marks and the row's end are no text."""
    row = [Part("ỦY BAN NHÂN DÂN\r", IN_TABLE), Part("TỈNH LẠNG SƠN\x07", IN_TABLE), Part("CỘNG HÒA\x07", IN_TABLE)]
    assert read_lines(*row, Part("\x07", ENDS_ROW), Part("thân\r")) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH LẠNG SƠN",
        "CỘNG HÒA",
        "thân",
    ]


def test_automatic_numbers_are_shown() -> None:
    """catdoc leaves them out."""
    assert read_lines(
        Part("một\r", in_list()),
        Part("nhỏ\r", in_list(level=1)),
        Part("nhỏ\r", in_list(level=1)),
        Part("hai\r", in_list()),
    ) == ["1. một", "a) nhỏ", "b) nhỏ", "2. hai"]


def test_deleted_text_is_gone_and_field_codes_are_not_text() -> None:
    """Tracked deletions count as done; of a field only the result is shown."""
    assert read_lines(Part("cũ\r", run=DELETED), Part("xem \x13 HYPERLINK x \x14trang tin\x15 này\r")) == [
        "",
        "xem trang tin này",
    ]


def test_layout_knows_the_look_of_lines() -> None:
    """Weight from the run's marks."""
    layout = read_word_97(build_doc([Part("đậm\r", run=BOLD), Part("thường\r")])).layout
    assert layout is not None
    assert [line.bold for line in layout.lines] == [True, False]


def test_an_encrypted_document_is_refused_as_such() -> None:
    """Without asking any program."""
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(build_doc([Part("x\r")], flags=0x0100), "a.doc")
    assert refused.value.id == "file-encrypted"


@pytest.mark.usefixtures("no_programs")
def test_without_outside_programs_old_files_say_what_is_missing() -> None:
    """Word 6, RTF: no reader of our own."""
    for data in (build_doc([Part("x\r")], version=0x65), b"{\\rtf1 x}"):
        with pytest.raises(UnreadableFile) as refused:
            read_bytes(data, "a.doc")
        assert refused.value.id == "doc-needs-tools"


def test_a_chain_that_runs_in_a_circle_is_refused() -> None:
    """It would be followed for ever."""
    data = bytearray(build_doc([Part("x\r")]))
    table = 512 + 512 * struct.unpack_from("<L", data, 76)[0]
    struct.pack_into("<L", data, table, 0)
    with pytest.raises(UnreadableFile) as refused:
        read_word_97(bytes(data))
    assert refused.value.id == "doc-broken"


def test_damaged_files_raise_nothing_but_refusals() -> None:
    """Bytes changed at random, always the same way."""
    chance = random.Random(3)
    whole = build_doc([Part("Kính gửi:\r"), Part("một\r", in_list()), Part("ô\x07", IN_TABLE), Part("\x07", ENDS_ROW)])
    outcomes = set()
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 5, 40))):
            data[chance.randrange(len(data))] = chance.choice((0, 255, chance.randrange(256)))
        try:
            outcomes.add(read_word_97(bytes(data)).kind)
        except UnreadableFile as refused:
            outcomes.add(refused.id)
    assert outcomes <= {"doc", "doc-broken", "file-encrypted", "file-too-long"}
