"""A request made by the deadline and not answered is a clock on every page; after a refusal it is red on every page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from tests.web.conftest import ClientFor, World
from tests.web.desk.conftest import AFTER_DUE, BEFORE_DUE, ask_for_time, report_item
from trienkhai.web import clock
from trienkhai.web.directives.actions import answer_request
from trienkhai.web.directives.models import Duty

LATER = date(2023, 12, 22)


@dataclass(frozen=True)
class Told:
    """A page, who opens it, and what it says while the request waits and once the day is red."""

    name: str
    who: str
    address: str
    clock: str
    red: str


PAGES = (
    Told("home of the office", "so_officer", "/", "· 3 đơn vị quá hạn", "· 4 đơn vị quá hạn"),
    Told("home of the unit", "unit_officer", "/", "đang chờ trả lời đề nghị", "Vì sao đỏ?"),
    Told("list of duties", "unit_officer", "/nhiem-vu/", "Đang chờ trả lời đề nghị", "state-late"),
    Told("duty", "unit_officer", "/nhiem-vu/{duty}/", "Đang chờ trả lời đề nghị", "Quá"),
    Told(
        "why", "unit_officer", "/nhiem-vu/{duty}/vi-sao/{item}/", "chưa tính quá hạn, đến khi có trả lời", "Vì sao đỏ?"
    ),
    Told("directive", "so_officer", "/chi-dao/{directive}/", "Đang chờ trả lời đề nghị", "Quá hạn"),
    Told("coverage", "so_officer", "/chi-dao/{directive}/do-phu/", "đang đề nghị gia hạn", "Quá hạn 4"),
)


def read(client_for: ClientFor, world: World, duty: Duty, told: Told, day: date) -> str:
    """The page's text on that day."""
    address = told.address.format(duty=duty.pk, item=report_item(duty).pk, directive=duty.directive_id)
    with clock.at(day):
        answer = client_for(world.actors[told.who]).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("told", PAGES, ids=lambda told: told.name)
def test_in_time_is_a_clock_and_after_the_refusal_red(
    world: World, duty: Duty, client_for: ClientFor, told: Told
) -> None:
    with clock.at(BEFORE_DUE):
        request = ask_for_time(world, duty)
    waiting = read(client_for, world, duty, told, AFTER_DUE)
    assert told.clock in waiting
    assert told.red not in waiting or told.name == "directive"
    with clock.at(LATER):
        answer_request(world.actors["so_officer"], request.pk, granted=False, answer="Đã đủ thời gian.")
    refused = read(client_for, world, duty, told, LATER)
    assert told.red in refused
    assert told.clock not in refused


@pytest.mark.parametrize("told", PAGES, ids=lambda told: told.name)
def test_asked_after_the_deadline_it_stays_red(world: World, duty: Duty, client_for: ClientFor, told: Told) -> None:
    with clock.at(AFTER_DUE):
        ask_for_time(world, duty)
    text = read(client_for, world, duty, told, AFTER_DUE)
    assert told.red in text
    assert told.clock not in text
