"""What the journal says of a directive and its duties, as far as this person may read it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from trienkhai.web import clock
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.directives.permissions import issues
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import own_units
from trienkhai.web.ui.icons import State
from trienkhai.web.ui.items import DiaryLine

# A unit's own business until its leader confirms or sends: the office reads it only where it entered it itself.
PRIVATE = (
    "activity.recorded",
    "activity.changed",
    "evidence.added",
    "report.drafted",
    "report.written",
    "report.taken_back",
)
# What a receiving unit may know of the directive beside its own duty.
PUBLIC = ("directive.issued", "directive.withdrawn", "document.issued")
# What the office entered for a unit carries its basis, and is the office's to read.
UNSENT = Q(name__in=PRIVATE, details__on_behalf_basis="")
STATES = {
    "activity.recorded": State.RECORDED,
    "activity.changed": State.RECORDED,
    "activity.questioned": State.LOOK,
    "activity.withdrawn": State.EXEMPT,
    "evidence.withdrawn": State.EXEMPT,
    "report.drafted": State.DRAFT,
    "report.written": State.DRAFT,
    "report.taken_back": State.DRAFT,
    "report.submitted": State.FROZEN,
    "report.returned": State.LOOK,
    "report.marked": State.LOOK,
    "duty.extended": State.EXTENDED,
    "duty.exempted": State.EXEMPT,
    "duty.withdrawn": State.EXEMPT,
    "duty.urged": State.LOOK,
    "duty.change_requested": State.WAITING,
    "directive.withdrawn": State.EXEMPT,
    "document.corrected": State.DRAFT,
    "document.reopened": State.DRAFT,
    "document.unsigned": State.DRAFT,
    "document.discarded": State.EXEMPT,
}


def entries_of_duty(actor: Actor, duty: Duty) -> QuerySet[Entry]:
    """The deeds of one duty, newest first; what its unit has not sent yet is left out for everybody else."""
    return entries_about(duty.pk, own=duty.unit_id in own_units(actor))


def entries_about(duty_id: int, *, own: bool) -> QuerySet[Entry]:
    """The same, for somebody who acts for the duty's unit (`own`) or for anybody else who may see the duty."""
    found = Entry.objects.filter(duty_id=duty_id)
    return (found if own else found.exclude(UNSENT)).order_by("-recorded_at", "-id")


def entries_of_directive(actor: Actor, directive: Directive, own_duties: list[int]) -> QuerySet[Entry]:
    """The deeds of a directive, newest first: all of them for its office, for a unit its own and what is public."""
    about = Q(directive_id=directive.pk) | Q(document_id=directive.document_id)
    own = Q(duty_id__in=own_duties)
    if issues(actor, directive):
        return (
            Entry.objects.filter(about)
            .exclude(UNSENT & (Q(duty_id__isnull=True) | ~own))
            .order_by("-recorded_at", "-id")
        )
    return Entry.objects.filter(own | (about & Q(name__in=PUBLIC))).order_by("-recorded_at", "-id")


def line_from(entry: Entry) -> DiaryLine:
    """One entry as a line of a diary: the sentence, then who and why."""
    who = entry.post_title or entry.person_name
    reason = entry.reason if entry.reason and entry.reason not in entry.sentence else ""
    return DiaryLine(
        day=clock.day_of(entry.recorded_at),
        state=STATES.get(entry.name, State.DONE),
        text=entry.sentence,
        by=f"{who} · “{reason}”" if reason else who,
    )
