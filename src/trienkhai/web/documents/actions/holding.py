"""The life of a held file: it came in, a reader began, and it was read, could not be read, or turned out secret.

Each step is one transaction, may be repeated, and takes the document's lock; what was done before is seen and left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.errors import UnreadableFile
from trienkhai.reading.header import find_secrecy_mark
from trienkhai.reading.pipeline import read_source
from trienkhai.sources import Source
from trienkhai.web import clock
from trienkhai.web.documents import events
from trienkhai.web.documents.actions.locking import about, author_line, check_may, check_state, lock_document, touch
from trienkhai.web.documents.actions.readings import keep_reading, note_contested
from trienkhai.web.documents.actions.trying import (
    LOST,
    NO_LONGER_HERE,
    fail,
    give_up,
    start_over,
    try_begin,
    turn_away,
)
from trienkhai.web.documents.machine_words import LOST_WORDS, say_in_page_language
from trienkhai.web.documents.models import Direction, Document, DocumentFile, HeldFile, HeldPart, Reading
from trienkhai.web.documents.permissions import may_correct
from trienkhai.web.documents.queries import find_held, find_reading
from trienkhai.web.errors import NotValid, WrongState
from trienkhai.web.files.actions import keep_file
from trienkhai.web.files.holding import hold_bytes, let_go, read_held
from trienkhai.web.files.media import find_media_type
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.events import MACHINE, Author
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor

DESK_ONLY = gettext_lazy("Việc này do văn thư hoặc chuyên viên của cơ quan nhập văn bản làm.")


def hold_document(
    actor: Actor, *, uuid: UUID, data: bytes, name: str, direction: Direction, contested: bool
) -> Document:
    """The document, its file held until it is read. The bytes are durable and the row is there when this returns."""
    sha256 = hashlib.sha256(data).hexdigest()
    said: dict[str, object] = {"sha256": sha256, "direction": direction, "office": actor.office_id}
    token = hold_bytes(data)
    kept = False
    try:
        with transaction.atomic():
            earlier = find_earlier(uuid, "document", said)
            if earlier is not None:
                return Document.objects.get(pk=earlier)
            document = create_document(actor, uuid, direction)
            HeldFile.objects.create(
                document=document,
                token=token,
                name=name,
                sha256=sha256,
                size=len(data),
                contested=contested,
                held_at=clock.now(),
            )
            remember(uuid, "document", document.pk, said)
            record(events.DocumentHeld(**about(document)), actor.author)
        kept = True
        return document
    except IntegrityError:
        meanwhile = find_entered(uuid, said)
        if meanwhile is None:
            raise
        return meanwhile
    finally:
        if not kept:
            let_go(token)


def create_document(actor: Actor, uuid: UUID, direction: Direction) -> Document:
    """A new draft that nobody has read: its kind is not known."""
    moment = clock.now()
    return Document.objects.create(
        uuid=uuid,
        office_id=actor.office_id,
        direction=direction,
        kind="kind_van_ban",
        kind_name=in_vietnamese("văn bản"),
        created_by=author_line(actor),
        created_at=moment,
        changed_at=moment,
    )


def find_entered(uuid: UUID, said: Mapping[str, object]) -> Document | None:
    """The same form came twice at the same moment: the first one's document is the answer to both."""
    with transaction.atomic():
        earlier = find_earlier(uuid, "document", said)
        return Document.objects.get(pk=earlier) if earlier is not None else None


@transaction.atomic
def begin_reading(document_id: int) -> HeldFile | None:
    """The file, marked as being read; None where there is nothing to read now. Only by whoever claimed the file."""
    held = _lock_held(document_id)
    if held is None:
        return None
    begun = try_begin(held)
    held.save()
    return held if begun else None


def finish_reading(document_id: int, data: bytes, source: Source) -> Reading | None:
    """What was read stands beside the document, its file in the store; a secret file is gone. Twice gives the same."""
    marked, found = find_secrecy_mark(source.text) is not None, read_source(source)
    with transaction.atomic():
        held = _lock_held(document_id)
        document = Document.objects.get(pk=document_id)
        if held is None:
            return find_reading(document)
        if marked and not held.contested:
            _refuse_secret(document, held)
            return None
        _keep(held, document, data, MACHINE)
        reading = keep_reading(document, found, source)
        if marked:
            note_contested(document, reading, document.created_by, MACHINE)
        return reading


@transaction.atomic
def note_unreadable(document_id: int, refusal: UnreadableFile) -> HeldFile | None:
    """The reader's own sentence stands beside the file; what may pass is tried again, at most three times."""
    held = _lock_held(document_id)
    if held is None or held.refusal:
        return held
    fail(held, refusal)
    held.save()
    return held


@transaction.atomic
def note_lost(document_id: int) -> None:
    """The bytes of a waiting file are gone from the disk: said, not waited for."""
    held = _lock_held(document_id)
    if held is not None and not held.refusal:
        give_up(held, LOST, LOST_WORDS)
        held.save()


@transaction.atomic
def retry_reading(actor: Actor, document_id: int) -> HeldFile:
    """A file that could not be read waits for the reader once more, its tries counted from the beginning."""
    document = lock_document(actor, document_id)
    check_may(may_correct(actor, document), "desk-retries", DESK_ONLY)
    held = _need_unreadable(document)
    start_over(held)
    held.save()
    record(events.ReadingRetried(**about(document)), actor.author)
    return held


@transaction.atomic
def type_by_hand(actor: Actor, document_id: int, *, not_secret: bool) -> Reading:
    """The file goes into the store unread, and a reading without text waits for what a person types into it.

    No machine has looked for a secrecy mark, so a person says that there is none (`not_secret`). Raises NotValid else.
    """
    document = lock_document(actor, document_id)
    check_may(may_correct(actor, document), "desk-types", DESK_ONLY)
    check_state(document, "correct_reading")
    held = _need_unreadable(document)
    if not not_secret:
        sentence = _("Máy chưa đọc được tệp, nên anh/chị xem giúp: đánh dấu nếu văn bản không có dấu chỉ độ mật.")
        raise NotValid("secrecy-unseen", sentence, {"not_secret": sentence})
    try:
        data = read_held(held.token)
    except OSError as error:
        raise WrongState(LOST, _(LOST_WORDS)) from error
    _keep(held, document, data, actor.author)
    nothing = Source("text", "")
    reading = keep_reading(document, read_source(nothing), nothing, by=actor.author)
    touch(document)
    return reading


def forget_held(document: Document) -> None:
    """The files of a document that is thrown away are gone, as far as they were not read."""
    held = [*HeldFile.objects.filter(document=document), *HeldPart.objects.filter(document=document)]
    for one in held:
        one.delete()
        transaction.on_commit(partial(let_go, one.token))


def _keep(held: HeldFile, document: Document, data: bytes, author: Author) -> None:
    """The file goes from the held ones into the store, and the document has it."""
    stored = keep_file(data, find_media_type(data, held.name))
    DocumentFile.objects.create(document=document, stored=stored, name=held.name, added_at=clock.now())
    record(events.DocumentEntered(file=held.name, sha256=stored.sha256, **about(document)), author)
    token = held.token
    held.delete()
    transaction.on_commit(lambda: let_go(token))


def _refuse_secret(document: Document, held: HeldFile) -> None:
    turn_away(held)
    held.save()
    record(events.SecretRefused(document_id=document.pk, object_id=0, office_id=document.office_id), MACHINE)
    transaction.on_commit(lambda: let_go(held.token))


def _lock_held(document_id: int) -> HeldFile | None:
    """The document's held file, both locked; None where it was read meanwhile or thrown away."""
    document = Document.objects.select_for_update(no_key=True).get(pk=document_id)
    if document.state != Document.State.DRAFT:
        return None
    return HeldFile.objects.select_for_update().filter(document_id=document_id).first()


def _need_unreadable(document: Document) -> HeldFile:
    """Raises WrongState where the file was read, is being read, or is gone."""
    held = find_held(document)
    if held is None:
        raise WrongState("already-read", _("Máy đã đọc xong văn bản này. Tải lại trang để xem bản đọc."))
    if not held.refusal:
        raise WrongState("still-reading", _("Văn bản này đang chờ máy đọc. Đợi ít phút, rồi tải lại trang."))
    if held.refusal in NO_LONGER_HERE:
        raise WrongState(
            held.refusal, _("%(words)s Bỏ bản nhập này.") % {"words": say_in_page_language(held.refusal_words)}
        )
    return held
