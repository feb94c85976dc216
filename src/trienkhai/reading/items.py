"""The items of a directive: topics units choose from, tasks named bodies must do, reports to be sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trienkhai.parts import Deadline, Item, ItemKind, Span
from trienkhai.reading.orders import Order, is_closing
from trienkhai.reading.paragraphs import Paragraph
from trienkhai.reading.reports import find_report
from trienkhai.reading.sections import Body, heading_names

# A decision's articles approve, appoint and publish; only what it hands to a body is a task.
_ENACTING = ("quyết định", "nghị quyết", "quy định", "quy chế", "thông tư", "nghị định")
_OPENS_LIST = re.compile(r"\w[)”\"]?\s?(?::\s*)+$")
_MUST = re.compile(r"(?:co trach nhiem|chiu trach nhiem|phai|can|khan truong|nghiem tuc)\b")
_DRAWN_UP = ("ban hanh", "cong bo", "phe duyet", "thanh lap", "phe chuan")


def find_items(body: Body, deadlines: Sequence[Deadline], doc_type: str | None) -> Iterator[Item]:
    """The items in the order of the text. Paragraphs that hold others count through those."""
    for place, paragraph in enumerate(body.paragraphs):
        if paragraph.item is None and is_closing(paragraph.folded):
            continue
        scope = body.scopes[place]
        if paragraph.item is not None and place not in body.holders and scope.topics:
            yield _topic(paragraph, scope.emphasis)
        elif not scope.forms and not scope.topics and not scope.describes:
            yield from _find_orders(body, place, deadlines, doc_type)


def _topic(paragraph: Paragraph, emphasis: str | None) -> Item:
    assert paragraph.item is not None
    return Item(ItemKind.TOPIC, paragraph.item.label, emphasis, paragraph.text, paragraph.spans)


def _find_orders(body: Body, place: int, deadlines: Sequence[Deadline], doc_type: str | None) -> Iterator[Item]:
    paragraph = body.paragraphs[place]
    if place in body.holders or _opens_list(body, place) or heading_names(paragraph):
        return
    orders = [order for order in body.orders[place] if _asks(body, place, order, doc_type)]
    if not orders:
        return
    label = paragraph.item.label if paragraph.item else None
    task = paragraph.item is not None or any(order.named for order in orders)
    reports = [(order, find_report(paragraph.folded, order.sentence)) for order in orders]
    only_reports = all(begin is not None and _is_whole(order, begin) for order, begin in reports)
    if task and not only_reports:
        yield _item(ItemKind.TASK, label, paragraph, (0, len(paragraph.text)), orders[0], body, place, deadlines)
    for order, begin in reports:
        if begin is None:
            continue
        start = order.sentence[0] if _is_whole(order, begin) else begin
        span = (0, len(paragraph.text)) if only_reports and len(orders) == 1 else (start, order.sentence[1])
        yield _item(ItemKind.REPORT, label, paragraph, span, order, body, place, deadlines)


def _opens_list(body: Body, place: int) -> bool:
    """Whether a paragraph ends with the colon that opens the list after it."""
    following = body.paragraphs[place + 1 : place + 2]
    listed = not following or following[0].item is not None or body.paragraphs[place].item is not None
    return listed and bool(_OPENS_LIST.search(body.paragraphs[place].text))


def is_told(body: Body, place: int, order: Order) -> bool:
    """Whether a sentence before the first item only tells how things stand, without a word of order."""
    paragraph = body.paragraphs[place]
    if paragraph.item is not None or order.verb or not order.named:
        return False
    first = next((row for row, other in enumerate(body.paragraphs) if other.item is not None), len(body.paragraphs))
    return place < first and not _MUST.match(paragraph.folded, order.task[0])


def _is_whole(order: Order, begin: int) -> bool:
    """Whether a report is all that the order asks for."""
    return begin - order.task[0] < 24


def _asks(body: Body, place: int, order: Order, doc_type: str | None) -> bool:
    """Whether an order without named doers stands where orders are given."""
    if order.named:
        return not is_told(body, place, order)
    paragraph = body.paragraphs[place]
    scope = body.scopes[place]
    if paragraph.item is None:
        return bool(scope.doers)
    if doc_type in _ENACTING:
        above = scope.folded[0] if scope.folded else ""
        handed = bool(scope.doers) or any(inner.named for parent in paragraph.parents for inner in body.orders[parent])
        return handed or ("nhiem vu" in above and not above.startswith(_DRAWN_UP))
    return not any(words.startswith(_DRAWN_UP) for words in scope.folded[:1])


def _item(
    kind: ItemKind,
    label: str | None,
    paragraph: Paragraph,
    place: Span,
    order: Order,
    body: Body,
    row: int,
    deadlines: Sequence[Deadline],
) -> Item:
    start, end = place
    spans = paragraph.spans if (start, end) == (0, len(paragraph.text)) else paragraph.pieces(start, end)
    deadline = deadline_in(paragraph.pieces(start, end), deadlines)
    return Item(
        kind,
        label,
        None,
        paragraph.text[start:end].strip(),
        spans,
        order.who or body.scopes[row].doers,
        deadline,
    )


def deadline_in(spans: Sequence[Span], deadlines: Sequence[Deadline]) -> Deadline | None:
    """The first deadline that stands within the given pieces."""
    for deadline in deadlines:
        if any(start <= deadline.span[0] < end for start, end in spans):
            return deadline
    return None
