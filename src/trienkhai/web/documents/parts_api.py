"""Files that come to a document, for machines: enclosures, and what of them waits for the worker."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.http import HttpRequest
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.responses import Status

from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.actions.locking import check_may
from trienkhai.web.documents.actions.parts import DESK_ONLY
from trienkhai.web.documents.models import DocumentFile, HeldPart
from trienkhai.web.documents.papers_api import file_out
from trienkhai.web.documents.permissions import may_correct
from trienkhai.web.files.media import too_large
from trienkhai.web.interface import REFUSALS, Body, FileOut, Flag
from trienkhai.web.offices.requests import actor_of

router = Router(tags=["văn bản"])


class WaitingFileOut(Schema):
    """A file that was received whole and waits until it is searched for a secrecy mark; nobody can open it before.

    `refusal` is the id of what keeps it from being taken in, with its sentence in `message`; empty while it waits.
    """

    id: int
    uuid: UUID
    document: int
    page: int | None
    name: str
    size: int
    received_at: datetime
    reading: bool
    refusal: str
    message: str


def waiting_out(held: HeldPart) -> WaitingFileOut:
    """The waiting file as the interface tells it."""
    return WaitingFileOut(
        id=held.pk,
        uuid=held.uuid,
        document=held.document_id,
        page=held.page,
        name=held.name,
        size=held.size,
        received_at=held.held_at.astimezone(UTC),
        reading=held.begun_at is not None,
        refusal=held.refusal,
        message=held.refusal_words,
    )


def kept_out(kept: DocumentFile | HeldPart) -> Status[FileOut | WaitingFileOut]:
    """200 with the file that lies beside the text, 202 with one that waits."""
    if isinstance(kept, HeldPart):
        return Status(202, waiting_out(kept))
    return Status(200, file_out(DocumentFile.objects.select_related("stored").get(pk=kept.pk)))


def sent_bytes(request: HttpRequest, file: UploadedFile) -> bytes:
    """What was sent. Raises NotValid for a file that was stopped at the limit."""
    if getattr(request, "upload_too_large", False):
        raise too_large()
    return bytes(file.read())


@router.post("/documents/{int:document_id}/files", response={200: FileOut, 202: WaitingFileOut, **REFUSALS})
def attach(
    request: HttpRequest,
    document_id: int,
    file: File[UploadedFile],
    uuid: Form[UUID | None] = None,
    contest_secrecy: Form[bool] = False,
    as_issued: Form[bool] = False,
) -> Status[FileOut | WaitingFileOut]:
    """Put a file beside the text. The same uuid and file gives the same answer.

    202: it is a scan or long, and waits until it is searched for a secrecy mark; sent again with the same uuid, it is
    answered with 200 once it lies beside the text. `as_issued`: it is the paper as it went out, with number and
    signature; the public page gives that one instead of the draft.
    """
    kept = actions.add_attachment(
        actor_of(request),
        document_id,
        uuid=uuid or uuid4(),
        data=sent_bytes(request, file),
        name=file.name or "tệp",
        contest_secrecy=contest_secrecy,
        as_issued=as_issued,
    )
    return kept_out(kept)


@router.post(
    "/documents/{int:document_id}/pages/{int:number}/exchange",
    response={200: FileOut, 202: WaitingFileOut, **REFUSALS},
)
def exchange(
    request: HttpRequest,
    document_id: int,
    number: int,
    file: File[UploadedFile],
    uuid: Form[UUID | None] = None,
    contest_secrecy: Form[bool] = False,
) -> Status[FileOut | WaitingFileOut]:
    """A better picture of one page of a scan. The scan stays; the reading is made anew, corrections stay.

    202: it waits until it is read; sent again with the same uuid, it is answered with 200 once the page is exchanged.
    """
    kept = actions.exchange_page(
        actor_of(request),
        document_id,
        number,
        uuid=uuid or uuid4(),
        data=sent_bytes(request, file),
        name=file.name or "trang",
        contest_secrecy=contest_secrecy,
    )
    return kept_out(kept)


@router.get("/documents/{int:document_id}/waiting-files", response={200: list[WaitingFileOut], **REFUSALS})
def list_waiting_files(request: HttpRequest, document_id: int) -> list[WaitingFileOut]:
    """What comes to the document and was not taken in yet, oldest first."""
    actor = actor_of(request)
    check_may(may_correct(actor, queries.find_document(actor, document_id)), "desk-attaches", DESK_ONLY)
    return [waiting_out(held) for held in queries.list_held_parts(document_id)]


class TakeInIn(Body):
    """Nobody but a person has looked at the file: they say that no secrecy mark is printed on it."""

    not_secret: Flag = False


@router.post(
    "/documents/{int:document_id}/waiting-files/{int:part_id}/read-again", response={200: WaitingFileOut, **REFUSALS}
)
def read_part_again(request: HttpRequest, document_id: int, part_id: int) -> WaitingFileOut:
    """A file that could not be read waits for the machine once more."""
    return waiting_out(actions.retry_part(actor_of(request), document_id, part_id))


@router.post("/documents/{int:document_id}/waiting-files/{int:part_id}/take-in", response={200: FileOut, **REFUSALS})
def take_in(request: HttpRequest, document_id: int, part_id: int, given: TakeInIn) -> FileOut:
    """An enclosure that the machine could not search lies beside the text, because a person looked at it."""
    kept = actions.take_in_part(actor_of(request), document_id, part_id, not_secret=given.not_secret)
    return file_out(DocumentFile.objects.select_related("stored").get(pk=kept.pk))


@router.post(
    "/documents/{int:document_id}/waiting-files/{int:part_id}/drop", response={200: list[WaitingFileOut], **REFUSALS}
)
def drop(request: HttpRequest, document_id: int, part_id: int) -> list[WaitingFileOut]:
    """A waiting file is thrown away; gives what still waits."""
    actions.drop_part(actor_of(request), document_id, part_id)
    return [waiting_out(held) for held in queries.list_held_parts(document_id)]
