"""What the library says of files and texts can be said in the language of the page; nothing it says is forgotten."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.utils import translation

from trienkhai.reading import problems
from trienkhai.sources.refusals import list_refusals
from trienkhai.web.documents.machine_words import say_in_page_language


def said_of_texts() -> list[str]:
    """The sentences of `find_problems` with "…" in their places, read from its source."""
    told: list[str] = []
    for node in ast.walk(ast.parse(Path(problems.__file__).read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
            sentence = node.args[1]
            pieces = sentence.values if isinstance(sentence, ast.JoinedStr) else [sentence]
            told.append("".join(map(said_there, pieces)))
    return told


def said_there(piece: ast.AST) -> str:
    """Fixed words as they are; where whole phrases are put in, one of those."""
    if isinstance(piece, ast.Constant):
        return str(piece.value)
    assert isinstance(piece, ast.FormattedValue)
    phrases = {"guess": " Theo nội dung, có thể là Sở Y tế.", "where": "câu kết"}
    return phrases.get(getattr(piece.value, "id", ""), "…")


def said_of_files() -> list[str]:
    places = {"limit": 50, "kind": "ZIP", "suffix": ".pdf", "missing": "tesseract", "page": 3}
    return [sentence.format(**places) for sentence in list_refusals().values()]


@pytest.mark.parametrize("sentence", [*said_of_texts(), *said_of_files()])
def test_every_sentence_of_the_library_is_known(sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new or changed sentence enters `machine_words.py`, else an English page shows it in Vietnamese."""
    monkeypatch.setattr(translation, "gettext", lambda frame: f"English of: {frame}")
    with translation.override("en"):
        assert say_in_page_language(sentence).startswith("English of: ")


def test_what_a_sentence_names_comes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quoted words stay; words of the page that fill a place are said in its language, too."""
    english = {
        "Viện dẫn chưa đủ: %(places)s.": "Incomplete citation: %(places)s.",
        "Ngày ban hành còn thiếu %(blank)s. Bản thảo được để trống; khi ban hành phải đủ.": "Without %(blank)s.",
        "ngày": "day",
        "tháng": "month",
    }
    monkeypatch.setattr(translation, "gettext", lambda words: english[words])
    with translation.override("en"):
        assert say_in_page_language("Viện dẫn chưa đủ: số 12 thiếu ký hiệu.") == (
            "Incomplete citation: số 12 thiếu ký hiệu."
        )
        blank = "Ngày ban hành còn thiếu ngày, tháng. Bản thảo được để trống; khi ban hành phải đủ."
        assert say_in_page_language(blank) == "Without day, month."
        assert say_in_page_language("Một câu khác.") == "Một câu khác."
    assert say_in_page_language(blank) == blank
