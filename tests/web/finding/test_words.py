"""A text and what a person types of it fall into the same words, whatever the spelling."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trienkhai.vietnamese.letters import place_tones
from trienkhai.web.finding.words import code_tokens, exact_words, find_words, pair_words, split_words, write_entry

# A busy machine is slow, not wrong.
steady = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
SYLLABLES = st.one_of(
    st.sampled_from(
        ("Đường", "hoà", "thuỷ", "quý", "khoẻ", "giếng", "nguyễn", "ưỡn", "quốc", "gìn", "giữ", "đẹp", "y")
    ),
    st.sampled_from(("05", "2023", "KH", "NĐ-CP", "113-KH/TU", "96m²")),
)
TEXTS = st.lists(SYLLABLES, min_size=1, max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("113-KH/TU", "113 kh tu", "a code as printed"),
        ("113kh/tu", "113 kh tu", "as typed in haste"),
        ("30/2020/NĐ-CP", "30 2020 nd cp", "no file name"),
        ("Số: 05", "so 5", "a zero in front says nothing"),
        ("000", "0", "but nothing is something"),
        ("hoà, hòa, HÒA", "hoa hoa hoa", "old and new tone placement"),
        ("thuý thúy", "thuy thuy", "the same with uy"),
        ("Đặng đ Ð", "dang d d", "đ in every guise"),
        ("e\u0302\u0301 ké\u00ado", "e keo", "decomposed letters and soft hyphens"),
        ("a_b*c\"d'e%f\0g", "a b c d e f g", "signs stand between words"),
        ("?!… —", "", "signs alone are nothing"),
    ],
)
def test_a_text_becomes_words(text: str, words: str, reason: str) -> None:
    assert " ".join(split_words(text)) == words, reason


@steady
@given(TEXTS)
def test_spelling_does_not_matter(text: str) -> None:
    """Small or capital, composed or not, old or new tone placement, with or without marks."""
    words = split_words(text)
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    spellings = [text.upper(), text.lower(), unicodedata.normalize("NFD", text), place_tones(text), bare]
    assert [split_words(spelling) for spelling in spellings] == [words] * len(spellings)
    assert exact_words(place_tones(text).upper()) == exact_words(text.lower())


@steady
@given(TEXTS)
def test_words_are_where_they_are_said_to_be(text: str) -> None:
    for word, start, end in find_words(unicodedata.normalize("NFC", text)):
        assert split_words(text[start:end]) == [word]


@steady
@given(st.text(max_size=300))
def test_an_entry_holds_nothing_that_a_database_reads_as_a_sign(text: str) -> None:
    """Single spaces between tokens, no quotes, no NUL, nothing empty."""
    entry = write_entry(title=text, text=text, code=code_tokens(text, text), seen_by=("@o1",))
    tokens = entry.split(" ")
    assert all(tokens)
    assert not set(entry) & set("\0'\"\\*():&|!<>")
    assert set(split_words(text)) <= set(tokens)
    assert set(pair_words(split_words(text))) <= set(tokens)


def test_a_very_long_text_is_cut_to_what_a_database_takes() -> None:
    """PostgreSQL refuses a vector of a megabyte; a word is never cut in two by it."""
    entry = write_entry(
        title="", text=" ".join(f"a{number:o}b" for number in range(200_000)), code=(), seen_by=("@o1",)
    )
    assert len(entry) <= 700_000
    assert entry.startswith("@o1 ")


def test_a_code_is_found_by_its_pieces_its_kind_and_its_day() -> None:
    found = code_tokens("113-KH/TU", "kế hoạch", date(2022, 12, 5))
    assert set(found) == {"#113", "#kh", "#tu", "#ke_hoach", "#y2022", "#d20221205"}
