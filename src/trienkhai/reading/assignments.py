"""Assignments: who is asked to do what, taking the lead, co-operating, or all alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trienkhai.parts import Assignment, Deadline, Role
from trienkhai.reading.items import deadline_in, is_told
from trienkhai.reading.orders import Order, announces, find_cooperating, is_closing, is_empty, leads, only_cooperates
from trienkhai.reading.paragraphs import Paragraph
from trienkhai.reading.reports import asks_for_report
from trienkhai.reading.sections import Body

# "các đơn vị", "UBND cấp xã", "UBND huyện, thị xã", "thủ trưởng đơn vị": a name for many bodies at once.
_PLURAL = re.compile(
    r"\b(?:[Cc]ác|[Nn]hững|[Mm]ọi|[Tt]ất cả|cấp (?:tỉnh|huyện|xã)|(?:huyện|quận|xã|phường|thị xã),|[Tt]hủ trưởng"
    r"|(?:[Cc]ơ quan|[Đđ]ơn vị)(?! [A-ZĐỦỤƯ])|trực thuộc)(?!\w)"
)


def find_assignments(body: Body, deadlines: Sequence[Deadline]) -> Iterator[Assignment]:
    """The assignments in the order of the text; the closing formula only repeats and is left out."""
    for place, paragraph in enumerate(body.paragraphs):
        scope = body.scopes[place]
        if scope.forms or scope.topics or scope.describes:
            continue
        if is_closing(paragraph.folded) and not asks_for_report(paragraph.folded):
            continue
        if body.names(place) or (paragraph.item is None and announces(paragraph.folded)):
            continue
        own = any(order.named for order in body.orders[place])
        # A point that names its own doers leaves none to those above it; a heading hands over nothing itself.
        inherits = not own and place not in body.holders and not paragraph.text.isupper()
        for order in body.orders[place]:
            who = order.who or (scope.doers if inherits else ())
            if who and not is_empty(paragraph.folded, order.task) and not is_told(body, place, order):
                yield from _assign(paragraph, order, who, deadlines)


def _assign(
    paragraph: Paragraph, order: Order, who: tuple[str, ...], deadlines: Sequence[Deadline]
) -> Iterator[Assignment]:
    what = paragraph.text[order.task[0] : order.task[1]].strip(" .;,/:")
    span = paragraph.span(order.sentence[0], len(paragraph.text[: order.sentence[1]].rstrip()))
    deadline = deadline_in(paragraph.pieces(*order.sentence), deadlines)
    yield Assignment(who, _role(paragraph, order, who), what, deadline, span)
    others = find_cooperating(paragraph.text, paragraph.folded, order.task)
    if others and not only_cooperates(paragraph.folded, order.task):
        yield Assignment(others, Role.COOPERATE, what, deadline, span)


def _role(paragraph: Paragraph, order: Order, who: tuple[str, ...]) -> Role:
    if only_cooperates(paragraph.folded, order.task):
        return Role.COOPERATE
    if leads(paragraph.folded, order.task):
        return Role.LEAD
    if order.verb.startswith(("giao", "phân công", "ủy quyền", "uỷ quyền")):
        return Role.LEAD
    return Role.ALL if len(who) > 1 or _PLURAL.search(who[0]) else Role.LEAD
