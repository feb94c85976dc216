"""Bringing documents in: the text itself, its enclosures, and taking back a draft entered by mistake."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.errors import UnreadableFile
from trienkhai.reading.header import find_secrecy_mark
from trienkhai.reading.pipeline import read_source
from trienkhai.sources import Source, find_kind
from trienkhai.sources.confined import read_confined
from trienkhai.web import clock
from trienkhai.web.documents import events
from trienkhai.web.documents.actions.holding import create_document, find_entered, forget_held, hold_document
from trienkhai.web.documents.actions.locking import about, author_line, check_may, check_state, lock_document, touch
from trienkhai.web.documents.actions.parts import check_part, hold_attachment, part_of, said_of
from trienkhai.web.documents.actions.readings import keep_reading, note_contested
from trienkhai.web.documents.models import Direction, Document, DocumentFile, HeldPart
from trienkhai.web.documents.permissions import may_correct, may_enter
from trienkhai.web.errors import NotValid
from trienkhai.web.files.actions import keep_file
from trienkhai.web.files.media import check_size, clean_name, find_media_type
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor

DESK_ONLY = gettext_lazy("Việc này do văn thư hoặc chuyên viên của cơ quan soạn văn bản làm.")
TAKES_LONGER = "takes-longer"


def enter_document(
    actor: Actor, *, uuid: UUID, data: bytes, name: str, direction: Direction, contest_secrecy: bool = False
) -> Document:
    """The document with its file kept and its reading made. The bytes are durable when this returns.

    A scan or a long file is only held and waits for the worker (`holding`): the document has no reading yet. A file
    with a printed secrecy mark is not stored; the refusal is journalled without content. A clerk who sees that the mark
    was misread says so with `contest_secrecy`. Raises NotValid for a file that cannot be read.
    """
    check_may(may_enter(actor), "clerk-enters", _("Việc nhập văn bản do văn thư cơ quan làm."))
    name = clean_name(name, in_vietnamese("văn bản"))
    source = read_at_once(data, name)
    if source is None:
        return hold_document(actor, uuid=uuid, data=data, name=name, direction=direction, contested=contest_secrecy)
    marked = find_secrecy_mark(source.text) is not None
    if marked and not contest_secrecy:
        raise refuse_secret(actor)
    sha256 = hashlib.sha256(data).hexdigest()
    said: dict[str, object] = {"sha256": sha256, "direction": direction, "office": actor.office_id}
    stored = keep_file(data, find_media_type(data, name))
    found = read_source(source)
    try:
        with transaction.atomic():
            earlier = find_earlier(uuid, "document", said)
            if earlier is not None:
                return Document.objects.get(pk=earlier)
            document = create_document(actor, uuid, direction)
            DocumentFile.objects.create(document=document, stored=stored, name=name, added_at=clock.now())
            remember(uuid, "document", document.pk, said)
            record(events.DocumentEntered(file=name, sha256=sha256, **about(document)), actor.author)
            reading = keep_reading(document, found, source)
            if marked:
                note_contested(document, reading, author_line(actor), actor.author)
            return document
    except IntegrityError:
        meanwhile = find_entered(uuid, said)
        if meanwhile is None:
            raise
        return meanwhile


def add_attachment(
    actor: Actor,
    document_id: int,
    *,
    uuid: UUID,
    data: bytes,
    name: str,
    contest_secrecy: bool = False,
    as_issued: bool = False,
) -> DocumentFile | HeldPart:
    """A file lies beside the text. Twice under one UUID adds it once.

    `as_issued` says that it is the paper itself as it went out, with number, day and signature: everybody reads that
    one on the public page instead of the draft that was entered. Only of an issued outgoing document.

    One that takes longer to search for a secrecy mark, a scan, is only held and waits for the worker (`parts`). Also
    after the document was issued: what was announced and promised ("gửi sau") is sent after it; the journal says
    when. The text itself never changes.
    """
    name = clean_name(name)
    media_type = find_media_type(data, name)
    # Looked for before anything is locked.
    marked = False if contest_secrecy else _prints_secrecy(data, name)
    if marked is None:
        return hold_attachment(actor, document_id, uuid=uuid, data=data, name=name, as_issued=as_issued)
    said = said_of(hashlib.sha256(data).hexdigest(), document_id, part_of(as_issued))
    with transaction.atomic():
        document = lock_document(actor, document_id)
        check_may(may_correct(actor, document), "desk-attaches", DESK_ONLY)
        earlier = find_earlier(uuid, "document_file", said)
        if earlier is not None:
            return DocumentFile.objects.get(pk=earlier)
        check_state(document, "add_attachment")
        check_part(document, part_of(as_issued))
        if not marked:
            attached = DocumentFile.objects.create(
                document=document,
                stored=keep_file(data, media_type),
                part=part_of(as_issued),
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
    """A draft entered by mistake no longer stands in the lists; its file and reading stay kept.

    A file that was not read yet is not kept: nobody knows whether a secrecy mark is printed on it.
    """
    document = lock_document(actor, document_id)
    check_may(may_correct(actor, document), "desk-discards", DESK_ONLY)
    after = check_state(document, "discard_draft")
    if not reason.strip():
        raise NotValid("reason-missing", _("Ghi lý do bỏ bản nhập này."), {"reason": _("Ghi lý do.")})
    document.state = after
    touch(document)
    forget_held(document)
    record(events.DraftDiscarded(reason=reason.strip(), **about(document)), actor.author)
    return document


def read_at_once(data: bytes, name: str) -> Source | None:
    """The file as text; None where that takes more than about a second. Raises NotValid with the reader's own sentence.

    A file that is no document at all is refused either way: nobody waits for that.
    """
    check_size(data, name)
    try:
        find_kind(data, name)
        if not settings.TRIENKHAI_READ_AT_ONCE:
            return None
        return read_confined(data, name, places=True, promptly=True, reread=True)
    except UnreadableFile as refusal:
        if refusal.id == TAKES_LONGER:
            return None
        raise NotValid(refusal.id, refusal.message, {"file": refusal.message}) from refusal


def refuse_secret(actor: Actor) -> NotValid:
    """The refusal of a document with a printed secrecy mark, journalled without content.

    The journal entry stands in a transaction of its own, so that raising the refusal does not undo it.
    """
    with transaction.atomic():
        record(events.SecretRefused(object_id=0, office_id=actor.office_id), actor.author)
    return NotValid(
        "secret-document",
        _(
            "Văn bản có dấu Mật. Hệ thống không nhận văn bản mật; tệp chưa được lưu. "
            "Nếu máy đọc nhầm, đánh dấu “Không phải văn bản mật” rồi gửi lại."
        ),
        {"contest_secrecy": _("Chỉ đánh dấu khi máy đọc nhầm.")},
    )


def _prints_secrecy(data: bytes, name: str) -> bool | None:
    """Whether an enclosure that has text prints a secrecy mark; None where looking takes more than about a second.

    Tables and pictures without text print none.
    """
    try:
        find_kind(data, name)
        if not settings.TRIENKHAI_READ_AT_ONCE:
            return None
        return find_secrecy_mark(read_confined(data, name, promptly=True).text) is not None
    except UnreadableFile as refusal:
        return None if refusal.id == TAKES_LONGER else False
