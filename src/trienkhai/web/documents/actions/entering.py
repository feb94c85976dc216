"""Bringing documents in: the text itself, its enclosures, and taking back a draft entered by mistake."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from trienkhai.errors import UnreadableFile
from trienkhai.parts import reading_to_json
from trienkhai.reading.header import find_secrecy_mark
from trienkhai.reading.pipeline import read_source
from trienkhai.sources import Source
from trienkhai.sources.confined import read_confined
from trienkhai.web import clock
from trienkhai.web.documents import events
from trienkhai.web.documents.actions.locking import about, author_line, check_may, check_state, lock_document, touch
from trienkhai.web.documents.doubts import list_doubts
from trienkhai.web.documents.header import show_values
from trienkhai.web.documents.models import Correction, Direction, Document, DocumentFile, Reading, ReadPage
from trienkhai.web.documents.permissions import may_correct, may_enter
from trienkhai.web.documents.queries import find_reading
from trienkhai.web.documents.values import current_values
from trienkhai.web.errors import NotValid, WrongState
from trienkhai.web.files.actions import keep_file
from trienkhai.web.files.media import check_size, clean_name, find_media_type
from trienkhai.web.files.store import read_stored
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.events import MACHINE
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.offices.actor import Actor

READER_VERSION = "1"
DESK_ONLY = "Việc này do văn thư hoặc chuyên viên của cơ quan soạn văn bản làm."


def enter_document(
    actor: Actor, *, uuid: UUID, data: bytes, name: str, direction: Direction, contest_secrecy: bool = False
) -> Document:
    """The document with its file kept and its reading made. The bytes are durable when this returns.

    A file with a printed secrecy mark is not stored; the refusal is journalled without content. A clerk who sees that
    the mark was misread says so with `contest_secrecy`. Raises NotValid for a file that cannot be read.
    """
    check_may(may_enter(actor), "clerk-enters", "Việc nhập văn bản do văn thư cơ quan làm.")
    name = clean_name(name, "văn bản")
    source = open_source(data, name)
    marked = find_secrecy_mark(source.text) is not None
    if marked and not contest_secrecy:
        raise refuse_secret(actor)
    sha256 = hashlib.sha256(data).hexdigest()
    said: dict[str, object] = {"sha256": sha256, "direction": direction, "office": actor.office_id}
    stored = keep_file(data, find_media_type(data, name))
    try:
        with transaction.atomic():
            earlier = find_earlier(uuid, "document", said)
            if earlier is not None:
                return Document.objects.get(pk=earlier)
            document = _create(actor, uuid, direction)
            DocumentFile.objects.create(document=document, stored=stored, name=name, added_at=clock.now())
            remember(uuid, "document", document.pk, said)
            record(events.DocumentEntered(file=name, sha256=sha256, **about(document)), actor.author)
            reading = _keep_reading(document, source)
            if marked:
                _contest(actor, document, reading)
            return document
    except IntegrityError:
        meanwhile = _entered_meanwhile(uuid, said)
        if meanwhile is None:
            raise
        return meanwhile


def read_document(document_id: int) -> Reading:
    """The document's reading, made now from the stored bytes where there is none yet; twice gives the same one."""
    with transaction.atomic():
        document = Document.objects.select_for_update(no_key=True).get(pk=document_id)
        known = find_reading(document)
        if known is not None:
            return known
        original = document.files.select_related("stored").filter(part=DocumentFile.Part.ORIGINAL).first()
        if original is None:
            raise WrongState("no-file", "Văn bản này không có tệp để đọc.")
        return _keep_reading(document, open_source(read_stored(original.stored.sha256), original.name))


def add_attachment(
    actor: Actor, document_id: int, *, uuid: UUID, data: bytes, name: str, contest_secrecy: bool = False
) -> DocumentFile:
    """A file lies beside the text. Twice under one UUID adds it once.

    Also after the document was issued: what was announced and promised ("gửi sau") is sent after it; the journal says
    when. The text itself never changes.
    """
    name = clean_name(name)
    media_type = find_media_type(data, name)
    # Looked for before anything is locked: a scanned enclosure takes seconds a page.
    marked = not contest_secrecy and _prints_secrecy(data, name)
    said: dict[str, object] = {"sha256": hashlib.sha256(data).hexdigest(), "document": document_id}
    with transaction.atomic():
        document = lock_document(actor, document_id)
        check_may(may_correct(actor, document), "desk-attaches", DESK_ONLY)
        earlier = find_earlier(uuid, "document_file", said)
        if earlier is not None:
            return DocumentFile.objects.get(pk=earlier)
        check_state(document, "add_attachment")
        if not marked:
            attached = DocumentFile.objects.create(
                document=document,
                stored=keep_file(data, media_type),
                part=DocumentFile.Part.ATTACHMENT,
                name=name,
                position=document.files.count(),
                added_at=clock.now(),
            )
            remember(uuid, "document_file", attached.pk, said)
            touch(document)
            record(events.AttachmentAdded(file=name, **about(document)), actor.author)
            return attached
    raise refuse_secret(actor)


@transaction.atomic
def promise_attachment(actor: Actor, document_id: int) -> Document:
    """It is written down that the announced enclosure will be sent later."""
    document = lock_document(actor, document_id)
    check_may(may_correct(actor, document), "desk-attaches", DESK_ONLY)
    check_state(document, "add_attachment")
    record(events.AttachmentPromised(**about(document)), actor.author)
    return document


@transaction.atomic
def discard_draft(actor: Actor, document_id: int, *, reason: str) -> Document:
    """A draft entered by mistake no longer stands in the lists; its file and reading stay kept."""
    document = lock_document(actor, document_id)
    check_may(may_correct(actor, document), "desk-discards", DESK_ONLY)
    after = check_state(document, "discard_draft")
    if not reason.strip():
        raise NotValid("reason-missing", "Ghi lý do bỏ bản nhập này.", {"reason": "Ghi lý do."})
    document.state = after
    touch(document)
    record(events.DraftDiscarded(reason=reason.strip(), **about(document)), actor.author)
    return document


def open_source(data: bytes, name: str) -> Source:
    """The file as text. Raises NotValid with the reader's own sentence."""
    check_size(data, name)
    try:
        return read_confined(data, name, places=True)
    except UnreadableFile as refusal:
        raise NotValid(refusal.id, refusal.message, {"file": refusal.message}) from refusal


def refuse_secret(actor: Actor) -> NotValid:
    """The refusal of a document with a printed secrecy mark, journalled without content.

    The journal entry stands in a transaction of its own, so that raising the refusal does not undo it.
    """
    with transaction.atomic():
        record(events.SecretRefused(object_id=0, office_id=actor.office_id), actor.author)
    return NotValid(
        "secret-document",
        "Văn bản có dấu Mật. Hệ thống không nhận văn bản mật; tệp chưa được lưu. "
        "Nếu máy đọc nhầm, đánh dấu “Không phải văn bản mật” rồi gửi lại.",
        {"contest_secrecy": "Chỉ đánh dấu khi máy đọc nhầm."},
    )


def _create(actor: Actor, uuid: UUID, direction: Direction) -> Document:
    moment = clock.now()
    return Document.objects.create(
        uuid=uuid,
        office_id=actor.office_id,
        direction=direction,
        created_by=author_line(actor),
        created_at=moment,
        changed_at=moment,
    )


def _keep_reading(document: Document, source: Source) -> Reading:
    """What the machine found stands beside the document; the document's own fields show it."""
    found = read_source(source)
    reading = Reading.objects.create(
        document=document,
        text=found.text,
        found=reading_to_json(found),
        reader_version=READER_VERSION,
        read_at=clock.now(),
    )
    ReadPage.objects.bulk_create(
        ReadPage(
            reading=reading,
            number=number,
            width=page.width,
            height=page.height,
            recognised=page.recognised,
            turn=page.turn,
            skew=page.skew,
            words=list(page.words),
        )
        for number, page in enumerate(source.pages, 1)
    )
    show_values(document, found)
    document.save()
    record(events.DocumentRead(problems=len(list_doubts(reading)), **about(document)), MACHINE)
    return reading


def _contest(actor: Actor, document: Document, reading: Reading) -> None:
    """The clerk's word stands over the machine's mark."""
    Correction.objects.create(
        reading=reading, path="secrecy", value=None, made_by=author_line(actor), made_at=clock.now()
    )
    show_values(document, current_values(reading))
    record(events.SecrecyContested(**about(document)), actor.author)


def _prints_secrecy(data: bytes, name: str) -> bool:
    """Whether an enclosure that has text prints a secrecy mark; tables and pictures without text do not."""
    try:
        return find_secrecy_mark(read_confined(data, name).text) is not None
    except UnreadableFile:
        return False


def _entered_meanwhile(uuid: UUID, said: Mapping[str, object]) -> Document | None:
    """The same form came twice at the same moment: the first one's document is the answer to both."""
    with transaction.atomic():
        earlier = find_earlier(uuid, "document", said)
        return Document.objects.get(pk=earlier) if earlier is not None else None
