"""A letter is drafted from what is overdue; its document then goes the way of every outgoing one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.directives.actions.locking import ONLY_ARRANGERS, check_may, lock_directive, printed
from trienkhai.web.directives.citing import lower_first
from trienkhai.web.directives.models import Directive
from trienkhai.web.directives.permissions import may_arrange
from trienkhai.web.documents.actions import create_outgoing
from trienkhai.web.documents.actions.issuing import Receiver
from trienkhai.web.documents.actions.rendering import keep_printed
from trienkhai.web.documents.events import DocumentIssued
from trienkhai.web.documents.models import Origin, Purpose
from trienkhai.web.errors import NotValid, WrongState
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.events import Event
from trienkhai.web.journal.models import Entry
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor
from trienkhai.web.reminders import events
from trienkhai.web.reminders.letter import compose_letter
from trienkhai.web.reminders.models import LetterLine, UrgingLetter
from trienkhai.web.reminders.queries import Overdue, count_units, list_overdue

LONGEST_WORDS = 2000


@transaction.atomic
def draft_letter(
    actor: Actor,
    directive_id: int,
    *,
    uuid: UUID,
    duties: Collection[int] | None = None,
    answer_by: date | None = None,
    words: str = "",
) -> UrgingLetter:
    """A letter to the units that are late today, or to those of `duties` among them, as an outgoing document to sign.

    Nothing that is owed changes by it. Raises NotValid where nobody named is late, and for a day that has passed.
    """
    directive = lock_directive(actor, directive_id)
    check_may(may_arrange(actor, directive), "officer-urges", ONLY_ARRANGERS)
    chosen = None if duties is None else sorted(set(duties))
    said: dict[str, object] = {"directive": directive_id, "duties": chosen, "answer_by": answer_by, "words": words}
    earlier = find_earlier(uuid, "urging_letter", said)
    if earlier is not None:
        return UrgingLetter.objects.get(pk=earlier)
    if directive.state != Directive.State.ISSUED:
        raise WrongState("not-running", _("Chỉ đạo này chưa ban hành hoặc đã thu hồi: không có việc nào để đôn đốc."))
    check_words(answer_by, words)
    with translation.override("vi"):  # what is late is named in the letter
        overdue = list_overdue(directive, clock.today())
    rows = choose_rows(overdue, chosen)
    letter = _write(actor, directive, rows, answer_by, words.strip())
    remember(uuid, "urging_letter", letter.pk, said)
    event = events.LetterDrafted(
        object_id=letter.pk,
        object_label=letter.document.subject,
        office_id=directive.office_id,
        document_id=letter.document_id,
        directive_id=directive.pk,
        units=count_units(rows),
    )
    record(event, actor.author)
    return letter


def check_words(answer_by: date | None, words: str) -> None:
    """Raises NotValid for a day before today and for more words than a letter holds."""
    if answer_by is not None and answer_by < clock.today():
        sentence = _("Ngày đề nghị hoàn thành không thể trước hôm nay.")
        raise NotValid("day-past", sentence, {"answer_by": sentence})
    if len(words) > LONGEST_WORDS:
        raise NotValid("words-long", _("Nội dung thêm dài quá 2.000 chữ."), {"words": _("Rút gọn dưới 2.000 chữ.")})


def choose_rows(rows: list[Overdue], chosen: Collection[int] | None) -> list[Overdue]:
    """The overdue rows of the chosen duties. Raises NotValid where none is left."""
    kept = [row for row in rows if chosen is None or row.duty.pk in chosen]
    if not kept:
        sentence = _("Không có đơn vị nào đang quá hạn.") if not rows else _("Chọn ít nhất một đơn vị đang quá hạn.")
        raise NotValid("nobody-late", sentence, {"duties": sentence})
    return kept


def _write(actor: Actor, directive: Directive, rows: list[Overdue], by: date | None, words: str) -> UrgingLetter:
    dispatch = directive.document
    units = {row.duty.unit_id: row.duty.unit_name for row in rows}
    document = create_outgoing(
        actor,
        kind="kind_cong_van",
        kind_name=in_vietnamese("công văn"),
        symbol=dispatch.symbol,
        # Without the dispatch's code: what is cited for the first time needs day and issuer, too long for "V/v".
        subject=in_vietnamese(f"đôn đốc việc {lower_first(directive.title)}")[:500],
        receivers=[
            Receiver(printed=name, purpose=Purpose.CARRY_OUT, unit_id=unit, origin=Origin.PERSON)
            for unit, name in units.items()
        ],
    )
    letter = UrgingLetter.objects.create(
        directive=directive,
        document=document,
        on=clock.today(),
        answer_by=by,
        words=words,
        made_by=printed(actor),
        recorded_at=clock.now(),
    )
    LetterLine.objects.bulk_create(
        LetterLine(
            letter=letter,
            duty=row.duty,
            position=place,
            unit_name=row.duty.unit_name,
            what=row.what[:200],
            due_on=row.due_on,
            working_days=row.working_days,
        )
        for place, row in enumerate(rows, start=1)
    )
    return letter


def note_issued_letter(event: Event, entry: Entry) -> None:
    """The letter that has gone out lies with its document as PDF, as it was printed that day."""
    if not isinstance(event, DocumentIssued):
        raise TypeError("connected to the wrong event")
    found = UrgingLetter.objects.filter(document_id=event.object_id)
    letter = found.select_related("document", "directive__document", "directive__office").first()
    if letter is None:
        return
    keep_printed(letter.document, compose_letter(letter), "cong-van-don-doc")
