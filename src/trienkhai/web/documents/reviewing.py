"""What the review page shows, and what its small forms answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from trienkhai import parts
from trienkhai.parts import Json, from_json
from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.attached import measure
from trienkhai.web.documents.doubts import Doubt, list_doubts
from trienkhai.web.documents.highlights import ShownLine, mark_text
from trienkhai.web.documents.models import Document
from trienkhai.web.documents.values import SINGLE, current_json, label_of
from trienkhai.web.errors import NotValid, Refusal, WrongState
from trienkhai.web.offices.actor import Actor

NUMBERS = ("date.day", "date.month", "date.year")


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    """A doubt with its number on both sides, and the field it can be answered in."""

    number: int
    doubt: Doubt
    seen: bool
    value: str
    suffix: str


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field with its value now, its place, and what the machine had found where a person changed it."""

    path: str
    label: str
    value: str
    anchor: str
    corrected: bool
    found: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """One of the five groups of what was read well."""

    name: str
    summary: str
    bars: int
    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything the review page shows."""

    file_name: str
    lines: tuple[ShownLine, ...]
    doubts: tuple[ShownDoubt, ...]
    fields: tuple[ShownField, ...]
    groups: tuple[ShownGroup, ...]
    left: int
    seen: int
    attached: int
    problem: Refusal | None
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What an answer came to, and where on the page to go on."""

    document: Document
    confirmed: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One small form of the page, read."""

    deed: str
    keys: tuple[str, ...]
    path: str
    value: str | None
    span: parts.Span | None
    version: int | None

    def carry_out(self, actor: Actor, document_id: int) -> Done:
        """Do what was asked. Raises Refusal."""
        document = queries.find_document(actor, document_id)
        if self.deed == "confirm":
            confirmed = actions.confirm_reading(actor, document_id, version=self.version)
            return Done(confirmed, confirmed=True)
        if self.deed == "correct":
            value = typed(self.path, self.value)
            actions.correct_reading(actor, document_id, path=self.path, value=value, span=self.span)
        if self.keys:
            actions.mark_seen(actor, document_id, keys=self.keys)
        return Done(document, anchor="#can-xem")


def typed(path: str, value: str | None) -> Json:
    """The value as the reading keeps it: parts of a date are numbers, an empty answer is None."""
    text = (value or "").strip()
    if not text:
        return None
    if path in NUMBERS:
        if not text.isdigit():
            raise NotValid("date-digits", "Ngày, tháng, năm chỉ gồm chữ số.", {path: "Chỉ nhập chữ số."})
        return int(text)
    if path == "date":
        pieces = [piece for piece in text.replace("-", "/").split("/") if piece.strip().isdigit()]
        if len(pieces) != 3:
            raise NotValid("date-unreadable", "Chưa đọc được ngày. Nhập ngày/tháng/năm, ví dụ 20/12/2023.")
        return {"day": int(pieces[0]), "month": int(pieces[1]), "year": int(pieces[2])}
    return text


def read_answer(said: QueryDict) -> Answer:
    """The form that was sent. Raises NotValid for one that this page does not have."""
    deed = said.get("deed", "")
    if deed not in ("seen", "correct", "confirm"):
        raise NotValid("deed-unknown", "Trang này không có việc đó. Tải lại trang rồi làm lại.")
    start, end, version = (said.get(name, "") for name in ("start", "end", "version"))
    span = (int(start), int(end)) if start.isdigit() and end.isdigit() else None
    return Answer(
        deed=deed,
        keys=tuple(said.getlist("key")),
        path=said.get("path", ""),
        value=said.get("value"),
        span=span,
        version=int(version) if version.isdigit() else None,
    )


def review_page(document: Document, problem: Refusal | None) -> ReviewPage:
    """The page for a document that was read. Raises WrongState where it was not."""
    reading = queries.find_reading(document)
    if reading is None:
        raise WrongState("not-read", "Máy chưa đọc xong văn bản này. Tải lại trang sau ít phút.")
    doubts = list_doubts(reading)
    values = current_json(reading)
    now = from_json(parts.Reading, {**values, "text": reading.text})
    corrected = {entry.path for entry in reading.corrections.all()}
    shown = tuple(
        ShownDoubt(
            number, doubt, doubt.key in reading.seen, field_value(values, doubt.path), suffix_of(doubt.path, now)
        )
        for number, doubt in enumerate(doubts, 1)
    )
    return ReviewPage(
        file_name=next((file.name for file in document.files.all()), ""),
        lines=mark_text(now, doubts),
        doubts=shown,
        fields=tuple(show_fields(now, values, reading.found, corrected)),
        groups=tuple(show_groups(now)),
        left=sum(not entry.seen for entry in shown),
        seen=sum(entry.seen for entry in shown),
        attached=measure(now).percent,
        problem=problem,
        absent=tuple(entry.text for entry in now.directive.announced_but_absent),
    )


def suffix_of(path: str, now: parts.Reading) -> str:
    """What is printed behind an answer: the symbol behind a number."""
    return f"/{now.symbol}" if path == "number" and now.symbol else ""


def field_value(values: Mapping[str, Json], path: str) -> str:
    """What stands at a path now, as text for an input."""
    if not path:
        return ""
    here: Json = dict(values)
    for name in path.split("."):
        here = here.get(name) if isinstance(here, dict) else None
    if isinstance(here, dict):
        days = [here.get(name) for name in ("day", "month", "year")]
        return "/".join(str(part) for part in days) if all(days) else ""
    return "" if here is None else str(here)


def show_fields(
    now: parts.Reading, values: Mapping[str, Json], found: Mapping[str, Json], corrected: set[str]
) -> list[ShownField]:
    """The header and the signature, field by field."""
    shown = []
    for path in SINGLE:
        if path in ("date.day", "date.month", "date.year", "urgency"):
            continue
        anchor = "o-" + path.replace(".", "-") if path in now.places else ""
        original = field_value(found, path) if path in corrected else ""
        shown.append(ShownField(path, label_of(path), field_value(values, path), anchor, path in corrected, original))
    return shown


def show_groups(now: parts.Reading) -> list[ShownGroup]:
    """Contents, forms, citations and receivers, each line with its place."""
    items, forms = now.directive.items, now.directive.forms
    emphases = {
        item.emphasis: sum(other.emphasis == item.emphasis for other in items) for item in items if item.emphasis
    }
    joined = sum(len(item.spans) > 1 for item in items)
    said = ", ".join(f"{count} {emphasis}" for emphasis, count in emphases.items())
    contents = f"{len(items)}" + (f": {said}" if said else "") + (f"; {joined} mục nối qua trang" if joined else "")
    topics = [(item.label or "-", item.text, "") for item in items]
    sections = sorted({form.section for form in forms if form.section})
    parts_said = ", ".join(f"{sum(f.section == s for f in forms)} ở phần {s}" for s in sections)
    known = {citation.code or citation.text: index for index, citation in reversed(list(enumerate(now.citations)))}
    receivers = [(f"NN{n}", text, f"o-addressees-{n - 1}") for n, text in enumerate(now.addressees, 1)]
    receivers += [(entry.purpose or "-", entry.text, f"o-recipients-{n}") for n, entry in enumerate(now.recipients)]
    cited = [
        (now.citations[index].type or "", f"{code} {now.citations[index].issuer or ''}".strip(), f"vd-{index}")
        for code, index in sorted(known.items(), key=lambda pair: pair[1])
    ]
    chain = len(now.directive.authority_chain)
    groups = [
        ShownGroup("Nội dung", contents, 3 if items else 1, tuple(topics)),
        ShownGroup("Viện dẫn", f"{len(known)} văn bản; {chain} trong chuỗi thẩm quyền", 3, tuple(cited)),
        ShownGroup(
            "Nơi nhận", f"{len(now.addressees)} ở Kính gửi; {len(now.recipients)} ở Nơi nhận", 2, tuple(receivers)
        ),
    ]
    if forms:
        lines = tuple((form.section or "", form.form, "") for form in forms)
        groups.insert(1, ShownGroup("Hình thức", f"{len(forms)}: {parts_said}; danh sách mở", 2, lines))
    return groups
