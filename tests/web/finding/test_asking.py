"""What a person typed becomes what is looked for, and nothing typed is an error."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trienkhai.web.finding.asking import LONGEST, MOST_WORDS, parse_asked, parse_code
from trienkhai.web.finding.expressions import Either, Every, Expression, Has, Without, write_postgresql, write_sqlite
from trienkhai.web.finding.words import code_tokens, split_words, write_entry

# A busy machine is slow, not wrong.
steady = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
SAID = ("kế", "hoạch", "nêu", "gương", "của", "tỉnh", "uỷ", "về", "113")
DAY = date(2022, 12, 5)


def holds(entry: set[str], wanted: Expression) -> bool:
    """Whether an entry holds it: what both databases must answer, too."""
    match wanted:
        case Has(token, begins):
            return any(word.startswith(token) for word in entry) if begins else token in entry
        case Every(parts):
            return all(holds(entry, part) for part in parts)
        case Either(parts):
            return any(holds(entry, part) for part in parts)
        case Without(part, unwanted):
            return holds(entry, part) and not any(holds(entry, other) for other in unwanted)


@pytest.mark.parametrize(
    "typed",
    [
        "113-KH/TU",
        "113/KH-TU",
        "113kh/tu",
        "113 kh tu",
        "kh 113",
        "KH113",
        "Kế hoạch số 113",
        "ke hoach so 113",
        "số 113",
        "0113",
        "Kế hoạch số 113-KH/TU ngày 05/12/2022",
        "kế hoạch 113 năm 2022",
        "113 năm 2022",
    ],
)
def test_a_code_in_any_spelling_finds_the_document_by_its_code(typed: str) -> None:
    entry = set(code_tokens("113-KH/TU", "kế hoạch", DAY))
    assert holds(entry, Every(tuple(parse_code(split_words(typed)))))


@pytest.mark.parametrize("typed", ["114-KH/TU", "113-QĐ/TU", "Kết luận số 113", "113 năm 2021", "113 ngày 6/12/2022"])
def test_another_code_does_not(typed: str) -> None:
    entry = set(code_tokens("113-KH/TU", "kế hoạch", DAY))
    assert not holds(entry, Every(tuple(parse_code(split_words(typed)))))


def test_words_without_a_number_are_no_code() -> None:
    assert parse_asked("kế hoạch").code == ()


def steps_of(typed: str, *, title: str, text: str) -> list[int]:
    """The steps that find this entry."""
    entry = set(write_entry(title=title, text=text, code=code_tokens("7/KH-UBND", "kế hoạch"), seen_by=()).split())
    return [number for number, step in enumerate(parse_asked(typed).list_steps()) if holds(entry, step)]


def test_every_entry_is_found_by_one_step_at_most() -> None:
    """Title, then neighbours, then anywhere; with a number the code comes first."""
    assert steps_of("nêu gương", title="Về nêu gương", text="nêu gương") == [0]
    assert steps_of("nêu gương", title="Khác", text="việc nêu gương") == [1]
    assert steps_of("nêu gương", title="Khác", text="gương đã nêu") == [2]
    assert steps_of("nêu gương", title="Khác", text="nêu") == []
    assert steps_of("kh 7", title="Kế hoạch", text="Kế hoạch số 7-KH") == [0]
    assert steps_of("kh 8", title="Khác", text="căn cứ KH 8") == [2]


@steady
@given(st.lists(st.sampled_from(SAID), min_size=2, max_size=30), st.data())
def test_whatever_stands_in_a_text_finds_it(words: list[str], data: st.DataObject) -> None:
    """Any stretch of it, without marks or in quotes."""
    start = data.draw(st.integers(0, len(words) - 1))
    asked = " ".join(words[start : start + MOST_WORDS])
    for typed in (asked, asked.upper(), " ".join(split_words(asked)), f'"{asked}"'):
        assert len(steps_of(typed, title="", text=" ".join(words))) == 1, typed


@steady
@given(st.text(max_size=400) | st.from_regex(r'[ "*()%_\\:^\-a-z0-9đ]{0,300}', fullmatch=True))
def test_nothing_typed_is_an_error_or_an_operator(typed: str) -> None:
    """Tokens stand in quotes and hold no sign, so that they cannot leave them."""
    asked = parse_asked(typed)
    if asked.is_empty:
        return
    begun = asked.begins()
    for step in (*asked.list_steps(), *([begun[1]] if begun else [])):
        assert re.fullmatch(r'(\(|\)|"[^"\'\\]+"| \*| AND | OR | NOT )+', write_sqlite(step))
        assert re.fullmatch(r"(\(|\)|'[^'\"\\]+'(:\*)?| & | \| |!)+", write_postgresql(step))


def test_too_much_is_cut_and_said() -> None:
    assert parse_asked("a" * 10_000).cut
    assert len(parse_asked("a" * 10_000).typed) == LONGEST
    assert parse_asked("một " * (MOST_WORDS + 1)).cut
    assert not parse_asked("một " * MOST_WORDS).cut


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ('"nêu gương"', [("nêu", "gương")]),
        ("“Hoà giải” ở cơ sở", [("hòa", "giải")]),
        ('một "hai', []),
        ('""', []),
        ('"a" "b"', [("a",), ("b",)]),
    ],
)
def test_words_in_quotes_stay_together(typed: str, phrases: list[tuple[str, ...]]) -> None:
    assert list(parse_asked(typed).phrases) == phrases
