"""Giving an arrived document to a division or a post, and what becomes of it there."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.web import clock
from trienkhai.web.documents import events
from trienkhai.web.documents.actions.locking import About, about, author_line, check_may, check_state
from trienkhai.web.documents.models import Assignment, Direction, Document, RegisterEntry
from trienkhai.web.documents.permissions import may_assign, may_settle
from trienkhai.web.documents.queries import list_receivers
from trienkhai.web.documents.states import assignment_after
from trienkhai.web.errors import NotValid, Unknown, WrongState
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor
from trienkhai.web.ui.formats import format_day

ASSIGNERS = gettext_lazy("Việc giao giải quyết văn bản đến do văn thư hoặc lãnh đạo cơ quan làm.")
LONGEST_DELAY = 10


@transaction.atomic
def assign_incoming(
    actor: Actor, document_id: int, *, uuid: UUID, receiver: str, due_on: date, opinion: str = ""
) -> Assignment:
    """A division or a post of the office deals with a registered arrival by this day. Twice under one UUID: once.

    `receiver` is a key of `queries.list_receivers`. Who had it before has it no more. Raises Unknown for a document
    that did not come to the office, WrongState for one that stands in no register yet (Article 22: nobody is obliged).
    """
    document = Document.objects.select_for_update().filter(pk=document_id).first()
    entry = find_arrival(actor, document_id)
    if document is None or (entry is None and document.office_id != actor.office_id):
        raise Unknown
    check_may(may_assign(actor), "clerk-assigns", ASSIGNERS)
    if entry is None:
        raise WrongState("not-registered", _("Văn bản này chưa vào sổ văn bản đến. Vào sổ rồi mới giao được."))
    check_state(document, "assign_incoming")
    said: dict[str, object] = {"entry": entry.pk, "receiver": receiver, "due_on": due_on, "opinion": opinion}
    earlier = find_earlier(uuid, "assignment", said)
    if earlier is not None:
        return Assignment.objects.get(pk=earlier)
    chosen = next((known for known in list_receivers(actor) if known.key == receiver), None)
    if chosen is None:
        sentence = _("Chọn phòng hoặc người nhận trong danh sách của cơ quan.")
        raise NotValid("receiver-unknown", sentence, {"receiver": sentence})
    _check_due(due_on)
    _replace(actor, document, entry)
    made = Assignment.objects.create(
        uuid=uuid,
        entry=entry,
        document=document,
        unit_id=chosen.unit_id,
        post_id=chosen.post_id,
        receiver=chosen.name,
        due_on=due_on,
        opinion=opinion.strip(),
        given_by=author_line(actor),
        given_on=clock.today(),
        given_at=clock.now(),
    )
    remember(uuid, "assignment", made.pk, said)
    _tell(actor, events.ArrivalAssigned(receiver=chosen.name, due=format_day(due_on), **_about(actor, document)))
    return made


@transaction.atomic
def take_assignment(actor: Actor, assignment_id: int) -> Assignment:
    """Whoever it was given to has it: the register's "ký nhận"."""
    assignment, after = _lock(actor, assignment_id, "take_assignment")
    assignment.state, assignment.taken_on = after, clock.today()
    assignment.taken_by = f"{actor.person_name}, {actor.post_title}"
    assignment.save()
    _tell(actor, events.AssignmentTaken(receiver=assignment.receiver, **_about(actor, assignment.document)))
    return assignment


@transaction.atomic
def finish_assignment(actor: Actor, assignment_id: int, *, outcome: str) -> Assignment:
    """It was dealt with, in these words (the code of the answer, or why none was needed)."""
    assignment, after = _lock(actor, assignment_id, "finish_assignment")
    words = outcome.strip()
    if not words:
        sentence = _("Ghi kết quả giải quyết: số, ký hiệu văn bản trả lời, hoặc đã làm gì.")
        raise NotValid("outcome-missing", sentence, {"outcome": sentence})
    assignment.state, assignment.outcome, assignment.done_on = after, words, clock.today()
    assignment.done_by = f"{actor.person_name}, {actor.post_title}"
    assignment.save()
    said = events.AssignmentDone(receiver=assignment.receiver, outcome=words, **_about(actor, assignment.document))
    _tell(actor, said)
    return assignment


def find_arrival(actor: Actor, document_id: int) -> RegisterEntry | None:
    """The line of the document in the incoming register of the person's office."""
    return RegisterEntry.objects.filter(
        document_id=document_id, office_id=actor.office_id, direction=Direction.INCOMING
    ).first()


def _check_due(due_on: date) -> None:
    today = clock.today()
    if due_on < today:
        sentence = _("Hạn giải quyết không thể trước hôm nay, %(today)s.") % {"today": format_day(today)}
        raise NotValid("due-past", sentence, {"due_on": sentence})
    if due_on.year > today.year + LONGEST_DELAY:
        sentence = _("Hạn giải quyết quá xa; xem lại năm.")
        raise NotValid("due-far", sentence, {"due_on": sentence})


def _replace(actor: Actor, document: Document, entry: RegisterEntry) -> None:
    """Who had it before has it no more; what is finished stays finished."""
    current = Assignment.objects.select_for_update().filter(entry=entry).exclude(state=Assignment.State.WITHDRAWN)
    for assignment in current:
        after = assignment_after(Assignment.State(assignment.state), "withdraw_assignment")
        if after is None:
            raise WrongState(
                "assignment-done",
                _("%(receiver)s đã giải quyết văn bản này, không giao lại được.") % {"receiver": assignment.receiver},
            )
        assignment.state, assignment.withdrawn_at = after, clock.now()
        assignment.save()
        said = events.AssignmentWithdrawn(
            receiver=assignment.receiver, reason=in_vietnamese("giao cho nơi khác"), **_about(actor, document)
        )
        _tell(actor, said)


def _lock(actor: Actor, assignment_id: int, deed: str) -> tuple[Assignment, Assignment.State]:
    """The assignment, locked after its document, and the state the deed leads to."""
    found = Assignment.objects.filter(pk=assignment_id, entry__office_id=actor.office_id).first()
    if found is None:
        raise Unknown
    Document.objects.select_for_update().get(pk=found.document_id)
    assignment = Assignment.objects.select_for_update(of=("self",)).select_related("document").get(pk=assignment_id)
    sentence = _("Việc này do %(receiver)s làm.") % {"receiver": assignment.receiver}
    check_may(may_settle(actor, assignment), "not-your-assignment", sentence)
    after = assignment_after(Assignment.State(assignment.state), deed)
    if after is None:
        raise WrongState(
            "assignment-state", _("Việc giải quyết này %(state)s.") % {"state": assignment.get_state_display()}
        )
    return assignment, after


def _about(actor: Actor, document: Document) -> About:
    """What the events say of the document, as a deed of the receiving office."""
    said = about(document)
    said["office_id"] = actor.office_id
    return said


def _tell(actor: Actor, event: events.DocumentEvent) -> None:
    record(event, actor.author)
