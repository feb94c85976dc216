"""Documents for machines: bring one in, look at it, number it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID, uuid4

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field, Strict

from trienkhai.parts import Json
from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.doubts import list_doubts
from trienkhai.web.documents.models import Direction, Document, RegisterEntry
from trienkhai.web.documents.values import current_json, spread_directive, uncut_json
from trienkhai.web.errors import NotValid
from trienkhai.web.files.media import too_large
from trienkhai.web.interface import LARGEST, PAGE, REFUSALS, Body, Day, Key, Limit, PageOut, Version, Words
from trienkhai.web.offices.requests import actor_of

router = Router(tags=["văn bản"])
# Which numbers a register has is the register's affair: it says so in a sentence of its own.
Number = Annotated[int, Strict(), Field(ge=-LARGEST, le=LARGEST)]


class DoubtOut(Schema):
    """A place a person should look at."""

    key: str
    title: str
    message: str
    span: list[int] | None = None


class DocumentOut(Schema):
    """A document as registers know it."""

    id: int
    uuid: UUID
    direction: str
    state: str
    kind: str
    number: str
    symbol: str
    code: str
    day: date | None
    subject: str
    issuer: str
    version: int


class RefusalOut(Schema):
    """Why a file could not be read."""

    id: str
    message: str


class EnteredOut(Schema):
    """A document that came in, with its reading; null while the machine has not read it, or cannot (`refusal`)."""

    id: int
    document: DocumentOut
    reading: dict[str, object] | None
    doubts: list[DoubtOut]
    refusal: RefusalOut | None = None


class NumberIn(Body):
    """Number and day; both may be left to the register."""

    number: Number | None = None
    day: Day | None = None
    version: Version | None = None


class ArrivalIn(Body):
    """The arrival number that stands on the paper already; left out: the next one."""

    number: Number | None = None


class ConfirmIn(Body):
    """What a person makes of the reading: a value for a path ("number", "addressees[1]"), null for "left empty".

    `directive` replaces parts of what the document orders, under the keys of the reading's own `directive`; a list
    replaces the whole list. `version` is that of the document as it was read; another one is a conflict.
    """

    corrections: dict[str, object] = {}
    directive: dict[str, object] | None = None
    version: Version | None = None


class DirectiveRefOut(Schema):
    """The directive a document gave; the rest under /api/directives/{id}."""

    id: int
    title: str
    state: str


class ConfirmedOut(Schema):
    """A confirmed document, and its directive where it gave one."""

    document: DocumentOut
    directive: DirectiveRefOut | None


class RegisterEntryOut(Schema):
    """A line of a register."""

    id: int
    document: int
    direction: str
    year: int
    number: int
    day: date
    code: str


def document_out(document: Document) -> DocumentOut:
    """The document as the interface tells it."""
    return DocumentOut(
        id=document.pk,
        uuid=document.uuid,
        direction=document.direction,
        state=document.state,
        kind=document.kind,
        number=document.number,
        symbol=document.symbol,
        code=document.code,
        day=document.dated_on,
        subject=document.subject,
        issuer=document.issuer_name,
        version=document.version,
    )


def entered_out(document: Document) -> EnteredOut:
    """The document with its reading, where it was read already."""
    reading = queries.find_reading(document)
    if reading is None:
        held = queries.find_held(document)
        refusal = RefusalOut(id=held.refusal, message=held.refusal_words) if held and held.refusal else None
        return EnteredOut(id=document.pk, document=document_out(document), reading=None, doubts=[], refusal=refusal)
    values: dict[str, Json] = current_json(reading)
    doubts = [
        DoubtOut(key=d.key, title=d.title, message=d.message, span=list(d.span) if d.span else None)
        for d in list_doubts(reading)
    ]
    return EnteredOut(id=document.pk, document=document_out(document), reading=dict(values), doubts=doubts)


def entry_out(entry: RegisterEntry) -> RegisterEntryOut:
    """The register line as the interface tells it."""
    return RegisterEntryOut(
        id=entry.pk,
        document=entry.document_id,
        direction=entry.direction,
        year=entry.year,
        number=entry.number,
        day=entry.day,
        code=entry.document.code,
    )


@router.get("/documents", response={200: PageOut[DocumentOut], **REFUSALS})
def show_documents(
    request: HttpRequest,
    q: Words = "",
    side: Literal["all", "draft", "outgoing", "incoming"] = "all",
    after: Key | None = None,
    limit: Limit = PAGE,
) -> PageOut[DocumentOut]:
    """What this person may see, newest first. `q`: code or words of the subject, with or without marks."""
    actor = actor_of(request)
    found = queries.search_documents(actor, q)
    own = {"office_id": actor.office_id, "direction": Direction.OUTGOING}
    if side == "draft":
        found = found.filter(office_id=actor.office_id, state=Document.State.DRAFT)
    elif side != "all":
        found = found.filter(**own) if side == "outgoing" else found.exclude(**own)
    rows = list((found.filter(pk__lt=after) if after else found)[: limit + 1])
    more = str(rows[limit - 1].pk) if len(rows) > limit else None
    return PageOut[DocumentOut](rows=[document_out(row) for row in rows[:limit]], total=found.count(), next=more)


@router.post("/documents", response={200: EnteredOut, 202: EnteredOut, **REFUSALS})
def enter(
    request: HttpRequest,
    file: File[UploadedFile | None] = None,
    direction: Form[Direction] = Direction.OUTGOING,
    uuid: Form[UUID | None] = None,
    contest_secrecy: Form[bool] = False,
) -> Status[EnteredOut]:
    """Bring a file in. The same uuid and file gives the same document.

    202 where the file is kept safely and is read later (a scan, a long file): ask for the document until it has a
    reading or a refusal.
    """
    if getattr(request, "upload_too_large", False):
        raise too_large()
    if file is None:
        raise NotValid("file-missing", "Chưa gửi tệp nào; chưa có gì được lưu.", {"file": "Thiếu tệp."})
    document = actions.enter_document(
        actor_of(request),
        uuid=uuid or uuid4(),
        data=file.read(),
        name=file.name or "tệp",
        direction=direction,
        contest_secrecy=contest_secrecy,
    )
    told = entered_out(document)
    return Status(202 if told.reading is None else 200, told)


@router.get("/documents/{int:document_id}", response={200: EnteredOut, **REFUSALS})
def show(request: HttpRequest, document_id: int) -> EnteredOut:
    """One document with its reading."""
    return entered_out(queries.find_document(actor_of(request), document_id))


@router.post("/documents/{int:document_id}/confirm", response={200: ConfirmedOut, **REFUSALS})
def confirm(request: HttpRequest, document_id: int, given: ConfirmIn) -> ConfirmedOut:
    """Stand for a reading. Whoever calls this has its doubts before them: they came with the reading."""
    actor = actor_of(request)
    reading = queries.find_reading(queries.find_document(actor, document_id))
    corrections = {path: read_json(value) for path, value in given.corrections.items()}
    if reading is not None and given.directive is not None:
        ordered = {name: read_json(value) for name, value in given.directive.items()}
        corrections |= spread_directive(uncut_json(reading), ordered)
    document = actions.confirm_reading(
        actor, document_id, corrections=corrections, all_seen=True, version=given.version
    )
    made = queries.find_directive(document.pk)
    told = DirectiveRefOut(id=made.id, title=made.title, state=made.state) if made else None
    return ConfirmedOut(document=document_out(document), directive=told)


def read_json(value: object) -> Json:
    """A value that came as JSON, told to the type checker as such. Raises NotValid for anything else."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list):
        return [read_json(entry) for entry in value]
    if isinstance(value, dict):
        return {str(name): read_json(entry) for name, entry in value.items()}
    raise NotValid("value-unfit", "Giá trị này không đọc được; chưa lưu.")


@router.post("/documents/{int:document_id}/number", response={200: RegisterEntryOut, **REFUSALS})
def number(request: HttpRequest, document_id: int, given: NumberIn) -> RegisterEntryOut:
    """Enter a signed document in the outgoing register."""
    return entry_out(
        actions.number_document(
            actor_of(request), document_id, number=given.number, day=given.day, version=given.version
        )
    )


@router.post("/documents/{int:document_id}/register", response={200: RegisterEntryOut, **REFUSALS})
def register(request: HttpRequest, document_id: int, given: ArrivalIn | None = None) -> RegisterEntryOut:
    """Enter an arrived document in one's own incoming register. Twice gives the same line."""
    number = given.number if given else None
    return entry_out(actions.register_incoming(actor_of(request), document_id, number=number))
