"""Pieces with places become lines in a person's order."""

from __future__ import annotations

import pytest

from trienkhai.sources.page_order import Piece, order_page

WIDTH = 595.0


def place(text: str, left: float, top: float, *, order: int = 0, blank: bool = False) -> Piece:
    """A piece in letters six points wide and twelve high."""
    return Piece(text, left, left + 6 * len(text), top, top + 12, order, order + len(text) - 1, blank)


def order(*pieces: Piece) -> list[str]:
    return [line.text for line in order_page(list(pieces), WIDTH)]


@pytest.mark.parametrize(
    ("gap", "blank", "joined"),
    [(0.0, False, "hành chính"), (0.5, False, "hành chính"), (3.0, False, "hành  chính"), (0.0, True, "hành  chính")],
    ids=["touching: one word", "kerned: one word", "a blank's width apart: two", "a blank in the file: two"],
)
def test_what_parts_words(gap: float, blank: bool, joined: str) -> None:
    """Distance, or a blank that the file itself has."""
    first = place("hành ", 60, 100, blank=blank)
    assert order(first, place("chính", first.right + gap, 100, order=6)) == [joined]


def test_a_letter_of_another_font_stays_in_its_word() -> None:
    """Fonts without Vietnamese letters fall back inside words, and the letter is drawn later."""
    assert order(place("Đ", 60, 100), place("c lập", 72, 100, order=1), place("ộ", 66, 100.6, order=90)) == ["Độc lập"]


def test_two_signers_stand_one_after_the_other() -> None:
    """A document of two bodies is signed side by side."""
    titles = (place("TM. BAN THƯỜNG VỤ", 60, 100), place("TM. ỦY BAN NHÂN DÂN", 340, 100, order=20))
    names = (place("Nguyễn Văn A", 80, 180, order=40), place("Trần Thị B", 360, 180, order=60))
    assert order(*titles, *names) == ["TM. BAN THƯỜNG VỤ", "Nguyễn Văn A", "TM. ỦY BAN NHÂN DÂN", "Trần Thị B"]


def test_a_line_across_the_page_ends_the_columns() -> None:
    """What follows the head is not drawn into it."""
    head = (place("SỞ Y TẾ", 60, 50), place("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 300, 50, order=10))
    body = place("Căn cứ Quyết định số 5 của Ủy ban nhân dân tỉnh về việc giao nhiệm vụ", 60, 120, order=60)
    assert order(body, *head)[-1] == body.text


def test_nothing_gives_nothing() -> None:
    """An empty page."""
    assert order() == []
