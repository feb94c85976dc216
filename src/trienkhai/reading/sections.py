"""What a place in the body is about: the headings and opening words that hold for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from trienkhai.parts import OutlineItem, Span
from trienkhai.reading.directive_words import directive_words
from trienkhai.reading.doers import is_noun, split_names
from trienkhai.reading.forms import announces_forms
from trienkhai.reading.labels import BULLET_SIGNS
from trienkhai.reading.orders import Issuer, Order, find_orders, find_untold_verb, is_empty
from trienkhai.reading.outline import find_quotes
from trienkhai.reading.paragraphs import Paragraph, find_paragraphs
from trienkhai.reading.split import Zones
from trienkhai.sources.lines import Line
from trienkhai.vietnamese.letters import fold

_ACTIVITIES = ("tuyen truyen", "truyen thong", "thong tin", "pho bien", "giao duc", "quan triet", "hoc tap", "co dong")
_ACTIVITY = f"(?:{'|'.join(_ACTIVITIES)})"
_TOPICS = re.compile(
    rf"(?:noi dung|chu de|trong tam|khau hieu)\s+(?:\w+\s+){{0,2}}{_ACTIVITY}"
    rf"|{_ACTIVITY}\s+(?:\S+\s+){{0,4}}(?:noi dung|chu de|khau hieu)"
)
_TASKS_OF = re.compile(
    r"(?<!nang cao )(?<!tang cuong )(?<!de cao )(?:nhiem vu|trach nhiem)(?:,? quyen han)?(?: cu the)? cua (?:cac )?"
)
_BARE_CONTENT = re.compile(r"noi dung(?: chinh| co ban| trong tam| chu yeu)?[\s:.]*$")
_AS_FOLLOWS = re.compile(r"\b(?:sau|sau day|cu the|yeu cau)\s?[:.]+\s*$")
_BARE_FORMS = re.compile(
    r"(?:cach thuc|phuong thuc|hinh thuc|kenh)(?: (?:thuc hien|to chuc|trien khai|tien hanh|truyen tai))*[\s:.]*$"
)
_ASKS_INFORMING = re.compile(
    rf"\b(?:yeu cau|de nghi|trien khai|thuc hien|to chuc|day manh|tang cuong)\b.{{0,200}}\b{_ACTIVITY}\b"
)


@dataclass(frozen=True, slots=True)
class _Heading:
    """What a heading or an opening sentence says about the items in it."""

    folded: str
    is_item: bool
    forms: bool
    topics: bool
    bare_content: bool
    bare_forms: bool
    informs: bool
    describes: bool
    emphasis: str | None
    names: tuple[str, ...]
    section: str | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds for a paragraph by its enclosing headings and the opening sentences before it.

    `forms`, `topics`: forms of the work, or topics units choose from, are listed here. `describes`: a heading says
    that no tasks stand here (aims, place and time, means). `emphasis`: the stress laid on topics, as printed.
    `doers`: the bodies the nearest heading names. `section`: the label of the outermost heading. `above`: the
    folded words of heading and opening sentence, nearest first; `headed`: whether one of them is a heading.
    """

    forms: bool
    topics: bool
    describes: bool
    emphasis: str | None
    doers: tuple[str, ...]
    section: str | None
    above: tuple[str, ...]
    headed: bool


def read_body(
    text: str,
    lines: Sequence[Line],
    zones: Zones,
    outline: Sequence[OutlineItem],
    addressees: Sequence[str] = (),
    issuers: Sequence[str | None] = (),
) -> Body:
    """The body of a document as its orders are read from it. `addressees` are those of the document, `issuers` the
    names of agency and parent that its header prints.
    """
    paragraphs = find_paragraphs(text, lines, zones.body, outline)
    return Body(paragraphs, find_quotes(text, zones.body), addressees, Issuer(issuers))


class Body:
    """The paragraphs of a body with their scopes, worked out once."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        quoted: Sequence[Span] = (),
        addressees: Sequence[str] = (),
        issuer: Issuer | None = None,
    ) -> None:
        self.issuer = issuer or Issuer(())
        self.paragraphs = paragraphs
        self._addressees = frozenset(_core(name) for name in addressees)
        self._quoted = quoted
        self._opening: dict[tuple[int, ...], int] = {}
        self._bare: dict[tuple[int, ...], int] = {}
        self._opened_by: dict[int, int] = {}
        self._asking: dict[int, bool] = {}
        self._headings: dict[int, _Heading] = {}
        self._known: dict[tuple[int, ...], Scope] = {}
        self._names: dict[int, tuple[str, ...]] = {}
        self.scopes = tuple(self._scope(place) for place in range(len(paragraphs)))

    @cached_property
    def holders(self) -> frozenset[int]:
        """The places of items that hold others."""
        return frozenset(parent for paragraph in self.paragraphs for parent in paragraph.parents)

    @cached_property
    def _informs(self) -> bool:
        """Whether the document lists what to inform of; a bare "Cách thức thực hiện" then lists forms of doing it."""
        return any(
            _TOPICS.search(paragraph.folded) is not None
            for paragraph in self.paragraphs
            if paragraph.item is not None and len(paragraph.folded) < 160
        )

    @cached_property
    def first_item(self) -> int:
        """The place of the first item; behind the end where there is none."""
        items = (place for place, paragraph in enumerate(self.paragraphs) if paragraph.item is not None)
        return next(items, len(self.paragraphs))

    @cached_property
    def first_asked(self) -> int:
        """The place of the first paragraph that asks somebody with a word of order; behind the end where none does."""
        asked = (place for place, orders in enumerate(self.orders) if any(order.verb for order in orders))
        return next(asked, len(self.paragraphs))

    @cached_property
    def opened_unnumbered(self) -> int:
        """The place of the sentence that asks for what the paragraphs below it say, where none of them has a number;
        behind the end where there is none: "yêu cầu các đơn vị triển khai các nội dung sau."
        """
        if self.first_item < len(self.paragraphs):
            return len(self.paragraphs)
        opened = (
            place
            for place, paragraph in enumerate(self.paragraphs)
            if _AS_FOLLOWS.search(paragraph.folded) and any(order.verb for order in self.orders[place])
        )
        return next(opened, len(self.paragraphs))

    @cached_property
    def orders(self) -> tuple[tuple[Order, ...], ...]:
        """The orders of each paragraph."""
        return tuple(
            () if self._is_quoted(paragraph) else self._find_orders(place, paragraph)
            for place, paragraph in enumerate(self.paragraphs)
        )

    def _find_orders(self, place: int, paragraph: Paragraph) -> tuple[Order, ...]:
        found = tuple(find_orders(paragraph.text, paragraph.folded, self.issuer))
        if found or place in self.holders:
            return found
        if not any(self.names(parent) for parent in paragraph.parents) and not self._is_asked_above(place):
            return ()
        order = find_untold_verb(paragraph.text, paragraph.folded)
        return (order,) if order is not None else ()

    def _is_quoted(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is of law that is quoted, which orders nothing here."""
        if not self._quoted:
            return False
        start, end = paragraph.spans[0]
        place = bisect_right(self._quoted, start, key=lambda quote: quote[0]) - 1
        return place >= 0 and end <= self._quoted[place][1] and start > self._quoted[place][0]

    def names(self, place: int) -> tuple[str, ...]:
        """The bodies that a paragraph consists of; items and assignments ask for them."""
        names = self._names.get(place)
        if names is None:
            names = self._names[place] = heading_names(self.paragraphs[place], holds=place in self.holders)
        return names

    def _scope(self, place: int) -> Scope:
        paragraph = self.paragraphs[place]
        if paragraph.item is None:
            self._note_bare_heading(place, paragraph)
        above = self._above(place)
        if paragraph.item is not None and paragraph.parents in self._opening:
            self._opened_by[place] = self._opening[paragraph.parents]
        if paragraph.item is None:
            if paragraph.folded.rstrip().endswith(":"):
                self._opening[paragraph.parents] = place
            else:
                self._opening.pop(paragraph.parents, None)
        scope = self._known.get(above)
        if scope is None:
            scope = self._known[above] = self._read_scope(above)
        if scope.section is None and paragraph.item is not None:
            return replace(scope, section=_section_of(paragraph))
        return scope

    def _is_asked_above(self, place: int) -> bool:
        """Whether a point stands in the list of work that an opening sentence asks for ("yêu cầu các đơn vị:")."""
        opening = self._opened_by.get(place)
        if opening is None:
            return False
        if opening not in self._asking:  # once for all its points
            self._asking[opening] = _asks_for_work(self.paragraphs[opening])
        return self._asking[opening]

    def is_bare_line(self, place: int) -> bool:
        """Whether a paragraph is a short line without number or stop above others: a heading, no work."""
        following = self.paragraphs[place + 1 : place + 2]
        return bool(following) and following[0].item is None and _is_bare(self.paragraphs[place])

    def _note_bare_heading(self, place: int, paragraph: Paragraph) -> None:
        """Whether a paragraph is a short line without number or stop; if it names bodies, what follows is theirs. Lists
        that a word processor numbered lose their numbers when they are copied."""
        if not _is_bare(paragraph):
            return
        if self.names(place):
            self._bare[paragraph.parents] = place
        else:
            self._bare.pop(paragraph.parents, None)

    def _above(self, place: int) -> tuple[int, ...]:
        """The headings and opening sentences over a paragraph, nearest first."""
        paragraph = self.paragraphs[place]
        above: list[int] = []
        for depth in range(len(paragraph.parents), -1, -1):
            prefix = paragraph.parents[:depth]
            bare = self._bare.get(prefix)
            if bare is not None and bare != place and not paragraph.parents[depth:]:
                above.append(bare)
            opening = self._opening.get(prefix)
            if opening is not None and paragraph.item is not None:
                above.append(opening)
            if prefix:
                above.append(prefix[-1])
        return tuple(above)

    def _read_scope(self, above: tuple[int, ...]) -> Scope:
        headings = [self._heading(place) for place in above]
        forms = any(heading.forms or (heading.bare_forms and self._informs) for heading in headings)
        topics = any(heading.topics for heading in headings) or (
            # "I. NỘI DUNG" of a document that asks for public information work.
            any(heading.bare_content for heading in headings) and any(heading.informs for heading in headings)
        )
        return Scope(
            forms=forms,
            topics=topics and not forms,
            describes=any(heading.describes for heading in headings),
            emphasis=next((heading.emphasis for heading in headings if heading.emphasis), None),
            doers=self._apart_from_addressees(headings),
            section=next((heading.section for heading in reversed(headings) if heading.section), None),
            above=tuple(heading.folded for heading in headings),
            headed=any(heading.is_item for heading in headings),
        )

    def _apart_from_addressees(self, headings: Sequence[_Heading]) -> tuple[str, ...]:
        """The doers that the nearest heading names. An opening sentence that asks all whom the document is addressed to
        names nobody: what it lists is for them."""
        named = next((heading for heading in headings if heading.names), None)
        if named is None:
            return ()
        if not named.is_item and all(self._is_addressed(name) or _is_everybody(name) for name in named.names):
            return ()
        return named.names

    def _is_addressed(self, name: str) -> bool:
        """Whether the document is addressed to a body: "các cơ sở y tế", to "Các cơ sở y tế trong tỉnh"."""
        core = _core(name)
        return any(other == core or other.startswith(f"{core} ") for other in self._addressees)

    def _heading(self, place: int) -> _Heading:
        heading = self._headings.get(place)
        if heading is None:
            heading = self._headings[place] = _read_heading(self.paragraphs[place])
        return heading


def _asks_for_work(paragraph: Paragraph) -> bool:
    """Whether a paragraph asks for something else than a report."""
    orders = [order for order in find_orders(paragraph.text, paragraph.folded) if order.verb]
    return bool(orders) and not _REPORTS.match(paragraph.folded, *orders[-1].task)


def _is_bare(paragraph: Paragraph) -> bool:
    return paragraph.item is None and len(paragraph.text) <= 100 and paragraph.text[-1:].isalnum()


def _read_heading(paragraph: Paragraph) -> _Heading:
    folded, item = paragraph.folded, paragraph.item is not None
    words = directive_words()
    active = any(activity in folded for activity in _ACTIVITIES)
    emphasis = words.emphasis.search(folded) if len(folded) < 120 else None
    return _Heading(
        folded=folded,
        is_item=item,
        forms=announces_forms(folded),
        topics=active and bool(_TOPICS.search(folded)),
        bare_content=item and bool(_BARE_CONTENT.match(folded)),
        bare_forms=item and bool(_BARE_FORMS.match(folded)),
        informs=active and bool(_ASKS_INFORMING.search(folded)),
        describes=item and len(folded) < 90 and bool(words.no_tasks_under.match(folded)),
        emphasis=paragraph.text[emphasis.start() : emphasis.end()].lower() if emphasis else None,
        names=_names_of(paragraph) if item else _asked_of(paragraph) or heading_names(paragraph),
        section=_section_of(paragraph) if item else None,
    )


def _names_of(heading: Paragraph) -> tuple[str, ...]:
    """The doers a heading names: it consists of them, or it hands something to them and ends with a colon."""
    names = heading_names(heading, holds=True)
    if names:
        return names
    if not heading.text.endswith(":"):
        return _asked_by(heading)
    named = [order.who for order in find_orders(heading.text, heading.folded) if order.named]
    return named[-1] if named else ()


def _asked_by(heading: Paragraph) -> tuple[str, ...]:
    """The bodies of a heading that asks and says no more: "1. Đề nghị Chi cục Thống kê"."""
    if len(heading.text) > 120 or heading.text.endswith((".", ";")):
        return ()
    asked = [order for order in find_orders(f"{heading.text}:", f"{heading.folded}:") if order.named and order.verb]
    return asked[0].who if len(asked) == 1 and is_empty(heading.folded, asked[0].task) else ()


def _asked_of(opening: Paragraph) -> tuple[str, ...]:
    """The doers that an opening sentence asks for what it lists: "Sở đề nghị Thủ trưởng các đơn vị:"."""
    if not opening.folded.rstrip().endswith(":"):
        return ()
    orders = [order for order in find_orders(opening.text, opening.folded) if order.named]
    if not orders:
        return ()
    last = orders[-1]
    if is_empty(opening.folded, last.task) or _MERELY_DONE.match(opening.folded, *last.task):
        return last.who if last.verb or _PLURAL_DOERS.match(opening.folded) else ()
    # "yêu cầu các đơn vị chủ động ứng phó với bão:" asks for what it lists too, unless that is a report's contents
    return last.who if last.verb and not _REPORTS.match(opening.folded, *last.task) else ()


# "Thủ trưởng các đơn vị trực thuộc" and "Đơn vị trực thuộc" are the same bodies.
_HEADS = re.compile(
    r"^(?:(?:thu truong|giam doc|chu tich|truong|hieu truong|nguoi dung dau|dong chi|lanh dao|quy|toan the|tat ca)\s+)*"
    r"(?:cac\s+)?"
)
_EVERYBODY = re.compile(r"(?:cac |quy )?(?:co quan|don vi|dia phuong|nganh)(?:, (?:co quan|don vi|dia phuong|nganh))*$")


def _is_everybody(name: str) -> bool:
    """Whether a name means all whom the document is addressed to: "các cơ quan, đơn vị"."""
    return _EVERYBODY.match(fold(name)) is not None


def _core(name: str) -> str:
    """What a name says behind "các" and the title of its head, folded."""
    folded = " ".join(fold(name).split()).strip(" ,.;:")
    return _HEADS.sub("", folded)


_MERELY_DONE = re.compile(r"(?:(?:to chuc|trien khai|thuc hien|nghiem tuc|khan truong|tot|va),?\s*)+\W*$")
_REPORTS = re.compile(r"(?:bao cao|gui|cung cap|tong hop|thong ke|cu|lap|nop|dang ky)\b")
_PLURAL_DOERS = re.compile(r"(?:ban |cac |thu truong|chu tich|giam doc|ubnd|uy ban|nguoi dung dau)")


def _section_of(paragraph: Paragraph) -> str | None:
    assert paragraph.item is not None
    return paragraph.item.label if paragraph.item.label not in BULLET_SIGNS else None


_FOR = "doi voi "  # "Đối với các bệnh viện:" says for whom the items below are
# "Ban Giám hiệu (đồng chí A - Phó Hiệu trưởng được phân công)": a bracket that only tells who that is.
_WHO_IT_IS = re.compile(
    r"\s?\((?:đồng chí|đ/c|do|ông|bà|nếu|sau đây|gọi|viết tắt|cơ quan|đơn vị|qua)\s[^()]{0,200}\)$", re.IGNORECASE
)
_WITH_DUTY = re.compile(r"\s+(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)$")


def heading_names(paragraph: Paragraph, *, holds: bool = False) -> tuple[str, ...]:
    """The bodies a heading consists of, or nothing where it says more than names.

    A heading that holds items may describe its bodies ("Các phòng ban tham gia đào tạo").
    """
    text = _WHO_IT_IS.sub("", paragraph.text.rstrip(" :."))
    tasked = _TASKS_OF.search(paragraph.folded) if "nhiem" in paragraph.folded else None
    if (
        tasked
        and tasked.start() <= 40
        and ";" not in text
        and directive_words().body.match(paragraph.text, paragraph.folded, tasked.end())
    ):
        return tuple(split_names(text[tasked.end() :]))
    if len(text) > 160 or text.isupper():
        return ()
    first = len(_FOR) if paragraph.folded.startswith(_FOR) else 0
    if not directive_words().body.match(paragraph.text, paragraph.folded, first):
        return ()
    named = _WITH_DUTY.sub("", text)
    colon = named.find(": ")
    told = paragraph.folded.startswith(("can cu ", "tren co so "), colon + 2)
    if colon > 0 and (told or directive_words().task.match(paragraph.text, paragraph.folded, colon + 2)):
        return ()  # "Tổ trưởng chuyên môn: Kiểm tra hồ sơ" says what to do
    for end in directive_words().name_end.find(paragraph.text, paragraph.folded, first + 1, len(named)):
        if named[end.start() : end.end()].islower():
            if end.group("word") == "to chuc" and is_noun(paragraph.folded, end, first):
                continue  # "các cơ quan, tổ chức"
            whole = holds and end.start() > first + 6 and len(named) <= 90 and (first > 0 or "," not in named)
            return tuple(split_names(named[first:])) if whole else ()
    return tuple(split_names(named[first:]))
