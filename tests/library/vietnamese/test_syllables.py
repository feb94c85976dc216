"""What can be a Vietnamese syllable, and which texts a program left that does not know the language."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from importlib.resources import files

import pytest

from tests.golden.synthetic.masters import read_masters
from tests.speed.texts import OPINION
from trienkhai.vietnamese.letters import fold
from trienkhai.vietnamese.syllables import is_garbled, is_possible, measure_syllables

FOUNDING = unicodedata.normalize("NFC", files("trienkhai.data").joinpath("founding_dispatch.txt").read_text("utf-8"))
SOUND = {
    "founding dispatch": FOUNDING,
    **{master.name: "\n".join(line.text for line in master.body) for master in read_masters()},
}


@pytest.mark.parametrize(
    "word",
    [
        "nghiệp",
        "quyết",
        "giếng",
        "gì",
        "khuỷu",
        "uyên",
        "ươm",
        "thuở",
        "xoong",
        "quốc",
        "đoàn",
        "ngoằn",
        "tuýp",
        "chuyển",
        "hươu",
        "yêu",
        "quỳnh",
        "hoà",
        "hòa",
        "thúy",
        "thuý",
        "ăn",
    ],
)
def test_syllables_of_the_language_are_possible(word: str) -> None:
    """Every kind of rhyme, the tone on either letter, decomposed or not."""
    assert is_possible(word)
    assert is_possible(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize(
    "word",
    ["dieu", "quyt", "djnh", "närn", "cüa", "nghiep", "cap", "trườnǵ", "bàc", "càt", "wan", "foo", "ngày10", "lưjc"],
)
def test_other_words_are_not(word: str) -> None:
    """Lost marks, letters of other languages, two tones, a falling tone on a stopped rhyme."""
    assert not is_possible(word)


def lose_all_marks(text: str) -> str:
    """As an English engine reads it."""
    return "".join(fold(letter) if letter.isalpha() else letter for letter in text)


def lose_tones(text: str) -> str:
    """Only roofs and horns are left."""
    parts = (sign for sign in unicodedata.normalize("NFD", text) if sign not in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(parts))


def lose_letters(text: str) -> str:
    """As an engine reads it that knows the letters of western Europe: the others are not there."""
    return "".join(letter for letter in text if ord(letter) < 0x1E00)


def misread_letters(text: str) -> str:
    """The others became what looks like them."""
    return "".join(
        "aeiourtl&^'"[ord(letter) % 11] if ord(letter) > 0xFF and letter.isalpha() else letter for letter in text
    )


@pytest.mark.parametrize("lose", [lose_all_marks, lose_tones, lose_letters, misread_letters])
def test_a_text_without_the_letters_of_the_language_is_garbled(lose: Callable[[str], str]) -> None:
    """Whichever way they were lost."""
    assert is_garbled(lose(FOUNDING))


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_text_is_not(name: str) -> None:
    """Also decomposed, and with every thirtieth letter misread, as an engine of the language leaves a bad copy."""
    text = SOUND[name]
    slips = "".join("e" if place % 30 == 0 and letter.isalpha() else letter for place, letter in enumerate(text))
    assert not is_garbled(text)
    assert not is_garbled(unicodedata.normalize("NFD", text))
    assert not is_garbled(slips)


def test_other_languages_and_few_words_are_not_garbled() -> None:
    """A page of English keeps its letters; a page of figures tells nothing."""
    assert not is_garbled(OPINION)
    assert not is_garbled(lose_all_marks("Ủy ban nhân dân tỉnh, ngày 2 tháng 3"))
    assert not is_garbled("")


def test_figures_do_not_count_as_words() -> None:
    """A table of figures beside sound words is sound."""
    assert not is_garbled(" ".join(f"đơn vị thực hiện {number} {number * 7} {number * 31}" for number in range(60)))


def test_shares_are_of_words_that_are_not_all_capitals() -> None:
    """Abbreviations say nothing."""
    measured = measure_syllables("UBND tỉnh giao SYT thực hiện quyt djnh")
    assert (measured.words, measured.possible) == (6, 4 / 6)
