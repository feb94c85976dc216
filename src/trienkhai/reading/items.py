"""The items of a directive: topics units choose from, tasks named bodies must do, reports to be sent."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trienkhai.parts import Deadline, Item, ItemKind, Span
from trienkhai.reading.orders import Order, announces, find_sentences, is_closing, is_empty
from trienkhai.reading.paragraphs import Paragraph
from trienkhai.reading.reports import asks_for_report, find_answer, find_report, is_sending, names_a_day
from trienkhai.reading.sections import Body

# A decision's articles approve, appoint and publish; only what it hands to a body is a task.
_ENACTING = ("quyết định", "nghị quyết", "quy định", "quy chế", "thông tư", "nghị định")
_OPENS_LIST = re.compile(r"\w[)”\"]?\s?(?::\s*)+$")
_MUST = re.compile(r"(?:co trach nhiem|chiu trach nhiem|phai|can|khan truong|nghiem tuc)\b")
_SAID = re.compile(r"\b(?:nhu sau|y kien|chi dao): ")
_SAYS = re.compile(r"\b(?:nhu sau|sau|y kien|chi dao|yeu cau|chi thi|ket luan|cu the)\s*:+$")
_NEAR = 20  # more deadlines than this in one item are not looked through
_DRAWN_UP = ("ban hanh", "cong bo", "phe duyet", "thanh lap", "phe chuan")
# "chịu trách nhiệm thi hành Quyết định này", "nghiêm túc triển khai thực hiện": the document as a whole.
_WHOLE_DOCUMENT = re.compile(
    r"(?:(?:co|chiu) trach nhiem|thi hanh|quan tam|nghiem tuc|khan truong|phoi hop|to chuc|chi dao|trien khai|can cu"
    r"|thuc hien|theo dung|tien do"
    r"|cac noi dung|noi dung|day du|dat ket qua|hieu qua|va|tot|co|cac|nhung|nay|neu tren|tren|dung quy dinh"
    r"|quyet dinh|cong van|van ban|chi thi|ke hoach|cong dien|thong bao|huong dan|[\W\d])*$"
)


@dataclass(frozen=True, slots=True)
class _Ask:
    """An order that stands where orders are given, and from where it asks for a report, if it does."""

    order: Order
    report: int | None
    focal: bool = False  # "là đầu mối theo dõi, báo cáo": work beside the report

    @property
    def only_report(self) -> bool:
        """Whether a report is all that the order asks for."""
        if self.report is None:
            return False
        return self.report - self.order.task[0] < 24 and not self.focal


def find_items(body: Body, deadlines: Sequence[Deadline], doc_type: str | None) -> Iterator[Item]:
    """The items in the order of the text. Paragraphs that hold others count through those."""
    finder = _Finder(body, deadlines, doc_type)
    for place, paragraph in enumerate(body.paragraphs):
        if paragraph.item is None and (is_closing(paragraph.folded) or announces(paragraph.folded)):
            yield from finder.find_closing_reports(place)
            continue
        scope = body.scopes[place]
        if paragraph.item is not None and place not in body.holders and scope.topics:
            label = paragraph.item.label
            yield Item(ItemKind.TOPIC, label, scope.emphasis, paragraph.text, paragraph.spans)
        elif not scope.forms and not scope.topics and not scope.describes:
            yield from finder.find(place)
        elif scope.describes and not (scope.forms or scope.topics) and place not in body.holders:
            yield from finder.find_answers(place)  # "3. Thời gian, hồ sơ" holds no tasks, but by when to answer


def is_told(body: Body, place: int, order: Order) -> bool:
    """Whether a sentence before the first item only tells how things stand, without a word of order.

    Behind "có ý kiến như sau:" and behind a paragraph that asks somebody, what bodies do is asked of them.
    """
    paragraph = body.paragraphs[place]
    if paragraph.item is not None or order.verb or not order.named:
        return False
    if len(order.who) == 1 and body.issuer.is_named(order.who[0]):
        return True  # what the issuer says that it does itself
    if place >= body.first_item:
        return False
    folded = paragraph.folded
    sentence = folded[slice(*order.sentence)]
    if "co trach nhiem" in sentence or asks_for_report(sentence) or _MUST.match(folded, order.task[0]):
        return False
    if _SAID.search(folded, max(0, order.sentence[0] - 12), order.task[0]):
        return False
    earlier = (other for other in body.orders[place] if other.sentence < order.sentence)
    if any(other.verb or "co trach nhiem" in folded[slice(*other.sentence)] for other in earlier):
        return False
    before = body.paragraphs[place - 1].folded.rstrip() if place else ""
    if before.endswith(":") and _SAYS.search(before):
        return False
    return place <= body.first_asked


def deadline_in(spans: Sequence[Span], deadlines: Sequence[Deadline], apart: Sequence[Span] = ()) -> Deadline | None:
    """The first deadline that stands within the given pieces and not in those apart. `deadlines` are in order."""
    for start, end in spans:
        first = bisect_left(deadlines, start, key=lambda deadline: deadline.span[0])
        for deadline in deadlines[first : first + _NEAR]:
            place = deadline.span[0]
            if place >= end:
                break
            if not any(low <= place < high for low, high in apart):
                return deadline
    return None


def _report_in(paragraph: Paragraph, order: Order) -> int | None:
    if is_sending(paragraph.folded, order.task):
        return order.task[0]
    return find_report(paragraph.folded, order.sentence)


def _draws_up(folded: str) -> bool:
    """Whether a heading enacts what it holds; "Ban Hành chính" is a body."""
    return folded.startswith(_DRAWN_UP) and not folded.startswith("ban hanh chinh")


def _is_focal(paragraph: Paragraph, order: Order) -> bool:
    return paragraph.folded.startswith(("la dau moi", "lam dau moi", "la co quan"), order.task[0])


def _ends_with_word(text: str) -> bool:
    """Whether a word, perhaps closed by a bracket or a quotation mark, stands before the colons at the end."""
    end = len(text)
    while end and (text[end - 1] == ":" or text[end - 1].isspace()):
        end -= 1
    return _OPENS_LIST.search(text, max(0, end - 3)) is not None


class _Finder:
    """Tasks and reports of one body."""

    def __init__(self, body: Body, deadlines: Sequence[Deadline], doc_type: str | None) -> None:
        self.body = body
        self.deadlines = deadlines
        self.doc_type = doc_type

    def find(self, place: int) -> Iterator[Item]:
        """The task and the reports of one paragraph."""
        paragraph = self.body.paragraphs[place]
        if place in self.body.holders or self.body.names(place) or self.body.is_bare_line(place):
            return
        orders = self.body.orders[place]
        if self._opens_list(place):
            # Only its last sentence opens the list; what those before it ask stands by itself.
            orders = () if paragraph.item else tuple(order for order in orders if self._is_before_last(place, order))
            if not orders:
                return
        asks = [
            _Ask(order, _report_in(paragraph, order), _is_focal(paragraph, order))
            for order in orders
            if self._asks(place, order)
        ]
        if not asks:
            yield from self.find_answers(place)
            return
        reports = [ask for ask in asks if ask.report is not None]
        if not all(ask.only_report for ask in asks) and not self._is_whole_document(place, asks):
            for group in self._by_doers(place, asks):
                if not all(ask.only_report for ask in group):
                    yield self._task(place, group)
        for ask in reports:
            yield self._report(place, ask, alone=len(asks) == 1)

    def find_closing_reports(self, place: int) -> Iterator[Item]:
        """Reports that the closing formula asks for by a day: the rest of it only repeats."""
        paragraph = self.body.paragraphs[place]
        if not names_a_day(paragraph.folded):
            return
        for order in self.body.orders[place]:
            ask = _Ask(order, _report_in(paragraph, order))
            if ask.report is not None and deadline_in(paragraph.pieces(ask.report, order.sentence[1]), self.deadlines):
                yield self._report(place, ask, alone=False)

    def _by_doers(self, place: int, asks: Sequence[_Ask]) -> Iterator[Sequence[_Ask]]:
        """The orders of an unnumbered paragraph, each body's by themselves; a point keeps together what it says."""
        if self.body.paragraphs[place].item is not None:
            yield asks
            return
        group: list[_Ask] = []
        for ask in asks:
            if group and ask.order.named and ask.order.who != group[0].order.who:
                yield group
                group = []
            group.append(ask)
        yield group

    def _asks(self, place: int, order: Order) -> bool:
        """Whether an order without named doers stands where orders are given."""
        if is_empty(self.body.paragraphs[place].folded, order.task):
            return False
        if order.named:
            return not is_told(self.body, place, order)
        paragraph, scope = self.body.paragraphs[place], self.body.scopes[place]
        if paragraph.item is None:
            asked = bool(scope.doers) or bool(order.verb) or place > self.body.opened_unnumbered
            return asked or (scope.headed and self.doc_type not in _ENACTING)
        if self.doc_type in _ENACTING:
            above = scope.above[0] if scope.above else ""
            handed = any(inner.named for parent in paragraph.parents for inner in self.body.orders[parent])
            return handed or bool(scope.doers) or ("nhiem vu" in above and not _draws_up(above))
        return not any(_draws_up(words) for words in scope.above[:1])

    def _opens_list(self, place: int) -> bool:
        """Whether a paragraph ends with the colon that opens the list after it."""
        paragraph = self.body.paragraphs[place]
        following = self.body.paragraphs[place + 1 : place + 2]
        listed = not following or following[0].item is not None or paragraph.item is not None
        return listed and paragraph.text.rstrip().endswith(":") and _ends_with_word(paragraph.text)

    def _is_before_last(self, place: int, order: Order) -> bool:
        rest = self.body.paragraphs[place].text[order.sentence[1] :]
        return bool(order.verb) and bool(rest.strip())

    def _is_whole_document(self, place: int, asks: Sequence[_Ask]) -> bool:
        folded = self.body.paragraphs[place].folded
        return all(
            _WHOLE_DOCUMENT.match(folded, ask.order.task[0], ask.report or ask.order.task[1]) is not None
            for ask in asks
        )

    def _task(self, place: int, asks: Sequence[_Ask]) -> Item:
        paragraph = self.body.paragraphs[place]
        reported = [
            span
            for ask in asks
            if ask.report is not None
            for span in paragraph.pieces(ask.report, ask.order.sentence[1])
        ]
        start, end = (
            (0, len(paragraph.text)) if paragraph.item else (asks[0].order.sentence[0], asks[-1].order.sentence[1])
        )
        spans = paragraph.spans if end - start == len(paragraph.text) else paragraph.pieces(start, end)
        who = asks[0].order.who
        return Item(
            ItemKind.TASK,
            paragraph.item.label if paragraph.item else None,
            None,
            paragraph.text[start:end].strip(),
            spans,
            who or self.body.scopes[place].doers,
            deadline_in(spans, self.deadlines, reported),
        )

    def _report(self, place: int, ask: _Ask, *, alone: bool) -> Item:
        paragraph = self.body.paragraphs[place]
        assert ask.report is not None
        start, end = ask.order.sentence
        if not ask.only_report:
            start = ask.report
        whole = ask.only_report and alone
        spans = paragraph.spans if whole else paragraph.pieces(start, end)
        return Item(
            ItemKind.REPORT,
            paragraph.item.label if paragraph.item else None,
            None,
            paragraph.text if whole else paragraph.text[start:end].strip(),
            spans,
            ask.order.who or self.body.scopes[place].doers,
            deadline_in(spans, self.deadlines),
        )

    def find_answers(self, place: int) -> Iterator[Item]:
        """Sentences that only say where and by when a report or answer must arrive."""
        paragraph: Paragraph = self.body.paragraphs[place]
        if not names_a_day(paragraph.folded):
            return
        for start, end in find_sentences(paragraph.text):
            if find_answer(paragraph.folded, (start, end)):
                spans = paragraph.pieces(start, end)
                deadline = deadline_in(spans, self.deadlines)
                label = paragraph.item.label if paragraph.item else None
                text = paragraph.text[start:end].strip()
                named = next((order.who for order in self.body.orders[place] if order.sentence == (start, end)), ())
                doers = named or self.body.scopes[place].doers
                yield Item(ItemKind.REPORT, label, None, text, spans, doers, deadline)
