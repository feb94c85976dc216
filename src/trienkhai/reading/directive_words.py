"""The words that orders are known by, loaded once from `data/directive_words.json`, as compiled patterns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from trienkhai.vietnamese.letters import fold, place_tones


@dataclass(frozen=True, slots=True)
class WordList:
    """Words found in folded letters and checked against the printed ones.

    A word of one syllable must carry its marks ("Sở" is a body, "Số" is not). Of a longer one some may be lost or
    misread, but not in every syllable: "Phần hội" is not "phản hồi".
    """

    pattern: re.Pattern[str]
    printed: frozenset[str]
    longer: dict[str, tuple[str, ...]]
    plurals: frozenset[str] = frozenset()

    def match(self, text: str, folded: str, start: int, end: int | None = None) -> re.Match[str] | None:
        """The word at a place, behind plural words if the list allows them."""
        found = self.pattern.match(folded, start, len(folded) if end is None else end)
        return found if found is not None and self._is_printed(text, found) else None

    def find(self, text: str, folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The words within a stretch, in order."""
        return (found for found in self.pattern.finditer(folded, start, end) if self._is_printed(text, found))

    def _is_printed(self, text: str, found: re.Match[str]) -> bool:
        start, end = found.span("word")
        begin = found.start()
        if begin < start and not self.plurals.issuperset(text[begin:start].lower().split()):
            return False
        word = text[start:end]
        lower = word.lower()
        if lower in self.printed:  # nearly all
            return True
        if " " in word:
            known = self.longer.get(fold(word), ())
            return not known or any(_agrees(lower, other) for other in known)
        return place_tones(lower) in self.printed or (word.isascii() and word.isupper())


def _agrees(printed: str, word: str) -> bool:
    """Whether a printed word is the known one: one syllable of it at least as known, or all marks lost."""
    if printed == word or printed.isascii():
        return True
    pairs = zip(place_tones(printed).split(), place_tones(word).split(), strict=False)
    return any(syllable == other for syllable, other in pairs)


@dataclass(frozen=True, slots=True)
class DirectiveWords:
    """Patterns over folded text; each matches whole words."""

    order: re.Pattern[str]
    order_anchors: tuple[str, ...]
    body: WordList
    task: WordList
    name_end: WordList
    report: re.Pattern[str]
    no_tasks_under: re.Pattern[str]
    activity: re.Pattern[str]
    emphasis: re.Pattern[str]
    operative: re.Pattern[str]
    form_head: re.Pattern[str]
    spelling_groups: tuple[tuple[str, ...], ...]
    title_abbreviations: dict[str, str]
    order_syllables: frozenset[str]

    def is_order_verb(self, text: str, start: int) -> bool:
        """Whether a verb found in folded letters is printed as one: "giao Sở Y tế", and not "Tuyên giáo Tỉnh ủy"."""
        return any(text.startswith(verb, start) for verb in self.order_syllables) or not any(
            fold(text[start : start + len(verb)]) == fold(verb) for verb in self.order_syllables
        )


_LETTER = r"\w"


def _any_of(words: Iterable[str], apart_from: str = "") -> str:
    """Any of the words, the longest that fits; none behind one of the letters `apart_from`.

    Words of one first letter stand together, that letter in front: so the search engine skips to the few letters with
    which any word begins, and looks for what may not stand before a word only there.
    """
    behind = f"(?<!{apart_from}.)" if apart_from else ""
    rests: dict[str, list[str]] = {}
    for word in sorted({fold(word) for word in words}, key=lambda word: (-len(word), word)):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "(?:" + "|".join(f"{re.escape(first)}{behind}(?:{'|'.join(rest)})" for first, rest in rests.items()) + ")"


def _word_list(
    words: Iterable[str],
    before: str = "",
    after: str = r"(?![\w-])",
    plurals: Iterable[str] = (),
    apart_from: str = "",
) -> WordList:
    words = tuple(words)
    pattern = re.compile(rf"{before}(?P<word>{_any_of(words, apart_from)}){after}")
    printed = frozenset(map(place_tones, words))
    longer: dict[str, tuple[str, ...]] = {}
    for word in words:
        if " " in word:
            longer[fold(word)] = (*longer.get(fold(word), ()), word)
    return WordList(pattern, printed, longer, frozenset(part for plural in plurals for part in plural.split()))


@cache
def directive_words() -> DirectiveWords:
    """The vocabulary of orders."""
    raw = json.loads((Path(__file__).parent.parent / "data" / "directive_words.json").read_text("utf-8"))
    bodies, quantifiers = _any_of(raw["bodies"]), _any_of(raw["quantifiers"])
    ends = [word for word in raw["task_verbs"] if word not in raw["never_ends_a_name"]] + raw["ends_a_name"]
    return DirectiveWords(
        order=re.compile(
            rf"{_any_of(raw['order_verbs'], _LETTER)}\s+(?:(?:cho|den|toi)\s+)?"
            rf"(?=(?:{quantifiers}\s+)*{bodies}\b)"
        ),
        order_anchors=tuple(fold(verb) for verb in raw["order_verbs"]),
        # "ban hành", "báo cáo", "tổ chức", "khoa học" begin like bodies and are none.
        body=_word_list(
            raw["bodies"],
            before=rf"(?:{quantifiers}\s+)*",
            plurals=raw["quantifiers"],
            after=r"\b(?!,? (?:hanh(?! chinh)|cao|hop|nghi|thao|chuc|hoc|hoi(?! dong| nong dan)"
            r"|ngua|chong|ket|dam|phi|viec|khi)\b)",
        ),
        task=_word_list([*raw["task_verbs"], *raw["begins_a_task"]]),
        name_end=_word_list(ends, apart_from=r"[\w-]"),
        report=re.compile(
            r"(?<!\w)(?:dinh ky (?:\S+ ){0,7}?)?"
            r"(?:(?:tong hop|thong ke|danh gia|thong tin|lap|gui|nop|hoan chinh|dinh ky|van ban|hoan thanh)"
            r"\s*[,;]?\s*(?:va\s+)?(?:ket qua(?:\s+thuc hien)?\s*[,;]?\s*)?(?:(?:gui|lap|dinh ky|ve)\s+)?"
            r"(?:van ban\s+)?)?bao cao\b(?! vien| tai chinh| so\b(?! luong| lieu)| chuyen de\b)"
        ),
        no_tasks_under=re.compile(_any_of(raw["no_tasks_under"])),
        activity=re.compile(rf"{_any_of(raw['topic_activities'], _LETTER)}\b"),
        emphasis=re.compile(rf"{_any_of(raw['emphases'], _LETTER)}\b"),
        operative=re.compile(rf"{_any_of(raw['operative_verbs'])}\b\s*"),
        form_head=re.compile(rf"{_any_of(raw['form_heads'])}\b(?! vien\b)"),
        spelling_groups=tuple(tuple(group) for group in raw["spelling_groups"]),
        title_abbreviations=dict(raw["title_abbreviations"]),
        order_syllables=frozenset(
            form for verb in raw["order_verbs"] if " " not in verb for form in (verb, verb.capitalize(), verb.upper())
        ),
    )
