"""A text with one page exchanged is the text that is read when the other page is there from the beginning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trienkhai.sources import Source
from trienkhai.sources.page_text import Look, PageLine, PageText, join_pages
from trienkhai.sources.replacing import find_shift, replace_page


def page_of(lines: list[str]) -> PageText:
    """A recognised page with these lines, each one word with a place."""
    return PageText(
        595.0,
        842.0,
        tuple(PageLine(text, Look(50, 200, 60), ((0, len(text), 1.0, 2.0, 3.0, 4.0),)) for text in lines),
        has_image=True,
        recognised=True,
    )


pages = st.lists(st.text("abcđê ", min_size=1, max_size=6), max_size=4).map(page_of)


@given(st.lists(pages, min_size=1, max_size=4), pages, st.data())
def test_exchanging_is_reading_with_the_other_page(known: list[PageText], other: PageText, data: st.DataObject) -> None:
    """Text, places of all words and looks of all lines; the document keeps its size and margins."""
    number = data.draw(st.integers(1, len(known)))
    changed = replace_page(join_pages("scan", known, places=True), number, join_pages("scan", [other], places=True))
    wanted = join_pages("scan", [*known[: number - 1], other, *known[number:]], places=True)
    assert (changed.text, changed.pages) == (wanted.text, wanted.pages)
    assert changed.layout is not None
    assert wanted.layout is not None
    assert changed.layout.lines == wanted.layout.lines


@given(st.lists(pages, min_size=2, max_size=4), pages, st.data())
def test_a_stretch_is_found_where_it_went(known: list[PageText], other: PageText, data: st.DataObject) -> None:
    """What lies on the other pages says the same words in the new text; what touches the page says nothing."""
    number = data.draw(st.integers(1, len(known)))
    whole = join_pages("scan", known, places=True)
    changed = replace_page(whole, number, join_pages("scan", [other], places=True))
    start = data.draw(st.integers(0, len(whole.text)))
    end = data.draw(st.integers(start, len(whole.text)))
    shift = find_shift(whole.text, number, join_pages("scan", [other]).text)
    moved = shift.move((start, end))
    if moved is not None:
        assert changed.text[moved[0] : moved[1]] == whole.text[start:end]


def test_one_page_is_exchanged_for_one_page() -> None:
    """Neither a page that is not there, nor two for one, nor a text that has no pages."""
    one, two = (join_pages("scan", [page_of(["a"])] * count, places=True) for count in (1, 2))
    for whole, number, page in ((two, 3, one), (two, 1, two), (Source("text", "a"), 1, one)):
        with pytest.raises(ValueError, match="page"):
            replace_page(whole, number, page)
