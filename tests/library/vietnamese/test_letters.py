"""Letters: composing keeps the way back, folding keeps the length."""

from __future__ import annotations

import re
import unicodedata

from trienkhai.vietnamese.letters import CAPITALS, SMALL, compose, fold, place_tones


def test_decomposed_text_is_composed_with_a_way_back() -> None:
    """Every place in the composed text leads to the same letters in the found text."""
    found = unicodedata.normalize("NFD", "Ủy ban nhân dân tỉnh Đắk Lắk, số 15")
    composed = compose(found)
    assert composed.text == unicodedata.normalize("NFC", found)
    start = composed.text.index("Đắk")
    begin, end = composed.span((start, start + 3))
    assert unicodedata.normalize("NFC", found[begin:end]) == "Đắk"


def test_invisible_signs_are_left_out() -> None:
    """A soft hyphen inside a code does not break it."""
    composed = compose("20\u00ad-NQ/TW\u200b")
    assert composed.text == "20-NQ/TW"
    assert composed.span((0, 8)) == (0, 10)


def test_plain_text_is_its_own_composition() -> None:
    """Nothing is copied where nothing changes."""
    text = "Kế hoạch số 113-KH/TU"
    assert compose(text).text is text
    assert compose(text).span((3, 5)) == (3, 5)


def test_folding_keeps_the_length() -> None:
    """Offsets in the folded text are offsets in the text."""
    text = "ĐẢNG ỦY – “Ðoàn” ộ\u00a0А"
    assert fold(text) == 'dang uy - "doan" o a'
    assert len(fold(text)) == len(text)


def test_tone_marks_go_to_one_place() -> None:
    """Both schools spell the same word; "quý" keeps its only form."""
    assert (
        place_tones("Hoà bình, UỶ BAN, Uỷ viên, quý, khoẻ, loà xoà") == "Hòa bình, ỦY BAN, Ủy viên, quý, khỏe, lòa xòa"
    )


def test_letter_classes_hold_no_letter_of_the_other_case() -> None:
    """The range À-Ỹ would take in small letters."""
    assert not re.search(f"[{CAPITALS}]", "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ")
    assert not re.search(f"[{SMALL}]", "ẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸĐ")
