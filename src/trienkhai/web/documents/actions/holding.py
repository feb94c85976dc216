"""The life of a held file: it came in, a reader began, and it was read, could not be read, or turned out secret.

Each step is one transaction, may be repeated, and takes the document's lock; what was done before is seen and left.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
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
from trienkhai.web.documents.machine_words import LOST_WORDS, SECRET_WORDS, STOPPED_WORDS, say_in_page_language
from trienkhai.web.documents.models import Direction, Document, DocumentFile, HeldFile, Reading
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

MOST_STOPS = 3
"""A file that ends its own reader does so again; twice more is for a machine that was short of memory or time."""

MOST_INTERRUPTIONS = 10
"""A worker that ends while it reads is nearly always ended from outside: by a restart, a power cut."""

LONGEST_PAUSE = 300.0
PASSING = frozenset({"reading-stopped", "scan-timeout"})
SECRET = "secret-document"
LOST = "file-lost"
NO_LONGER_HERE = frozenset({SECRET, LOST})
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
    """The file, marked as being read; None where there is nothing to read now. Only by whoever claimed the file.

    A mark that stands already is that of a reader that is no more: the file waits a while, longer each time, so that
    one which ends its worker does not keep the others from being read.
    """
    held = _lock_held(document_id)
    if held is None or held.refusal or held.wait_until > time.time():
        return None
    if held.begun_at is not None:
        held.interrupted += 1
        held.begun_at = None
        if held.interrupted >= MOST_INTERRUPTIONS:
            _refuse(held, "reading-stopped", STOPPED_WORDS)
        else:
            _pause(held, held.interrupted)
        held.save()
        return None
    held.begun_at = clock.now()
    held.save(update_fields=["begun_at"])
    return held


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
    held.begun_at = None
    if refusal.id in PASSING:
        held.stopped += 1
        _pause(held, held.stopped)
    if refusal.id not in PASSING or held.stopped >= MOST_STOPS:
        _refuse(held, refusal.id, refusal.message)
    held.save()
    return held


@transaction.atomic
def note_lost(document_id: int) -> None:
    """The bytes of a waiting file are gone from the disk: said, not waited for."""
    held = _lock_held(document_id)
    if held is not None and not held.refusal:
        held.begun_at = None
        _refuse(held, LOST, LOST_WORDS)
        held.save()


@transaction.atomic
def retry_reading(actor: Actor, document_id: int) -> HeldFile:
    """A file that could not be read waits for the reader once more, its tries counted from the beginning."""
    document = lock_document(actor, document_id)
    check_may(may_correct(actor, document), "desk-retries", DESK_ONLY)
    held = _need_unreadable(document)
    held.refusal, held.refusal_words = "", ""
    held.stopped, held.interrupted, held.wait_until = 0, 0, 0.0
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
    """The file of a document that is thrown away unread is gone."""
    held = HeldFile.objects.filter(document=document).first()
    if held is not None:
        token = held.token
        held.delete()
        transaction.on_commit(lambda: let_go(token))


def _keep(held: HeldFile, document: Document, data: bytes, author: Author) -> None:
    """The file goes from the held ones into the store, and the document has it."""
    stored = keep_file(data, find_media_type(data, held.name))
    DocumentFile.objects.create(document=document, stored=stored, name=held.name, added_at=clock.now())
    record(events.DocumentEntered(file=held.name, sha256=stored.sha256, **about(document)), author)
    token = held.token
    held.delete()
    transaction.on_commit(lambda: let_go(token))


def _refuse_secret(document: Document, held: HeldFile) -> None:
    """Nothing of the content is kept, not even the file's name."""
    _refuse(held, SECRET, SECRET_WORDS)
    held.name, held.sha256, held.begun_at = "", "", None
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


def _refuse(held: HeldFile, id: str, words: str) -> None:
    held.refusal, held.refusal_words = id, words


def _pause(held: HeldFile, times: int) -> None:
    """Longer each time, by the machine's own clock: the sample office's day stands still."""
    held.wait_until = time.time() + min(2.0**times, LONGEST_PAUSE)
