"""What a place in the body is about: the headings and opening words that hold for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from trienkhai.parts import OutlineItem
from trienkhai.reading.directive_words import directive_words
from trienkhai.reading.forms import announces_forms
from trienkhai.reading.labels import BULLETS, find_label
from trienkhai.reading.orders import Order, find_orders, split_names
from trienkhai.reading.paragraphs import Paragraph, find_paragraphs
from trienkhai.reading.split import Zones
from trienkhai.sources.lines import Line

_ACTIVITY = r"(?:tuyen truyen|truyen thong|thong tin|pho bien|giao duc|quan triet|hoc tap|co dong)"
_TOPICS = re.compile(
    rf"(?:noi dung|chu de|trong tam|khau hieu)\s+(?:\w+\s+){{0,2}}{_ACTIVITY}"
    rf"|{_ACTIVITY}\s+(?:\S+\s+){{0,4}}(?:noi dung|chu de|khau hieu)"
)
_TASKS_OF = re.compile(r"(?:nhiem vu|trach nhiem)(?:,? quyen han)?(?: cu the)? cua (?:cac )?")
_BARE_CONTENT = re.compile(r"noi dung(?: chinh| co ban| trong tam| chu yeu)?[\s:.]*$")
_ASKS_INFORMING = re.compile(
    rf"\b(?:yeu cau|de nghi|trien khai|thuc hien|to chuc|day manh|tang cuong)\b.*\b{_ACTIVITY}\b"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The words that hold for a paragraph, nearest first: enclosing headings and opening sentences."""

    texts: tuple[str, ...]
    folded: tuple[str, ...]
    headings: tuple[str, ...]
    doers: tuple[str, ...]
    section: str | None

    @property
    def forms(self) -> bool:
        """Whether forms of the work are listed here."""
        return any(announces_forms(words) for words in self.folded)

    @property
    def topics(self) -> bool:
        """Whether topics are listed here, from which units choose."""
        if self.forms:
            return False
        if any(_TOPICS.search(words) for words in self.folded):
            return True
        # "I. NỘI DUNG" of a document that asks for public information work.
        bare = any(_BARE_CONTENT.match(words) for words in self.headings)
        return bare and any(_ASKS_INFORMING.search(words) for words in self.folded)

    @property
    def describes(self) -> bool:
        """Whether a heading says that no tasks stand here (aims, place and time, means)."""
        pattern = directive_words().no_tasks_under
        return any(pattern.match(words) and len(words) < 90 for words in self.headings)

    @property
    def emphasis(self) -> str | None:
        """The stress a heading lays on its topics ("trọng tâm", "thường xuyên"), as printed."""
        for text, folded in zip(self.texts, self.folded, strict=True):
            match = directive_words().emphasis.search(folded)
            if match and len(text) < 120:
                return text[match.start() : match.end()].lower()
        return None


def read_body(text: str, lines: Sequence[Line], zones: Zones, outline: Sequence[OutlineItem]) -> Body:
    """The body of a document as its orders are read from it."""
    return Body(find_paragraphs(text, lines, zones.body, outline))


class Body:
    """The paragraphs of a body with their scopes, worked out once."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self._opening: dict[tuple[int, ...], int] = {}
        self.scopes = tuple(self._scope(place) for place in range(len(paragraphs)))

    @cached_property
    def holders(self) -> frozenset[int]:
        """The places of items that hold others."""
        return frozenset(parent for paragraph in self.paragraphs for parent in paragraph.parents)

    @cached_property
    def first_item(self) -> int:
        """The place of the first item; behind the end where there is none."""
        items = (place for place, paragraph in enumerate(self.paragraphs) if paragraph.item is not None)
        return next(items, len(self.paragraphs))

    @cached_property
    def orders(self) -> tuple[tuple[Order, ...], ...]:
        """The orders of each paragraph."""
        return tuple(tuple(find_orders(paragraph.text, paragraph.folded)) for paragraph in self.paragraphs)

    def _scope(self, place: int) -> Scope:
        paragraph = self.paragraphs[place]
        above: list[int] = []
        for depth in range(len(paragraph.parents), -1, -1):
            prefix = paragraph.parents[:depth]
            opening = self._opening.get(prefix)
            if opening is not None and opening != place and paragraph.item is not None:
                above.append(opening)
            if prefix:
                above.append(prefix[-1])
        if paragraph.item is None:
            if paragraph.folded.rstrip().endswith(":"):
                self._opening[paragraph.parents] = place
            else:
                self._opening.pop(paragraph.parents, None)
        texts = tuple(self.paragraphs[parent].text for parent in above)
        folded = tuple(self.paragraphs[parent].folded for parent in above)
        headings = tuple(self.paragraphs[parent].folded for parent in above if self.paragraphs[parent].item)
        return Scope(texts, folded, headings, self._doers(place), self._section(place))

    def _doers(self, place: int) -> tuple[str, ...]:
        """The bodies that the nearest enclosing heading names, and nothing else ("1. Sở Y tế:")."""
        for parent in reversed(self.paragraphs[place].parents):
            heading = self.paragraphs[parent]
            names = heading_names(heading, holds=True)
            if names:
                return names
            if heading.text.endswith(":"):
                named = [order.who for order in find_orders(heading.text, heading.folded) if order.named]
                if named:
                    return named[-1]
        return ()

    def _section(self, place: int) -> str | None:
        paragraph = self.paragraphs[place]
        own = [paragraph] if paragraph.item else []
        for enclosing in (*(self.paragraphs[parent] for parent in paragraph.parents), *own):
            assert enclosing.item is not None
            label = find_label(enclosing.item.text)
            if label is not None and label.style not in BULLETS:
                return enclosing.item.label
        return None


def heading_names(paragraph: Paragraph, *, holds: bool = False) -> tuple[str, ...]:
    """The bodies a heading consists of, or nothing where it says more than names.

    A heading that holds items may describe its bodies ("Các phòng ban tham gia đào tạo").
    """
    text = paragraph.text.rstrip(" :.")
    tasked = _TASKS_OF.search(paragraph.folded)
    if tasked and directive_words().body.match(paragraph.text, paragraph.folded, tasked.end()):
        return tuple(split_names(text[tasked.end() :]))
    if len(text) > 160 or text.isupper():
        return ()
    if not directive_words().body.match(paragraph.text, paragraph.folded, 0):
        return ()
    named = re.sub(r"\s+(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)$", "", text)
    for end in directive_words().name_end.find(paragraph.text, paragraph.folded, 1, len(named)):
        if named[end.start() : end.end()].islower() and end.group("word") != "to chuc":
            return (named,) if holds and end.start() > 6 and len(named) <= 90 and "," not in named else ()
    return tuple(split_names(named))
