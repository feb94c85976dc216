"""The life of a file that comes to a document and takes a while to read: an enclosure that is a scan or long.

It is held aside until it was searched for a secrecy mark (`holding` does the same for the document's own file); nobody
can open it before. Each step is one transaction, may be repeated, and takes the document's lock.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.errors import UnreadableFile
from trienkhai.reading.header import find_secrecy_mark
from trienkhai.sources import Source
from trienkhai.web import clock
from trienkhai.web.documents import events
from trienkhai.web.documents.actions.locking import about, author_line, check_may, check_state, lock_document
from trienkhai.web.documents.actions.trying import (
    LOST,
    NO_LONGER_HERE,
    PASSING,
    SECRET,
    fail,
    give_up,
    start_over,
    try_begin,
    turn_away,
)
from trienkhai.web.documents.machine_words import LOST_WORDS, SECRET_WORDS, say_in_page_language
from trienkhai.web.documents.models import Direction, Document, DocumentFile, HeldPart
from trienkhai.web.documents.permissions import may_correct
from trienkhai.web.errors import Conflict, NotValid, Unknown, WrongState
from trienkhai.web.files.actions import keep_file
from trienkhai.web.files.holding import hold_bytes, let_go, read_held
from trienkhai.web.files.media import find_media_type
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.events import MACHINE, Author
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.offices.actor import Actor

DESK_ONLY = gettext_lazy("Việc này do văn thư hoặc chuyên viên của cơ quan soạn văn bản làm.")


def hold_attachment(
    actor: Actor, document_id: int, *, uuid: UUID, data: bytes, name: str, as_issued: bool = False
) -> DocumentFile | HeldPart:
    """The enclosure, held until it is searched; the file itself where the same UUID brought it before.

    The bytes are durable and the row is there when this returns. Raises NotValid where a mark was found on it since.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    part = part_of(as_issued)
    said = said_of(sha256, document_id, part)
    token, kept = hold_bytes(data), False
    try:
        with transaction.atomic():
            document = lock_document(actor, document_id)
            check_may(may_correct(actor, document), "desk-attaches", DESK_ONLY)
            earlier = find_earlier(uuid, "document_file", said)
            if earlier is not None:
                return DocumentFile.objects.get(pk=earlier)
            waiting = find_twin(uuid, document_id, sha256, part)
            if waiting is not None:
                return waiting
            check_state(document, "add_attachment")
            check_part(document, part)
            made = HeldPart.objects.create(
                document=document,
                uuid=uuid,
                part=part,
                token=token,
                name=name,
                sha256=sha256,
                size=len(data),
                held_by=author_line(actor),
                held_at=clock.now(),
            )
            record(events.PartHeld(**about(document)), actor.author)
        kept = True
        return made
    finally:
        if not kept:
            let_go(token)


def part_of(as_issued: bool) -> DocumentFile.Part:
    """What a file that comes later is to its document."""
    return DocumentFile.Part.RENDERED if as_issued else DocumentFile.Part.ATTACHMENT


def said_of(sha256: str, document_id: int, part: str) -> dict[str, object]:
    """What a client says that adds a file: the same again under one UUID is the same file."""
    said: dict[str, object] = {"sha256": sha256, "document": document_id}
    return said if part == DocumentFile.Part.ATTACHMENT else {**said, "part": str(part)}


def check_part(document: Document, part: str) -> None:
    """Raises WrongState for the paper as issued of a document that did not go out from here."""
    gone_out = document.state == Document.State.ISSUED and document.direction == Direction.OUTGOING
    if part == DocumentFile.Part.RENDERED and not gone_out:
        sentence = _("Văn bản chưa ban hành ở đây, nên chưa có bản đã ban hành. Thêm như tệp kèm, hoặc ban hành trước.")
        raise WrongState("not-issued", sentence)


def find_twin(uuid: UUID, document_id: int, sha256: str, part: str, *, page: int | None = None) -> HeldPart | None:
    """What the same UUID brought and still waits. Raises Conflict for other content, NotValid for a secret one."""
    waiting = HeldPart.objects.filter(uuid=uuid).first()
    if waiting is None:
        return None
    if waiting.document_id == document_id and waiting.refusal == SECRET:
        raise NotValid(
            SECRET, say_in_page_language(SECRET_WORDS), {"contest_secrecy": _("Chỉ đánh dấu khi máy đọc nhầm.")}
        )
    if (waiting.document_id, waiting.sha256, waiting.part, waiting.page) != (document_id, sha256, part, page):
        raise Conflict(
            "uuid-used", _("Mã này đã được dùng cho một tệp khác; tệp gửi sau chưa được lưu. Tải lại trang.")
        )
    return waiting


@transaction.atomic
def begin_part(part_id: int) -> HeldPart | None:
    """The file, marked as being read; None where there is nothing to read now. Only by whoever claimed the file."""
    held = lock_part(part_id)
    if held is None:
        return None
    begun = try_begin(held)
    held.save()
    return held if begun else None


def finish_attachment(part_id: int, data: bytes, source: Source | None) -> DocumentFile | None:
    """The enclosure lies beside the text, or is gone for the mark on it. Twice adds it once.

    `source` is None where it has no text to search.
    """
    marked = source is not None and find_secrecy_mark(source.text) is not None
    with transaction.atomic():
        held = lock_part(part_id)
        if held is None:
            return None
        if marked and not held.contested:
            turn_part_away(held)
            return None
        return _attach(held, data, MACHINE)


@transaction.atomic
def note_part_unreadable(part_id: int, refusal: UnreadableFile) -> HeldPart | None:
    """The reader's own sentence stands beside the file; what may pass is tried again, at most three times."""
    held = lock_part(part_id)
    if held is None or held.refusal:
        return held
    fail(held, refusal)
    held.save()
    return held


@transaction.atomic
def note_part_lost(part_id: int) -> None:
    """The bytes of a waiting file are gone from the disk: said, not waited for."""
    held = lock_part(part_id)
    if held is not None and not held.refusal:
        give_up(held, LOST, LOST_WORDS)
        held.save()


@transaction.atomic
def retry_part(actor: Actor, document_id: int, part_id: int) -> HeldPart:
    """A file that could not be read waits for the reader once more."""
    document, held = _need_given_up(actor, document_id, part_id)
    start_over(held)
    held.save()
    record(events.ReadingRetried(**about(document)), actor.author)
    return held


@transaction.atomic
def take_in_part(actor: Actor, document_id: int, part_id: int, *, not_secret: bool) -> DocumentFile:
    """An enclosure that the machine could not search lies beside the text, because a person looked at it.

    They say so with `not_secret`; raises NotValid where nobody did.
    """
    document, held = _need_given_up(actor, document_id, part_id)
    check_state(document, "add_attachment")
    if held.part == DocumentFile.Part.PAGE:
        raise WrongState("page-unread", _("Trang thay phải đọc được thì mới thay. Bỏ tệp này, gửi ảnh rõ hơn."))
    if not not_secret:
        sentence = _("Máy chưa đọc được tệp, nên anh/chị xem giúp: đánh dấu nếu tệp không có dấu chỉ độ mật.")
        raise NotValid("secrecy-unseen", sentence, {"not_secret": sentence})
    try:
        data = read_held(held.token)
    except OSError as error:
        raise WrongState(LOST, say_in_page_language(LOST_WORDS)) from error
    record(events.PartSeen(**about(document)), actor.author)
    return _attach(held, data, actor.author)


@transaction.atomic
def drop_part(actor: Actor, document_id: int, part_id: int) -> None:
    """The file that was not taken in is gone; whatever the machine does with it just now comes to nothing."""
    document, held = _lock_for(actor, document_id, part_id)
    token = held.token
    held.delete()
    record(events.PartDropped(**about(document)), actor.author)
    transaction.on_commit(lambda: let_go(token))


def _attach(held: HeldPart, data: bytes, author: Author) -> DocumentFile:
    """The file goes from the held ones into the store, and the document has it."""
    document = held.document
    stored = keep_file(data, find_media_type(data, held.name))
    made = DocumentFile.objects.create(
        document=document,
        stored=stored,
        part=held.part,
        name=held.name,
        position=document.files.count(),
        added_at=clock.now(),
    )
    remember(held.uuid, "document_file", made.pk, said_of(stored.sha256, document.pk, held.part))
    record(events.AttachmentAdded(file=held.name, **about(document)), author)
    token = held.token
    held.delete()
    transaction.on_commit(lambda: let_go(token))
    return made


def turn_part_away(held: HeldPart) -> None:
    """A mark was found on it: bytes, name and hash are gone, and the journal says that one was turned away."""
    document, token = held.document, held.token
    turn_away(held)
    held.save()
    record(events.SecretRefused(document_id=document.pk, object_id=0, office_id=document.office_id), MACHINE)
    transaction.on_commit(lambda: let_go(token))


def lock_part(part_id: int) -> HeldPart | None:
    """The held file, its document locked before it; None where it was read meanwhile or thrown away."""
    document_id = HeldPart.objects.filter(pk=part_id).values_list("document_id", flat=True).first()
    if document_id is None:
        return None
    Document.objects.select_for_update(no_key=True).get(pk=document_id)
    return HeldPart.objects.select_for_update(of=("self",)).select_related("document").filter(pk=part_id).first()


def _lock_for(actor: Actor, document_id: int, part_id: int) -> tuple[Document, HeldPart]:
    document = lock_document(actor, document_id)
    check_may(may_correct(actor, document), "desk-attaches", DESK_ONLY)
    held = lock_part(part_id)
    if held is None or held.document_id != document_id:
        raise Unknown
    return document, held


def _need_given_up(actor: Actor, document_id: int, part_id: int) -> tuple[Document, HeldPart]:
    """Raises WrongState where the file is still waiting, being read, or gone."""
    document, held = _lock_for(actor, document_id, part_id)
    if not held.refusal:
        raise WrongState("still-reading", _("Tệp này đang chờ máy đọc. Đợi ít phút, rồi tải lại trang."))
    if held.refusal in NO_LONGER_HERE:
        raise WrongState(
            held.refusal,
            _("%(words)s Bỏ tệp này khỏi danh sách chờ.") % {"words": say_in_page_language(held.refusal_words)},
        )
    return document, held


def is_passing(refusal: UnreadableFile) -> bool:
    """Whether the same file may be read another time: the machine was short of memory or time."""
    return refusal.id in PASSING
