"""How much of a text was taken up, and what was left over."""

from __future__ import annotations

from trienkhai import parts
from trienkhai.web.documents.attached import measure


def test_nothing_found_leaves_every_line_over() -> None:
    """Two lines, both open; blank lines do not count."""
    text = "Dòng thứ nhất.\n\nDòng thứ hai."
    left = measure(parts.Reading(text=text))
    assert (left.percent, [text[a:b] for a, b in left.leftovers]) == (0, ["Dòng thứ nhất.", "Dòng thứ hai."])


def test_fixed_words_of_the_form_are_taken_up() -> None:
    """ "Kính gửi:" belongs to the form, although no value lies on it."""
    text = "Kính gửi: Bảo tàng tỉnh\nNơi nhận:"
    found = parts.Reading(text=text, places={"addressees[0]": ((10, 23),)})
    assert (measure(found).percent, measure(found).leftovers) == (100, ())


def test_what_is_said_of_a_cited_document_belongs_to_its_citation() -> None:
    """Issuer and subject behind it, to the end of the clause and no further."""
    text = "Thực hiện Công văn số 5/CV-A ngày 1/2/2023 của Sở A về việc thi đua; đơn vị khẩn trương làm."
    end = text.index(" của")
    cited = parts.Citation(text[10:end], "công văn", "5/CV-A", parts.Date(1, 2, 2023), "Sở A", (10, end))
    left = measure(parts.Reading(text=text, citations=(cited,)))
    assert [text[a:b] for a, b in left.leftovers] == ["; đơn vị khẩn trương làm."]


def test_an_empty_text_is_complete() -> None:
    """No letters, nothing left."""
    assert measure(parts.Reading(text="\n \n")).percent == 100


def test_a_hundred_is_said_only_where_nothing_is_left() -> None:
    """One letter over in a long text is not a hundred."""
    text = "a" * 5000 + "\nb"
    found = parts.Reading(text=text, places={"subject": ((0, 5000),)})
    assert measure(found).percent == 99
