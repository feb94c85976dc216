"""What people make of a reading: corrections, places looked at, the confirmation, and opening it once more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from trienkhai import parts
from trienkhai.parts import Json
from trienkhai.web import clock
from trienkhai.web.documents import events
from trienkhai.web.documents.actions.locking import (
    about,
    author_line,
    check_may,
    check_state,
    check_version,
    lock_document,
    touch,
)
from trienkhai.web.documents.checks import check_value
from trienkhai.web.documents.doubts import list_doubts
from trienkhai.web.documents.edges import draft_edges, draft_receivers
from trienkhai.web.documents.header import show_values
from trienkhai.web.documents.models import Correction, Direction, Distribution, Document, DocumentEdge, Reading
from trienkhai.web.documents.permissions import may_correct
from trienkhai.web.documents.queries import find_reading
from trienkhai.web.documents.values import current_values, label_of, newest_correction
from trienkhai.web.errors import Conflict, NotValid, WrongState
from trienkhai.web.journal.actions import record
from trienkhai.web.language import vietnamese
from trienkhai.web.offices.actor import Actor
from trienkhai.web.ui.formats import format_time

DESK_ONLY = gettext_lazy("Bản đọc do văn thư hoặc chuyên viên của cơ quan nhập văn bản sửa và xác nhận.")


@transaction.atomic
def correct_reading(
    actor: Actor,
    document_id: int,
    *,
    path: str,
    value: Json,
    span: parts.Span | None = None,
    based_on: int | None = None,
) -> Correction:
    """This value holds for the path from now on; what was found stays. None means: left empty on purpose.

    A doubt about this path was seen by whoever answers it. `based_on` is the id of the correction the person saw (0 for
    the machine's own value); Conflict where a colleague has corrected the same place since.
    """
    document = lock_document(actor, document_id)
    check_may(may_correct(actor, document), "desk-corrects", DESK_ONLY)
    check_state(document, "correct_reading")
    reading = need_reading(document)
    checked = check_value(reading, path, value)
    if span is not None and not 0 <= span[0] < span[1] <= len(reading.text):
        raise NotValid("span-outside", _("Chỗ được chọn nằm ngoài văn bản. Chọn lại trong phần chữ của văn bản."))
    if based_on is not None:
        _check_nobody_else(reading, path, based_on)
    correction = Correction.objects.create(
        reading=reading,
        path=path,
        value=checked,
        span=list(span) if span else None,
        made_by=author_line(actor),
        made_at=clock.now(),
    )
    reading.seen = sorted({*reading.seen, *(doubt.key for doubt in list_doubts(reading) if doubt.path == path)})
    reading.save(update_fields=["seen"])
    show_values(document, current_values(need_reading(document)))
    touch(document)
    shown = "" if checked is None else print_value(checked)
    with vietnamese():
        said = events.ReadingCorrected(path=path, label=label_of(path), value=shown, **about(document))
    record(said, actor.author)
    return correction


@transaction.atomic
def mark_seen(actor: Actor, document_id: int, *, keys: Iterable[str]) -> list[str]:
    """These doubtful places were looked at; returns all that were. Looking changes nothing, so it is not a deed."""
    document = lock_document(actor, document_id)
    check_may(may_correct(actor, document), "desk-corrects", DESK_ONLY)
    reading = need_reading(document)
    known = {doubt.key for doubt in list_doubts(reading)}
    reading.seen = sorted({*reading.seen, *(key for key in keys if key in known)})
    reading.save(update_fields=["seen"])
    return list(reading.seen)


@transaction.atomic
def confirm_reading(
    actor: Actor,
    document_id: int,
    *,
    corrections: Mapping[str, Json] | None = None,
    all_seen: bool = False,
    version: int | None = None,
) -> Document:
    """A person stands for the reading: the document takes its values, names its sources, plans its receivers.

    Every doubtful place must have been seen; a machine that received the doubts with the reading says so with
    `all_seen`. Raises NotValid (doubts-unseen), Conflict where somebody else changed the document since `version`.
    """
    document = lock_document(actor, document_id)
    check_may(may_correct(actor, document), "desk-confirms", DESK_ONLY)
    outgoing = document.direction == Direction.OUTGOING
    after = check_state(document, "confirm_reading" if outgoing else "confirm_incoming")
    check_version(document, version)
    for path, value in (corrections or {}).items():
        correct_reading(actor, document_id, path=path, value=value)
    document.refresh_from_db()
    reading = need_reading(document)
    _check_all_seen(reading, all_seen)
    values = current_values(reading)
    if values.secrecy is not None:
        sentence = _("Bản đọc ghi độ mật, nên chưa xác nhận được. Nếu máy đọc nhầm, để trống mục Độ mật.")
        raise NotValid("secret-document", sentence, {"secrecy": sentence})
    show_values(document, values)
    document.state = after
    reading.confirmed_at, reading.confirmed_by = clock.now(), author_line(actor)
    reading.save(update_fields=["confirmed_at", "confirmed_by", "seen"])
    touch(document)
    document.edges.all().delete()
    DocumentEdge.objects.bulk_create(draft_edges(document, values, reading.text))
    if outgoing:
        document.distributions.all().delete()
        Distribution.objects.bulk_create(draft_receivers(document, values))
    record(events.ReadingConfirmed(direction=document.direction, **about(document)), actor.author)
    return document


@transaction.atomic
def reopen_reading(actor: Actor, document_id: int) -> Document:
    """A confirmed reading may be corrected once more; possible until a leader has signed."""
    document = lock_document(actor, document_id)
    check_may(may_correct(actor, document), "desk-reopens", DESK_ONLY)
    after = check_state(document, "reopen_reading")
    reading = need_reading(document)  # a document written here has none
    reading.confirmed_at, reading.confirmed_by = None, ""
    reading.save(update_fields=["confirmed_at", "confirmed_by"])
    document.state = after
    touch(document)
    record(events.ReadingReopened(**about(document)), actor.author)
    return document


def need_reading(document: Document) -> Reading:
    """The document's reading with its corrections as they are now. Raises WrongState where it has none."""
    reading = find_reading(document)
    if reading is None:
        raise WrongState("not-read", _("Văn bản này chưa có bản đọc. Tải lại trang sau ít phút."))
    return reading


def print_value(value: Json) -> str:
    """A corrected value as the journal prints it."""
    if isinstance(value, dict):
        return " ".join(str(entry) for entry in value.values() if entry not in (None, "", [], {}))[:200]
    return str(value)[:200]


def _check_all_seen(reading: Reading, all_seen: bool) -> None:
    doubts = [doubt.key for doubt in list_doubts(reading)]
    if all_seen:
        reading.seen = sorted({*reading.seen, *doubts})
    left = [key for key in doubts if key not in reading.seen]
    if left:
        sentence = ngettext(
            "Còn %(left)s chỗ cần xem trước khi xác nhận. Xem hết rồi xác nhận; để trống cũng được.",
            "Còn %(left)s chỗ cần xem trước khi xác nhận. Xem hết rồi xác nhận; để trống cũng được.",
            len(left),
        ) % {"left": len(left)}
        raise NotValid("doubts-unseen", sentence, dict.fromkeys(left, _("Chưa xem.")))


def _check_nobody_else(reading: Reading, path: str, based_on: int) -> None:
    newest = newest_correction(reading, path)
    if newest is not None and newest.pk != based_on:
        when = format_time(newest.made_at)
        said = f"“{print_value(newest.value)}”" if newest.value is not None else _("để trống")
        raise Conflict(
            "value-changed",
            _(
                "%(made_by)s vừa sửa %(path)s thành %(said)s lúc %(when)s. Giá trị anh/chị nhập vẫn còn trong ô; "
                "so hai bản rồi lưu lại nếu cần."
            )
            % {"made_by": newest.made_by, "path": label_of(path), "said": said, "when": when},
            {path: _("Người khác vừa sửa chỗ này.")},
        )
