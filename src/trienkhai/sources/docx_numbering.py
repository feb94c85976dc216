"""Word's automatic numbering, rendered as the numbers a person sees."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from trienkhai.sources.docx_markup import (
    Attributes,
    EndHandler,
    StartHandler,
    find_prefix,
    parse_markup,
)
from trienkhai.sources.docx_styles import Styles, parse_count

LEVELS = 9
_MAX_NUMBER = 100_000

# Bullets are kept in the private area of Symbol and Wingdings; these are the signs a person sees.
_SYMBOLS = {
    0xF02D: "-", 0xF02B: "+", 0xF02A: "*", 0xF0B7: "•", 0xF0A7: "▪", 0xF0A8: "◦", 0xF06F: "□", 0xF071: "❑",
    0xF076: "❖", 0xF06E: "■", 0xF06C: "●", 0xF0D8: "➢", 0xF0E0: "→", 0xF0FC: "✓", 0xF0FE: "☑", 0xF0B0: "°",
    0xF0BE: "-", 0xF0DE: "⇒", 0xF0AE: "→", 0xF0F0: "⇨",
}  # fmt: skip
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


@dataclass(slots=True)
class Level:
    """One level of a list as Word defines it; `text` holds %1 to %9 for the numbers of the levels."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    joined: bool = False
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(slots=True)
class _Definition:
    levels: dict[int, Level] = field(default_factory=dict)
    style_link: str | None = None


@dataclass(slots=True)
class _Instance:
    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """The lists of one document and how far each has counted; ask for paragraphs in document order."""

    def __init__(self, load: Callable[[], bytes | None], styles: Styles) -> None:
        self._load: Callable[[], bytes | None] | None = load  # a large part, only read where something is numbered
        self._styles = styles
        self._definitions: dict[str, _Definition] = {}
        self._instances: dict[str, _Instance] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def add_list(self, abstract: str, levels: dict[int, Level]) -> None:
        """Define a list that no part holds."""
        self._definitions[abstract] = _Definition(levels)

    def add_instance(self, number_id: str, abstract: str, starts: dict[int, int], levels: dict[int, Level]) -> None:
        """Define one use of a list, with the starts and levels it has for itself."""
        self._instances[number_id] = _Instance(abstract, starts, levels)

    def render_label(self, number_id: str | None, level: int | None, style: str | None) -> str:
        """The label of the next paragraph of a list with the space behind it; empty where it has none."""
        if number_id is None:
            number_id, level = self._find_in_styles(style, level)
        if number_id is None:
            return ""
        self._read()
        instance = self._instances.get(number_id)
        if instance is None:
            return ""
        abstract = self._follow_link(instance.abstract)
        index = min(max(level or 0, 0), LEVELS - 1)
        levels = {**self._definitions.get(abstract, _Definition()).levels, **instance.levels}
        if index not in levels:
            return ""
        counts = self._count(abstract, number_id, instance, index, levels)
        shown = levels[index]
        label = _fill(shown, levels, counts)
        return label if not label or shown.joined else label + " "

    def _read(self) -> None:
        if self._load is not None:
            part = self._load()
            self._load = None
            if part is not None:
                _NumberingReader(self._definitions, self._instances).read(part)

    def _find_in_styles(self, style: str | None, level: int | None) -> tuple[str | None, int | None]:
        for entry in self._styles.list_chain(style or self._styles.default_paragraph):
            if entry.number_id is not None:
                self._read()
                instance = self._instances.get(entry.number_id)
                if level is None:
                    level = entry.level
                if level is None and instance is not None:
                    levels = self._definitions.get(instance.abstract, _Definition()).levels
                    level = next((index for index, found in levels.items() if found.style == style), 0)
                return entry.number_id, level
        return None, level

    def _follow_link(self, abstract: str) -> str:
        """A definition may only point at a list style, whose definition then holds the levels."""
        definition = self._definitions.get(abstract)
        if definition is None or definition.levels or definition.style_link is None:
            return abstract
        linked = self._styles.find(definition.style_link)
        instance = self._instances.get(linked.number_id or "") if linked else None
        return instance.abstract if instance else abstract

    def _count(
        self, abstract: str, number_id: str, instance: _Instance, index: int, levels: dict[int, Level]
    ) -> list[int | None]:
        counts = self._counts.setdefault(abstract, [None] * LEVELS)
        current = counts[index]
        if index in instance.starts and (number_id, index) not in self._started:
            self._started.add((number_id, index))
            counts[index] = instance.starts[index]
        elif current is None:
            counts[index] = levels[index].start
        else:
            counts[index] = min(current + 1, _MAX_NUMBER)
        for deeper in range(index + 1, LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart != 0 and index < restart):
                counts[deeper] = None
        for upper in range(index):
            if counts[upper] is None and upper in levels:
                counts[upper] = levels[upper].start
        return counts


def _fill(shown: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    if shown.format == "none":
        return re.sub(r"%\d", "", shown.text)
    if shown.format == "bullet":
        # Word's second-level bullet is the letter o of Courier New, which a person sees as a ring
        return "◦" if shown.text == "o" else render_symbols(shown.text).strip()

    def number(match: re.Match[str]) -> str:
        """The counter of the level that a percent sign names."""
        index = int(match[1]) - 1
        format = levels[index].format if index in levels else "decimal"
        return render_number(counts[index] or 0, "decimal" if shown.legal else format)

    return re.sub(r"%([1-9])", number, shown.text)


def render_symbols(text: str) -> str:
    """Signs of Symbol and Wingdings as ordinary characters; unknown ones become a bullet."""
    return "".join(_SYMBOLS.get(ord(char), "•") if 0xF000 <= ord(char) <= 0xF0FF else char for char in text)


def render_number(number: int, format: str) -> str:
    """A list number in Word's format: upperRoman, lowerLetter, vietnameseCounting; digits for others."""
    if format in ("upperRoman", "lowerRoman"):
        roman = _render_roman(number)
        return roman if format == "upperRoman" else roman.lower()
    if format in ("upperLetter", "lowerLetter") and number > 0:
        # Word doubles the letter after z: aa, bb, cc
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)
        return letter.upper() if format == "upperLetter" else letter
    if format == "decimalZero":
        return f"{number:02d}"
    if format == "vietnameseCounting":
        return _render_words(number)
    if format == "none":
        return ""
    return str(number)


def _render_roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    roman = ""
    for value, sign in _ROMAN:
        roman += sign * (number // value)
        number %= value
    return roman


def _render_words(number: int) -> str:
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    words = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return words
    last = "lăm" if ones == 5 else "mốt" if ones == 1 and tens > 1 else _DIGITS[ones]
    return f"{words} {last}"


class _NumberingReader:
    """Fills definitions and instances from the elements of numbering.xml."""

    def __init__(self, definitions: dict[str, _Definition], instances: dict[str, _Instance]) -> None:
        self._definitions = definitions
        self._instances = instances
        self._definition: _Definition | None = None
        self._instance: _Instance | None = None
        self._index: int | None = None
        self._level: Level | None = None
        self._prefix = ""

    def read(self, part: bytes) -> None:
        """Read the whole part."""
        prefix = self._prefix = find_prefix(part)
        starts: dict[str, StartHandler] = {
            "abstractNum": self._start_definition,
            "num": self._start_instance,
            "abstractNumId": self._start_abstract,
            "lvl": self._start_level,
            "lvlOverride": self._start_override,
            "startOverride": self._start_first,
            "numStyleLink": self._start_link,
        }
        starts |= {name: partial(self._start_detail, name) for name in _LEVEL_DETAILS}
        ends: dict[str, EndHandler] = {
            "lvl": self._end_level,
            "abstractNum": self._end_definition,
            "num": self._end_instance,
        }
        parse_markup(
            part,
            {prefix + name: handler for name, handler in starts.items()},
            {prefix + name: handler for name, handler in ends.items()},
        )

    def _start_definition(self, attributes: Attributes) -> None:
        key = attributes.get(self._prefix + "abstractNumId", "")
        self._definition = self._definitions[key] = _Definition()

    def _start_instance(self, attributes: Attributes) -> None:
        self._instance = self._instances[attributes.get(self._prefix + "numId", "")] = _Instance()

    def _start_abstract(self, attributes: Attributes) -> None:
        if self._instance is not None:
            self._instance.abstract = attributes.get(self._prefix + "val", "")

    def _start_level(self, attributes: Attributes) -> None:
        self._index = parse_count(attributes.get(self._prefix + "ilvl"))
        self._level = Level()

    def _start_override(self, attributes: Attributes) -> None:
        self._index = parse_count(attributes.get(self._prefix + "ilvl"))

    def _start_first(self, attributes: Attributes) -> None:
        if self._instance is not None and self._index is not None:
            self._instance.starts[self._index] = parse_count(attributes.get(self._prefix + "val")) or 0

    def _start_link(self, attributes: Attributes) -> None:
        if self._definition is not None:
            self._definition.style_link = attributes.get(self._prefix + "val")

    def _start_detail(self, name: str, attributes: Attributes) -> None:
        if self._level is not None:
            setattr(self._level, *_LEVEL_DETAILS[name](attributes.get(self._prefix + "val")))

    def _end_level(self) -> None:
        if self._level is not None and self._index is not None:
            if self._instance is not None:
                self._instance.levels[self._index] = self._level
            elif self._definition is not None:
                self._definition.levels[self._index] = self._level
        self._level = None

    def _end_definition(self) -> None:
        self._definition = None

    def _end_instance(self) -> None:
        self._instance = None


# Child of a level → the field it sets and its value.
_LEVEL_DETAILS: dict[str, Callable[[str | None], tuple[str, object]]] = {
    "start": lambda value: ("start", parse_count(value) or 0),
    "numFmt": lambda value: ("format", value or "decimal"),
    "lvlText": lambda value: ("text", (value or "")[:200]),
    "suff": lambda value: ("joined", value == "nothing"),
    "isLgl": lambda value: ("legal", value not in ("0", "false", "off")),
    "lvlRestart": lambda value: ("restart", parse_count(value)),
    "pStyle": lambda value: ("style", value),
}
