"""Pages for a terminal are wrapped to its width and coloured only where a person looks."""

from __future__ import annotations

from trienkhai.cli.terminal import Page, Tone, wrap


def test_words_wrap_and_are_cut_with_a_mark() -> None:
    assert wrap("một hai ba bốn năm", 8) == ["một hai", "ba bốn", "năm"]
    assert wrap("một hai ba bốn năm", 8, 2) == ["một hai", "ba bốn…"]


def test_a_space_that_does_not_break_stays() -> None:
    assert wrap("xem (dòng\u00a013)", 10) == ["xem", "(dòng\u00a013)"]


def test_rows_stand_under_themselves() -> None:
    page = Page(width=30, colour=False)
    page.row("Kính gửi", "Các đơn vị trực thuộc Sở", label_width=10)
    assert page.write() == "  Kính gửi  Các đơn vị trực\n            thuộc Sở\n"


def test_colours_are_written_only_where_asked_for() -> None:
    assert Page(80, colour=False).paint("chữ", Tone.ERROR) == "chữ"
    assert Page(80, colour=True).paint("chữ", Tone.ERROR) == "\x1b[1;31mchữ\x1b[0m"


def test_sections_are_parted_by_one_empty_line() -> None:
    page = Page(80, colour=False)
    page.title("A")
    page.say("một")
    page.blank()
    page.title("B", "2")
    assert page.write() == "A\n  một\n\nB  2\n"
