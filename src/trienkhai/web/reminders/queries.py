"""What is overdue under a directive, and the letters written about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from trienkhai.vietnamese.working_days import count_working_days
from trienkhai.web.directives.completion import load_done
from trienkhai.web.directives.models import Directive, Duty, Item
from trienkhai.web.directives.planning import PLAN, plan_item
from trienkhai.web.directives.queries import compute_standings_with_items, list_duties, name_item
from trienkhai.web.errors import Unknown
from trienkhai.web.offices.actor import Actor
from trienkhai.web.reminders.models import UrgingLetter


@dataclass(frozen=True, slots=True)
class Overdue:
    """One thing a unit owes since a binding day that has passed."""

    duty: Duty
    what: str
    due_on: date
    working_days: int


def list_overdue(directive: Directive, on: date) -> list[Overdue]:
    """What shows red on that day, in the order of the unit list: never what is left to choice, what has no day, or
    what waits for the office's answer."""
    duties = list(list_duties(directive.pk).select_related("directive__document"))
    standings, items = compute_standings_with_items(duties, on=on)
    done = load_done([duty.pk for duty in duties], on)
    found = []
    for duty in duties:
        for entry in standings[duty.pk].owed():
            due = entry.binding_deadline
            if entry.kind == Item.Kind.TOPIC or (duty.pk, entry.item) in done or due is None or not entry.is_past(on):
                continue
            item = plan_item(directive) if entry.item == PLAN else items[entry.item]
            found.append(Overdue(duty, name_item(item), due, count_working_days(due, on)))
    return found


def count_units(rows: Iterable[Overdue]) -> int:
    """How many units these rows are about."""
    return len({row.duty.pk for row in rows})


def visible_letters(actor: Actor) -> QuerySet[UrgingLetter]:
    """The letters of the person's own office."""
    found = UrgingLetter.objects.filter(directive__office_id=actor.office_id)
    return found.select_related("document", "directive__document").prefetch_related("lines")


def find_letter(actor: Actor, letter_id: int) -> UrgingLetter:
    """Raises Unknown for a letter of another office."""
    letter = visible_letters(actor).filter(pk=letter_id).first()
    if letter is None:
        raise Unknown
    return letter


def list_letters(actor: Actor, directive_id: int) -> list[UrgingLetter]:
    """The letters under a directive, newest first."""
    return list(visible_letters(actor).filter(directive_id=directive_id)[:50])


def find_letter_of_document(document_id: int) -> int | None:
    """The letter a document is the paper of."""
    return UrgingLetter.objects.filter(document_id=document_id).values_list("pk", flat=True).first()
