"""The parts of an official document, as frozen types.

Everything that was found knows its place: a `Span` is a half-open pair of offsets, counted in Unicode code points,
into the text exactly as it was found. The field names and JSON shapes are a contract (`docs/reading.md`); `to_json`
below is the only place where they are written out.
"""

from __future__ import annotations

import types
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Part = TypeVar("Part")

Span = tuple[int, int]
Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Date:
    """A date as printed; each part is None where it is blank or not legible. Never a date that cannot exist."""

    day: int | None = None
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line of "Nơi nhận", without "Lưu". `purpose` is the bracket's content where it says why."""

    text: str
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """The signing block. `mode` as printed ("KT.", "TM.", "T/M"); `chain` lists all authority lines."""

    mode: str | None = None
    on_behalf_of: str | None = None
    position: str | None = None
    name: str | None = None
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of another document that carries a code or a date. `text == source[span]`."""

    text: str
    type: str | None
    code: str | None
    date: Date | None
    issuer: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A numbered item, article, lettered point or bullet of the body. `span` is its first line, `text` its first 80
    characters, `level` counts nesting in this document from 1."""

    label: str
    level: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day or period by which something must be done; `date` is None for periods and recurring ones."""

    text: str
    date: Date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible value of a field; `confidence` lies in 0..1."""

    value: str | None
    span: Span | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should look at. `id` is stable; `message` is a Vietnamese sentence."""

    id: str
    message: str
    span: Span | None = None


class EdgeKind(StrEnum):
    """How a document stands to one it names."""

    IMPLEMENTS = "implements"
    RELAYS = "relays"
    BASED_ON = "based_on"
    AMENDS = "amends"
    REPLACES = "replaces"
    CITES = "cites"


class ItemKind(StrEnum):
    """What a directive's item asks: a topic is chosen by units, a task is required, a report is to be sent."""

    TOPIC = "topic"
    TASK = "task"
    REPORT = "report"


class Role(StrEnum):
    """In which part a body is asked to do something."""

    LEAD = "lead"
    COOPERATE = "cooperate"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who orders. `inferred` when the header does not print it and the body had to tell."""

    name: str
    inferred: bool
    span: Span | None


@dataclass(frozen=True, slots=True)
class Period:
    """The days a directive covers, both included, ISO dates."""

    start: str
    end: str
    inferred: bool
    basis: str


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A document above this one, and how this one stands to it."""

    code: str
    issuer: str | None
    kind: EdgeKind
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """What is ordered. `text` is joined over page breaks and stands without its label; `spans` are its pieces."""

    kind: ItemKind
    label: str | None
    emphasis: str | None
    text: str
    spans: tuple[Span, ...]
    addressees: tuple[str, ...] = ()
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which the work may be done, with the examples the text gives in brackets."""

    form: str
    examples: tuple[str, ...]
    section: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is asked to do what, and in which part."""

    who: tuple[str, ...]
    role: Role
    what: str
    deadline: Deadline | None
    span: Span


@dataclass(frozen=True, slots=True)
class Absent:
    """Something the text announces that is not there."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Directive:
    """What the document orders, as a person who knows such documents would take it out of it."""

    issuer: Issuer | None = None
    period: Period | None = None
    authority_chain: tuple[ChainLink, ...] = ()
    items: tuple[Item, ...] = ()
    forms: tuple[Form, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    not_stated: tuple[str, ...] = ()
    announced_but_absent: tuple[Absent, ...] = ()
    units_choose: bool = False


@dataclass(frozen=True, slots=True)
class LineLayout:
    """How one line of the source stands on its page. Lengths in points; `line` is the line's number from 0."""

    line: int
    page: int
    left: float | None = None
    top: float | None = None
    right: float | None = None
    font: str | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Page size and margins in millimetres, and the lines that could be placed."""

    page_width: float | None = None
    page_height: float | None = None
    margin_top: float | None = None
    margin_right: float | None = None
    margin_bottom: float | None = None
    margin_left: float | None = None
    pages: int | None = None
    lines: tuple[LineLayout, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was found in one document. Unknown is None or empty, never a guess."""

    doc_type: str | None = None
    number: str | None = None
    symbol: str | None = None
    code: str | None = None
    parent_agency: str | None = None
    agency: str | None = None
    place: str | None = None
    date: Date = field(default_factory=Date)
    subject: str | None = None
    urgency: str | None = None
    secrecy: str | None = None
    truncated: bool = False
    addressees: tuple[str, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    archive: tuple[str, ...] = ()
    signature: Signature = field(default_factory=Signature)
    citations: tuple[Citation, ...] = ()
    outline: tuple[OutlineItem, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    attachments: tuple[str, ...] = ()
    directive: Directive = field(default_factory=Directive)
    problems: tuple[Problem, ...] = ()
    places: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    candidates: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)
    layout: Layout | None = None
    text: str = ""


def to_json(part: object) -> Json:
    """The JSON form of any part: dataclasses become objects, tuples become lists, enums their value."""
    if is_dataclass(part) and not isinstance(part, type):
        return {entry.name: to_json(getattr(part, entry.name)) for entry in fields(part)}
    if isinstance(part, dict):
        return {str(key): to_json(value) for key, value in part.items()}
    if isinstance(part, (tuple, list)):
        return [to_json(value) for value in part]
    if isinstance(part, StrEnum):
        return part.value
    if part is None or isinstance(part, (str, int, float, bool)):
        return part
    raise TypeError(f"not a part of a document: {type(part).__name__}")


def reading_to_json(reading: Reading, *, with_text: bool = False) -> dict[str, Json]:
    """One reading as the contract prints it; the text itself only on demand."""
    whole = to_json(reading)
    assert isinstance(whole, dict)
    if not with_text:
        del whole["text"]
    if reading.layout is None:
        del whole["layout"]
    return whole


def from_json(kind: type[Part], said: Json) -> Part:
    """The part that `to_json` wrote down. Unknown keys are passed over; what is missing takes its default.

    Raises TypeError or ValueError where the JSON is not of that kind.
    """
    if not isinstance(said, dict):
        raise TypeError(f"{kind.__name__} is written as an object, not {type(said).__name__}")
    hints = _hints(kind)  # type: ignore[arg-type]  # a class is hashable; mypy asks about its metaclass
    given = {name: _value(hint, said[name]) for name, hint in hints.items() if name in said}
    return kind(**given)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, said: Json) -> Any:  # the hint decides the type; `from_json` gives it back to the checker
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        wanted = [argument for argument in arguments if argument is not type(None)]
        return None if said is None else _value(wanted[0], said)
    if origin is tuple and isinstance(said, list):
        inner = arguments[0] if len(arguments) == 2 and arguments[1] is Ellipsis else None
        kinds = [inner] * len(said) if inner is not None else list(arguments)
        return tuple(_value(kind, entry) for kind, entry in zip(kinds, said, strict=True))
    if origin is dict and isinstance(said, dict):
        return {key: _value(arguments[1], entry) for key, entry in said.items()}
    if isinstance(hint, type) and is_dataclass(hint):
        return from_json(hint, said)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(str(said))
    if isinstance(hint, type) and isinstance(said, (hint, int) if hint is float else hint):
        return said
    raise TypeError(f"expected {hint}, found {said!r}")
