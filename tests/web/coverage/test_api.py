"""The coverage for machines: the same figures, the same limits of sight."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client

from tests.web.conftest import World
from tests.web.coverage.conftest import JUNE_1, JUNE_10, JUNE_20, Did, items_of
from trienkhai.web import clock
from trienkhai.web.directives.models import Directive, Item
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Appointment

PASSWORD = "mat-khau-thu"


def ask(actor: Actor, directive: int, question: str = "", *, today: date = JUNE_20) -> tuple[int, dict[str, object]]:
    """Status and answer of GET /api/directives/…/coverage."""
    client = Client()
    held = Appointment.objects.select_related("person__user").get(pk=actor.appointment_id)
    body = json.dumps({"username": held.person.user.username, "password": PASSWORD})
    with clock.at(today):
        token = client.post("/api/session", body, content_type="application/json").json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        answer = client.get(f"/api/directives/{directive}/coverage{question}", headers=headers)
    return answer.status_code, dict(answer.json())


def cell_of(said: dict[str, object], item: int, group: str) -> dict[str, object]:
    """One cell of an answer."""
    cells = said["cells"]
    assert isinstance(cells, list)
    return next(dict(cell) for cell in cells if (cell["item"], cell["group"]) == (item, group))


def test_the_figures_of_a_day(topics_directive: Directive, did: Did, world: World) -> None:
    activity = did(topics_directive, "bao-tang", on=JUNE_1, confirmed=JUNE_10)
    did(topics_directive, "vhtt-bac-son", on=JUNE_1, proved=False)
    item = items_of(topics_directive)[0].pk
    status, said = ask(world.actors["so_officer"], topics_directive.pk)
    cell = cell_of(said, item, "arts_sport")
    assert status == 200
    assert (cell["proved"], cell["recorded"], cell["open"], cell["applicable"]) == (1, 1, 2, 4)
    assert activity.pk in list(cell["activities"])  # type: ignore[call-overload]  # a list in JSON
    units = said["units"]
    assert isinstance(units, list)
    assert len(units) == 4
    assert said["totals"] == {
        "units": 4, "arrived": 4, "acknowledged": 0, "acted": 2, "reports_asked": 4, "reports_sent": 0, "late": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("question", "proved", "known"),
    [
        ("?on=2023-06-05", 0, "2023-06-05"),
        ("?on=2023-06-05&known=today", 0, "2023-06-20"),
        ("?on=2023-06-10&known=then", 1, "2023-06-10"),
        ("", 1, "2023-06-20"),
    ],
)
def test_a_past_day_as_known_then_or_today(
    topics_directive: Directive, did: Did, world: World, question: str, proved: int, known: str
) -> None:
    did(topics_directive, "bao-tang", on=JUNE_1, confirmed=JUNE_10)
    _, said = ask(world.actors["so_officer"], topics_directive.pk, question)
    totals = said["totals"]
    assert isinstance(totals, dict)
    assert (totals["acted"], said["known"]) == (proved, known)


def test_a_unit_finds_itself_and_the_totals(topics_directive: Directive, did: Did, world: World) -> None:
    own = did(topics_directive, "bao-tang")
    other = did(topics_directive, "vhtt-bac-son")
    _, said = ask(world.actors["unit_officer"], topics_directive.pk)
    cell = cell_of(said, items_of(topics_directive)[0].pk, "arts_sport")
    units = said["units"]
    assert isinstance(units, list)
    assert [unit["name"] for unit in units] == ["Bảo tàng tỉnh"]
    assert (cell["proved"], cell["activities"]) == (2, [own.pk])
    assert str(other.uuid) not in json.dumps(said)


def test_tasks_have_one_cell_with_late_units(tasks_directive: Directive, did: Did, world: World) -> None:
    task = items_of(tasks_directive, Item.Kind.TASK)[0].pk
    _, said = ask(world.actors["so_officer"], tasks_directive.pk)
    cell = cell_of(said, task, "")
    assert (cell["late"], cell["applicable"], cell["not_applicable"]) == (1, 1, 4)


@pytest.mark.parametrize(
    ("who", "question", "status"),
    [
        ("outsider", "", 404),
        ("so_officer", "?on=2023-06-21", 422),
        ("so_officer", "?on=hom-qua", 422),
        ("so_officer", "?known=never", 422),
    ],
)
def test_refusals(topics_directive: Directive, world: World, who: str, question: str, status: int) -> None:
    answered, said = ask(world.actors[who], topics_directive.pk, question)
    assert answered == status
    assert {"id", "message", "fields"} == set(said)


def test_nobody_without_a_token(topics_directive: Directive) -> None:
    assert Client().get(f"/api/directives/{topics_directive.pk}/coverage").status_code == 401
