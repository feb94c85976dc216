"""The table of states, pinned; and that every deed keeps to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.web.activities.conftest import content_for
from tests.web.conftest import World
from trienkhai.web import clock
from trienkhai.web.activities.actions import (
    answer_question,
    change_activity,
    confirm_activities,
    question_activity,
    take_back_activity,
    take_back_confirmation,
    withdraw_activity,
)
from trienkhai.web.activities.models import Activity
from trienkhai.web.activities.queries import confirmed_activities
from trienkhai.web.activities.states import STEPS, may_follow
from trienkhai.web.errors import Unknown, WrongState
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor

R, C, Q, W = "recorded", "confirmed", "questioned", "withdrawn"


def test_the_whole_table() -> None:
    """From, deed, to, who."""
    assert [(str(step.before) if step.before else "", step.deed, str(step.after), step.who.name) for step in STEPS] == [
        ("", "record_activity", R, "UNIT"),
        (R, "change_activity", R, "UNIT"),
        (R, "confirm_activities", C, "UNIT_LEADER"),
        (R, "withdraw_activity", W, "UNIT"),
        (C, "take_back_confirmation", R, "UNIT_LEADER"),
        (C, "question_activity", Q, "ISSUER"),
        (C, "withdraw_activity", W, "UNIT_LEADER"),
        (Q, "answer_question", C, "UNIT"),
        (Q, "withdraw_activity", W, "UNIT_LEADER"),
    ]


Deed = Callable[[Activity, World], object]
DEEDS: dict[str, Deed] = {
    "change_activity": lambda a, w: change_activity(w.actors["unit_officer"], a.pk, content=content_for(a.duty)),
    "confirm_activities": lambda a, w: confirm_activities(w.actors["unit_leader"], [a.pk]),
    "take_back_confirmation": lambda a, w: take_back_confirmation(w.actors["unit_leader"], a.pk),
    "question_activity": lambda a, w: question_activity(w.actors["so_officer"], a.pk, question="Ngày nào?"),
    "answer_question": lambda a, w: answer_question(w.actors["unit_officer"], a.pk, answer="Ngày 28."),
    "withdraw_activity": lambda a, w: withdraw_activity(w.actors["unit_leader"], a.pk, reason="Ghi nhầm."),
}


def bring_to(state: str, activity: Activity, world: World) -> Activity:
    """The activity in that state, by the deeds that lead there."""
    if state in (C, Q):
        DEEDS["confirm_activities"](activity, world)
    if state == Q:
        DEEDS["question_activity"](activity, world)
    if state == W:
        DEEDS["confirm_activities"](activity, world)  # so that the issuing office may see it, too
        DEEDS["withdraw_activity"](activity, world)
    activity.refresh_from_db()
    assert activity.state == state
    return activity


@pytest.mark.parametrize("state", [R, C, Q, W])
@pytest.mark.parametrize("deed", sorted(DEEDS))
def test_a_deed_is_done_where_the_table_says_and_nowhere_else(
    deed: str, state: str, activity: Activity, world: World
) -> None:
    """Where the table has no step the state stays, and the refusal is about state, not about right."""
    bring_to(state, activity, world)
    after = may_follow(Activity.State(state), deed)
    if (deed, state) == ("question_activity", R):
        with pytest.raises(Unknown):  # the office does not see what no leader stands for yet
            DEEDS[deed](activity, world)
        return
    if after is None:
        with pytest.raises(WrongState):
            DEEDS[deed](activity, world)
        after = Activity.State(state)
    else:
        DEEDS[deed](activity, world)
    activity.refresh_from_db()
    assert activity.state == after


def test_taking_back_ends_when_somebody_acted(activity: Activity, unit_officer: Actor, unit_leader: Actor) -> None:
    """Before: one press. After the leader confirmed: refused, and the sentence says who did and what to do."""
    confirm_activities(unit_leader, [activity.pk])
    with pytest.raises(WrongState, match=r"Giám đốc Bảo tàng.*đã xác nhận"):
        take_back_activity(unit_officer, activity.pk)
    activity.refresh_from_db()
    assert activity.state == C


def test_taking_back_before_anybody_acted(activity: Activity, unit_officer: Actor) -> None:
    """It is withdrawn, and says so."""
    assert take_back_activity(unit_officer, activity.pk).state == W
    activity.refresh_from_db()
    assert "rút lại" in activity.withdrawn_reason


def test_a_confirmation_is_taken_back_on_its_day(confirmed: Activity, unit_leader: Actor) -> None:
    """It waits again, nothing counts, the journal says whose confirmation went; it can be confirmed anew."""
    before = confirmed.confirmed_by
    assert take_back_confirmation(unit_leader, confirmed.pk).state == R
    confirmed.refresh_from_db()
    assert (confirmed.confirmed_on, confirmed.confirmed_at, confirmed.confirmed_by) == (None, None, "")
    assert before in Entry.objects.get(name="activity.confirmation_taken_back").sentence
    assert not confirmed_activities(confirmed.duty.directive_id, on=clock.today(), known=clock.today()).exists()
    assert confirm_activities(unit_leader, [confirmed.pk])[0].state == C


def test_a_day_that_is_over_keeps_its_confirmations(confirmed: Activity, unit_leader: Actor) -> None:
    """What was known then must always come again."""
    with clock.at(clock.today() + timedelta(days=1)), pytest.raises(WrongState, match="trong ngày"):
        take_back_confirmation(unit_leader, confirmed.pk)


def test_a_confirmation_somebody_asked_about_stands(
    confirmed: Activity, unit_leader: Actor, unit_officer: Actor, so_officer: Actor
) -> None:
    """Also after the answer: the office acted on it."""
    question_activity(so_officer, confirmed.pk, question="Ngày nào?")
    answer_question(unit_officer, confirmed.pk, answer="Ngày 28.")
    with pytest.raises(WrongState, match="đã hỏi"):
        take_back_confirmation(unit_leader, confirmed.pk)
