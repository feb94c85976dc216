"""What changes duties comes twice over a bad network and is done once; other content under the same uuid is refused."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.web.config.machines import Json, Machine
from tests.web.conftest import World
from tests.web.desk.conftest import report_item
from trienkhai.web.directives.models import Duty, LedgerEntry, Urging
from trienkhai.web.journal.models import Entry

DEEDS: dict[str, Json] = {
    "extend": {"until": "2023-12-29", "reason": "Lụt."},
    "exempt": {"reason": "Không thuộc chức năng."},
    "withdraw": {"reason": "Giao nhầm."},
}


@pytest.mark.parametrize("deed", DEEDS)
def test_one_duty_is_changed_once(world: World, duty: Duty, deed: str) -> None:
    """Three times the same is one entry of the ledger and one of the journal, the answer the same."""
    machine, path = Machine(world.actors["so_officer"]), f"duties/{duty.pk}/{deed}"
    body = {**DEEDS[deed], "uuid": str(uuid4())}
    before, written = LedgerEntry.objects.count(), Entry.objects.count()
    answers = [machine.ask("POST", path, body) for _ in range(3)]
    assert [status for status, _ in answers] == [200, 200, 200]
    assert answers[0] == answers[1] == answers[2]
    assert (LedgerEntry.objects.count(), Entry.objects.count()) == (before + 1, written + 1)
    status, said = machine.ask("POST", path, {**body, "reason": "Lý do khác."})
    assert (status, said["id"]) == (409, "uuid-used")
    assert Machine(world.actors["unit_officer"]).ask("POST", path, body)[0] == 403
    assert LedgerEntry.objects.count() == before + 1


@pytest.mark.parametrize("deed", ["extend", "exempt"])
def test_many_duties_are_changed_once(world: World, duty: Duty, other_duty: Duty, deed: str) -> None:
    """Each unit has the outcome of the first time; another choice of units is other content."""
    machine, path = Machine(world.actors["so_officer"]), f"directives/{duty.directive_id}/{deed}"
    body = {**DEEDS[deed], "uuid": str(uuid4()), "duties": [duty.pk, other_duty.pk]}
    before = LedgerEntry.objects.count()
    first, second = machine.ask("POST", path, body), machine.ask("POST", path, body)
    assert first == second
    assert [row["done"] for row in first[1]["rows"]] == [True, True]  # type: ignore[attr-defined]  # any JSON
    assert LedgerEntry.objects.count() == before + 2
    assert machine.ask("POST", path, {**body, "duties": [duty.pk]})[0] == 409
    assert machine.ask("POST", path, {**body, "reason": "Khác."})[0] == 409
    assert LedgerEntry.objects.count() == before + 2


def test_units_are_urged_once(world: World, duty: Duty, other_duty: Duty) -> None:
    """The second time does not say "urged today already": it is the same reminder."""
    machine, path = Machine(world.actors["so_officer"]), f"directives/{duty.directive_id}/urge"
    body = {"uuid": str(uuid4()), "duties": [duty.pk, other_duty.pk], "item": report_item(duty).pk, "words": "Gửi."}
    first = machine.ask("POST", path, body)
    assert [row["done"] for row in first[1]["rows"]] == [True, True]  # type: ignore[attr-defined]  # any JSON
    assert machine.ask("POST", path, body) == first
    assert Urging.objects.count() == 2
    assert machine.ask("POST", path, {**body, "words": "Gửi ngay."})[0] == 409
    again = machine.ask("POST", path, {**body, "uuid": str(uuid4())})[1]["rows"]
    assert {row["id"] for row in again} == {"urged-today"}  # type: ignore[attr-defined]  # any JSON


def test_a_directive_is_withdrawn_once(world: World, duty: Duty) -> None:
    """The whole of it ends once; a second deed of its own is refused."""
    machine, path = Machine(world.actors["so_leader"]), f"directives/{duty.directive_id}/withdraw"
    body = {"uuid": str(uuid4()), "reason": "Thay bằng công văn khác."}
    first = machine.ask("POST", path, body)
    assert first[0] == 200
    assert machine.ask("POST", path, body) == first
    assert Entry.objects.filter(name="directive.withdrawn").count() == 1
    assert machine.ask("POST", path, {**body, "reason": "Khác."})[0] == 409
    assert machine.ask("POST", path, {"reason": "Lần nữa."})[0] == 409
