"""Who may do what with activities: a table of people by deeds."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.web.activities.conftest import content_for, draw_photo
from tests.web.conftest import World
from trienkhai.web.activities.actions import (
    add_evidence,
    add_link,
    answer_question,
    change_activity,
    confirm_activities,
    question_activity,
    record_activity,
    take_back_confirmation,
    withdraw_activity,
    withdraw_evidence,
)
from trienkhai.web.activities.models import Activity
from trienkhai.web.activities.permissions import may_see, visible_to
from trienkhai.web.activities.queries import find_activity
from trienkhai.web.directives.models import Duty
from trienkhai.web.errors import NotAllowed, Unknown
from trienkhai.web.offices.actor import Actor

PEOPLE = (
    "unit_clerk", "unit_officer", "unit_leader", "so_clerk", "so_officer", "so_leader",
    "other_unit_officer", "other_unit_leader", "outsider",
)  # fmt: skip
YES, NO, HIDDEN = None, NotAllowed, Unknown
Outcome = type[Exception] | None

# One line a deed, in the order of PEOPLE. The activity is the unit's own.
TABLE: dict[str, tuple[Outcome, ...]] = {
    "record": (YES, YES, YES, YES, YES, NO, HIDDEN, HIDDEN, HIDDEN),
    "look": (YES, YES, YES, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN),
    "change": (YES, YES, YES, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN),
    "prove": (YES, YES, YES, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN),
    "confirm": (NO, NO, YES, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN),
    "look at confirmed": (YES, YES, YES, YES, YES, YES, HIDDEN, HIDDEN, HIDDEN),
    "prove confirmed": (YES, YES, YES, NO, NO, NO, HIDDEN, HIDDEN, HIDDEN),
    "question": (NO, NO, NO, YES, YES, YES, HIDDEN, HIDDEN, HIDDEN),
    "answer": (YES, YES, YES, NO, NO, NO, HIDDEN, HIDDEN, HIDDEN),
    "withdraw confirmed": (NO, NO, YES, NO, NO, NO, HIDDEN, HIDDEN, HIDDEN),
    "unconfirm confirmed": (NO, NO, YES, NO, NO, NO, HIDDEN, HIDDEN, HIDDEN),
    "withdraw evidence": (YES, YES, YES, NO, NO, NO, HIDDEN, HIDDEN, HIDDEN),
}
# The same for what the issuing office entered on the unit's behalf.
BEHALF: dict[str, tuple[Outcome, ...]] = {
    "look": (YES, YES, YES, YES, YES, YES, HIDDEN, HIDDEN, HIDDEN),
    "change": (YES, YES, YES, YES, YES, NO, HIDDEN, HIDDEN, HIDDEN),
    "prove": (YES, YES, YES, YES, YES, NO, HIDDEN, HIDDEN, HIDDEN),
    "confirm": (NO, NO, YES, YES, YES, NO, HIDDEN, HIDDEN, HIDDEN),
    "withdraw confirmed": (NO, NO, YES, YES, YES, NO, HIDDEN, HIDDEN, HIDDEN),
    "unconfirm confirmed": (NO, NO, YES, YES, YES, NO, HIDDEN, HIDDEN, HIDDEN),
}
Deed = Callable[[Actor, Activity], object]
DEEDS: dict[str, Deed] = {
    "record": lambda who, a: record_activity(
        who, a.duty_id, uuid=uuid4(), content=content_for(a.duty), on_behalf_basis="Báo cáo số 12/BC-BT"
    ),
    "look": lambda who, a: find_activity(who, a.pk),
    "change": lambda who, a: change_activity(who, a.pk, content=content_for(a.duty, place="nơi khác")),
    "prove": lambda who, a: add_link(who, a.pk, uuid=uuid4(), link="https://example.vn/bai"),
    "confirm": lambda who, a: confirm_activities(who, [a.pk]),
    "unconfirm": lambda who, a: take_back_confirmation(who, a.pk),
    "question": lambda who, a: question_activity(who, a.pk, question="Ngày nào?"),
    "answer": lambda who, a: answer_question(who, a.pk, answer="Ngày 28."),
    "withdraw": lambda who, a: withdraw_activity(who, a.pk, reason="Ghi nhầm."),
    "withdraw evidence": lambda who, a: withdraw_evidence(who, a.evidence.get().pk, reason="Ảnh nhầm."),
}


def cases(table: dict[str, tuple[Outcome, ...]]) -> list[tuple[str, str, Outcome]]:
    """One case a person and deed."""
    return [
        (deed, person, outcome) for deed, line in table.items() for person, outcome in zip(PEOPLE, line, strict=True)
    ]


def prepare(deed: str, activity: Activity, world: World, confirmer: str) -> None:
    """Bring the activity where the deed can be done, whoever does it."""
    if deed.endswith("confirmed") or deed in ("question", "answer", "withdraw evidence"):
        if deed == "withdraw evidence":
            add_evidence(world.actors["unit_officer"], activity.pk, uuid=uuid4(), data=draw_photo(), name="a.jpg")
        confirm_activities(world.actors[confirmer], [activity.pk])
    if deed == "answer":
        question_activity(world.actors["so_officer"], activity.pk, question="Ngày nào?")


def try_deed(deed: str, person: str, outcome: Outcome, activity: Activity, world: World) -> None:
    """Do it, and expect what the table says."""
    named = next(name for name in sorted(DEEDS, key=len, reverse=True) if deed.startswith(name))
    if outcome is None:
        assert DEEDS[named](world.actors[person], activity)
        return
    with pytest.raises(outcome):
        DEEDS[named](world.actors[person], activity)


@pytest.mark.parametrize(("deed", "person", "outcome"), cases(TABLE))
def test_the_units_own_activity(deed: str, person: str, outcome: Outcome, activity: Activity, world: World) -> None:
    """The unit works, its leader confirms, the issuing office asks, others do not learn of it."""
    prepare(deed, activity, world, "unit_leader")
    try_deed(deed, person, outcome, activity, world)


@pytest.mark.parametrize(("deed", "person", "outcome"), cases(BEHALF))
def test_what_the_office_entered_for_the_unit(
    deed: str, person: str, outcome: Outcome, duty: Duty, so_clerk: Actor, world: World
) -> None:
    """The office corrects and confirms it by the paper it holds; so does the unit."""
    content = content_for(duty)
    activity = record_activity(so_clerk, duty.pk, uuid=uuid4(), content=content, on_behalf_basis="Báo cáo số 12/BC-BT")
    prepare(deed, activity, world, "so_clerk")
    try_deed(deed, person, outcome, activity, world)


@pytest.mark.parametrize("person", PEOPLE)
def test_one_definition_answers_for_one_and_for_many(person: str, activity: Activity, world: World) -> None:
    """`may_see` and `visible_to` agree, before and after confirming."""
    actor = world.actors[person]
    for _ in range(2):
        assert may_see(actor, activity) == Activity.objects.filter(visible_to(actor), pk=activity.pk).exists()
        if activity.state == Activity.State.RECORDED:
            confirm_activities(world.actors["unit_leader"], [activity.pk])
            activity.refresh_from_db()
