"""The life of a document for machines: lists, files, corrections, signing, sending, publishing, discarding."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Schema
from pydantic import Field

from trienkhai.web.documents import actions, queries, views
from trienkhai.web.documents.api import DocumentOut, document_out, read_json
from trienkhai.web.documents.models import Distribution, DocumentFile
from trienkhai.web.interface import LARGEST, REFUSALS, Body, FileOut, Flag, ReasonIn, Version, binary
from trienkhai.web.offices.requests import actor_of

router = Router(tags=["văn bản"])
Place = Annotated[int, Field(ge=0, le=LARGEST)]


class CorrectionIn(Body):
    """A person's value for one path of the reading ("number", "addressees[1]"); null: left empty on purpose.

    `span` is where in the text it stands. `based_on` is the id of the correction that was seen, 0 for the machine's own
    value: where a colleague corrected the same place since, the answer is 409.
    """

    path: str = Field(max_length=120)
    value: object = None
    span: tuple[Place, Place] | None = None
    based_on: Version | None = None


class CorrectionOut(Schema):
    """A correction as it is kept."""

    id: int
    path: str
    value: object
    span: list[int] | None
    made_by: str


class SeenIn(Body):
    """Keys of doubts that were looked at."""

    keys: list[Annotated[str, Field(max_length=300)]] = Field(max_length=1000)


class SeenOut(Schema):
    """Every doubt that was looked at by now."""

    seen: list[str]


class SigningIn(Body):
    """In which authority the leader signs: none, KT., TL., TUQ., Q. or TM."""

    authority: str = Field("none", max_length=10)
    version: Version | None = None


class VersionIn(Body):
    """The version of the document as it was read; another one is a conflict."""

    version: Version | None = None


class PublicationOut(Schema):
    """Where everybody reads the document; `shown` false: it was taken down, the address is kept for it."""

    document: int
    path: str
    shown: bool


class ReceiverOut(Schema):
    """A receiver of a document, and how far it came."""

    printed: str
    unit: int | None
    purpose: str
    sent: bool
    arrived: bool
    registered: bool


class CirculationOut(Schema):
    """Where a document went and lies: its files, the own office's register lines and files, the public page."""

    files: list[FileOut]
    receivers: list[ReceiverOut]
    arrival_number: int | None
    case_files: list[int]
    assignments: list[int]
    public: PublicationOut | None


def file_out(entry: DocumentFile) -> FileOut:
    """The file as the interface tells it; needs what is stored loaded."""
    return FileOut(
        id=entry.pk,
        name=entry.name,
        media_type=entry.stored.media_type,
        size=entry.stored.size,
        sha256=entry.stored.sha256,
        url=reverse("api:download", args=[entry.document_id, entry.pk]),
    )


def receiver_out(row: Distribution) -> ReceiverOut:
    """The receiver as the interface tells it."""
    return ReceiverOut(
        printed=row.printed,
        unit=row.unit_id,
        purpose=row.purpose,
        sent=row.sent_at is not None,
        arrived=row.arrived_at is not None,
        registered=row.registered_at is not None,
    )


@router.get("/documents/{int:document_id}/circulation", response={200: CirculationOut, **REFUSALS})
def show_circulation(request: HttpRequest, document_id: int) -> CirculationOut:
    """Files, receivers, and what one's own office did with the document."""
    actor = actor_of(request)
    document = queries.find_document(actor, document_id)
    own = document.office_id == actor.office_id
    receivers = list(document.distributions.all()) if own else []
    arrived = None if own else queries.find_distribution(actor, document_id)
    public = getattr(document, "publication", None)
    return CirculationOut(
        files=[file_out(entry) for entry in document.files.all()],
        receivers=[receiver_out(row) for row in (*receivers, *([arrived] if arrived else []))],
        arrival_number=queries.find_registered(actor, [document_id]).get(document_id),
        case_files=[filing.case_file_id for filing in queries.list_files_of(actor, document_id)],
        assignments=[row.pk for row in queries.list_assignments(actor, document_id)],
        public=PublicationOut(document=document_id, path=queries.public_path(public), shown=public.shown)
        if public
        else None,
    )


@router.get(
    "/documents/{int:document_id}/files/{int:file_id}",
    response=REFUSALS,
    url_name="download",
    openapi_extra=binary("*/*"),
)
def download(request: HttpRequest, document_id: int, file_id: int) -> HttpResponse:
    """One file of a document, as it was received."""
    return views.download(request, document_id, file_id)


@router.get("/documents/{int:document_id}/pages/{int:number}", response=REFUSALS, openapi_extra=binary("image/webp"))
def page_picture(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """One page of a PDF document or scan as a picture."""
    return views.page_picture(request, document_id, number)


@router.post("/documents/{int:document_id}/files/promise", response={200: DocumentOut, **REFUSALS})
def promise(request: HttpRequest, document_id: int) -> DocumentOut:
    """Write down that the announced enclosure comes later."""
    return document_out(actions.promise_attachment(actor_of(request), document_id))


@router.post("/documents/{int:document_id}/corrections", response={200: CorrectionOut, **REFUSALS})
def correct(request: HttpRequest, document_id: int, given: CorrectionIn) -> CorrectionOut:
    """This value holds for a path of the reading; what the machine found stays beside it."""
    kept = actions.correct_reading(
        actor_of(request),
        document_id,
        path=given.path,
        value=read_json(given.value),
        span=given.span,
        based_on=given.based_on,
    )
    return CorrectionOut(id=kept.pk, path=kept.path, value=kept.value, span=kept.span, made_by=kept.made_by)


@router.post("/documents/{int:document_id}/seen", response={200: SeenOut, **REFUSALS})
def see(request: HttpRequest, document_id: int, given: SeenIn) -> SeenOut:
    """These doubtful places were looked at."""
    return SeenOut(seen=actions.mark_seen(actor_of(request), document_id, keys=given.keys))


@router.post("/documents/{int:document_id}/reopen", response={200: DocumentOut, **REFUSALS})
def reopen(request: HttpRequest, document_id: int) -> DocumentOut:
    """A confirmed reading may be corrected once more, until a leader has signed."""
    return document_out(actions.reopen_reading(actor_of(request), document_id))


class ByHandIn(Body):
    """Nobody but a person has looked at the file: they say that no secrecy mark is printed on it."""

    not_secret: Flag = False


@router.post("/documents/{int:document_id}/read-again", response={200: DocumentOut, **REFUSALS})
def read_again(request: HttpRequest, document_id: int) -> DocumentOut:
    """A file that could not be read waits for the machine once more."""
    actor = actor_of(request)
    actions.retry_reading(actor, document_id)
    return document_out(queries.find_document(actor, document_id))


@router.post("/documents/{int:document_id}/type-by-hand", response={200: DocumentOut, **REFUSALS})
def type_by_hand(request: HttpRequest, document_id: int, given: ByHandIn) -> DocumentOut:
    """A file that cannot be read goes into the store; its reading is empty and waits for corrections."""
    actor = actor_of(request)
    actions.type_by_hand(actor, document_id, not_secret=given.not_secret)
    return document_out(queries.find_document(actor, document_id))


@router.post("/documents/{int:document_id}/discard", response={200: DocumentOut, **REFUSALS})
def discard(request: HttpRequest, document_id: int, given: ReasonIn) -> DocumentOut:
    """A draft entered by mistake leaves the lists; file and reading stay kept."""
    return document_out(actions.discard_draft(actor_of(request), document_id, reason=given.reason))


@router.post("/documents/{int:document_id}/sign", response={200: DocumentOut, **REFUSALS})
def sign(request: HttpRequest, document_id: int, given: SigningIn | None = None) -> DocumentOut:
    """The leader signs a document without directive; one with a directive is signed there."""
    said = given or SigningIn(authority="none")
    signed = actions.sign_document(actor_of(request), document_id, authority=said.authority, version=said.version)
    return document_out(signed)


@router.post("/documents/{int:document_id}/send", response={200: DocumentOut, **REFUSALS})
def send(request: HttpRequest, document_id: int, given: VersionIn | None = None) -> DocumentOut:
    """A numbered document without directive goes out to its receivers."""
    version = given.version if given else None
    return document_out(actions.send_document(actor_of(request), document_id, version=version))


@router.post("/documents/{int:document_id}/publish", response={200: PublicationOut, **REFUSALS})
def publish(request: HttpRequest, document_id: int) -> PublicationOut:
    """Everybody may read the issued document at an address that stays its own. Twice gives the same address."""
    kept = actions.publish_document(actor_of(request), document_id)
    return PublicationOut(document=document_id, path=queries.public_path(kept), shown=kept.shown)


@router.post("/documents/{int:document_id}/unpublish", response={200: PublicationOut, **REFUSALS})
def unpublish(request: HttpRequest, document_id: int, given: ReasonIn) -> PublicationOut:
    """Take the document down from the public page; its address is kept for it."""
    kept = actions.unpublish_document(actor_of(request), document_id, reason=given.reason)
    return PublicationOut(document=document_id, path=queries.public_path(kept), shown=kept.shown)
