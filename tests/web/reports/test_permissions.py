"""Who may do what with a report: people by deeds, allowed and refused from the same setup."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.web.conftest import World
from trienkhai.web.errors import NotAllowed, Unknown
from trienkhai.web.offices.actor import Actor
from trienkhai.web.reports.actions import accept_report, submit_report, take_back_report, write_report
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.permissions import (
    may_issue_paper,
    may_judge,
    may_know,
    may_roll_up,
    may_sign_paper,
    may_submit,
    may_write,
)
from trienkhai.web.reports.queries import visible_reports

PEOPLE = [
    "so_clerk",
    "so_officer",
    "so_leader",
    "unit_clerk",
    "unit_officer",
    "unit_leader",
    "other_unit_officer",
    "other_unit_leader",
    "outsider",
]


def allowed(world: World, may: Callable[[Actor], bool]) -> set[str]:
    """Who of all people may."""
    return {name for name in PEOPLE if may(world.actors[name])}


def test_a_sent_report_of_a_unit(world: World, sent: Report) -> None:
    """The unit writes, its leader sends, the office that asked judges, nobody else knows of it."""
    unit, office = {"unit_clerk", "unit_officer", "unit_leader"}, {"so_clerk", "so_officer", "so_leader"}
    assert allowed(world, lambda actor: may_know(actor, sent)) == unit | office
    assert allowed(world, lambda actor: may_write(actor, sent)) == unit
    assert allowed(world, lambda actor: may_submit(actor, sent)) == {"unit_leader"}
    assert allowed(world, lambda actor: may_judge(actor, sent)) == {"so_officer", "so_leader"}
    assert allowed(world, lambda actor: may_sign_paper(actor, sent)) == {"unit_leader"}
    assert allowed(world, lambda actor: may_issue_paper(actor, sent)) == {"unit_clerk"}


def test_a_draft_is_the_units_own_business(world: World, report: Report) -> None:
    """The office that asked does not see what is not sent."""
    assert allowed(world, lambda actor: may_know(actor, report)) == {"unit_clerk", "unit_officer", "unit_leader"}


def test_a_rollup(world: World, rollup: Report) -> None:
    """Officers and leaders of its office write and freeze it; its leader signs, its clerk numbers; nobody judges it."""
    assert allowed(world, lambda actor: may_know(actor, rollup)) == {"so_clerk", "so_officer", "so_leader"}
    assert allowed(world, lambda actor: may_roll_up(actor, rollup.directive)) == {"so_officer", "so_leader"}
    assert allowed(world, lambda actor: may_submit(actor, rollup)) == {"so_officer", "so_leader"}
    assert allowed(world, lambda actor: may_sign_paper(actor, rollup)) == {"so_leader"}
    assert allowed(world, lambda actor: may_issue_paper(actor, rollup)) == {"so_clerk"}
    assert allowed(world, lambda actor: may_judge(actor, rollup)) == set()


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("stage", ["report", "sent", "rollup"])
def test_what_one_may_know_is_what_one_is_shown(
    world: World, request: pytest.FixtureRequest, stage: str, name: str
) -> None:
    """The rule for one report and the rule for lists are the same rule."""
    given: Report = request.getfixturevalue(stage)
    actor = world.actors[name]
    assert visible_reports(actor).filter(pk=given.pk).exists() == may_know(actor, given)


def test_the_deeds_ask_the_same_rules(world: World, sent: Report) -> None:
    """Not allowed is said to those who may know; to others the report does not exist."""
    with pytest.raises(NotAllowed):
        accept_report(world.actors["unit_leader"], sent.pk)
    with pytest.raises(NotAllowed):
        take_back_report(world.actors["unit_officer"], sent.pk)
    with pytest.raises(NotAllowed):
        write_report(world.actors["so_officer"], sent.pk, written={"leading": "Sửa hộ"})
    for name in ("other_unit_leader", "outsider"):
        with pytest.raises(Unknown):
            submit_report(world.actors[name], sent.pk)
