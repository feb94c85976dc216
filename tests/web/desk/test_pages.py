"""Who sees the pages that gather, what they show, and what they cost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.conftest import ClientFor, World
from tests.web.desk.conftest import AFTER_DUE, ask_for_time, record, report_item, send_report
from tests.web.standing import standing
from trienkhai.web import clock
from trienkhai.web.activities.actions import confirm_activities
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.offices.actor import Actor

MOST_QUERIES = 12
UNIT = {"unit_clerk", "unit_officer", "unit_leader"}
OTHER_UNIT = {"other_unit_officer", "other_unit_leader"}
OFFICE = {"so_clerk", "so_officer", "so_leader"}
EVERYBODY = UNIT | OTHER_UNIT | OFFICE | {"outsider"}


def addresses(duty: Duty) -> dict[str, str]:
    """Every page of this folder that speaks of one directive or duty."""
    directive, item = duty.directive_id, report_item(duty).pk
    return {
        "duty": f"/nhiem-vu/{duty.pk}/",
        "why": f"/nhiem-vu/{duty.pk}/vi-sao/{item}/",
        "directive": f"/chi-dao/{directive}/",
        "chain": f"/chi-dao/{directive}/chuoi/",
        "history": f"/chi-dao/{directive}/nhat-ky/",
    }


@pytest.mark.parametrize(
    ("page", "seen_by"),
    [
        ("duty", UNIT | OFFICE),
        ("why", UNIT | OFFICE),
        ("directive", UNIT | OTHER_UNIT | OFFICE),
        ("chain", UNIT | OTHER_UNIT | OFFICE),
        ("history", UNIT | OTHER_UNIT | OFFICE),
    ],
)
def test_who_may_open_which_page(world: World, duty: Duty, client_for: ClientFor, page: str, seen_by: set[str]) -> None:
    """A stranger and a sibling unit do not learn that it exists."""
    address = addresses(duty)[page]
    with clock.at(AFTER_DUE):
        status = {key: client_for(actor).get(address).status_code for key, actor in world.actors.items()}
    assert status == {key: 200 if key in seen_by else 404 for key in EVERYBODY}


@pytest.mark.parametrize("page", ["directive", "chain", "history"])
def test_a_draft_is_the_offices_own(world: World, topics_draft: Directive, client_for: ClientFor, page: str) -> None:
    """Before it is issued no unit knows of it."""
    ends = {"directive": "", "chain": "chuoi/", "history": "nhat-ky/"}
    address = f"/chi-dao/{topics_draft.pk}/{ends[page]}"
    status = {key: client_for(actor).get(address).status_code for key, actor in world.actors.items()}
    assert status == {key: 200 if key in OFFICE else 404 for key in EVERYBODY}


@pytest.mark.parametrize("address", ["/nhiem-vu/99999/", "/chi-dao/99999/", "/nhiem-vu/99999/vi-sao/1/"])
def test_what_does_not_exist_looks_like_what_may_not_be_seen(
    so_officer: Actor, client_for: ClientFor, address: str
) -> None:
    """Both are 404."""
    assert client_for(so_officer).get(address).status_code == 404


def test_an_item_of_another_directive_has_no_why(
    world: World, duty: Duty, tasks_directive: Directive, client_for: ClientFor
) -> None:
    """Numbers of two directives cannot be mixed in an address."""
    strange = tasks_directive.items.order_by("pk").first()
    assert strange is not None
    answer = client_for(world.actors["unit_officer"]).get(f"/nhiem-vu/{duty.pk}/vi-sao/{strange.pk}/")
    assert answer.status_code == 404


@standing()
def filled(world: World, duty: Duty) -> Duty:
    """Something of everything on one duty; the report is on its way to the office."""
    confirmed = record(world.actors["unit_officer"], duty)
    confirm_activities(world.actors["unit_leader"], [confirmed.pk])
    record(world.actors["unit_officer"], duty)
    with clock.at(date(2023, 12, 18)):
        ask_for_time(world, duty)
        send_report(world, duty)
    return duty


@pytest.mark.parametrize("key", sorted(EVERYBODY))
def test_pages_cost_few_queries_for_every_role(world: World, filled: Duty, client_for: ClientFor, key: str) -> None:
    """At most twelve, with activities, reports and requests there, also for a directive with tasks."""
    client = client_for(world.actors[key])
    pages = [*addresses(filled).values(), "/", "/tim/?q=gia+dinh", "/don-vi/", f"/don-vi/{filled.unit_id}/"]
    costs = {}
    with clock.at(AFTER_DUE):
        for address in pages:
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            costs[address] = len(queries)
    assert {address: cost for address, cost in costs.items() if cost > MOST_QUERIES} == {}


@pytest.mark.parametrize("key", ["so_officer", "unit_officer"])
def test_pages_of_tasks_cost_few_queries(
    world: World, tasks_directive: Directive, client_for: ClientFor, key: str
) -> None:
    """Named units and finished tasks are looked up within the same budget."""
    duty = Duty.objects.select_related("directive").get(directive=tasks_directive, unit=world.units["bao-tang"])
    activity = record(world.actors["unit_officer"], duty, completes=True)
    confirm_activities(world.actors["unit_leader"], [activity.pk])
    client = client_for(world.actors[key])
    for address in (f"/nhiem-vu/{duty.pk}/", f"/chi-dao/{tasks_directive.pk}/", "/"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        assert len(queries) <= MOST_QUERIES, address


def test_the_sentence_comes_first_and_names_the_unit(world: World, duty: Duty, client_for: ClientFor) -> None:
    """The order stands quoted above the steps' details; the unit's phrase is marked where the sentence has it."""
    Directive.objects.filter(pk=duty.directive_id).update(
        order_text="Sở yêu cầu các đơn vị trực thuộc Sở căn cứ chức năng triển khai như sau."
    )
    text = client_for(world.actors["unit_officer"]).get(f"/nhiem-vu/{duty.pk}/").content.decode()
    assert "<mark>các đơn vị trực thuộc Sở</mark>" in text


def test_the_unit_takes_on_from_its_page(world: World, duty: Duty, client_for: ClientFor) -> None:
    """The form of the page is understood by the address it is sent to; then it is gone."""
    client = client_for(world.actors["unit_leader"])
    address = f"/nhiem-vu/{duty.pk}/"
    assert 'id="tiep-nhan"' in client.get(address).content.decode()
    assert client.post(f"{address}tiep-nhan/").status_code == 302
    assert 'id="tiep-nhan"' not in client.get(address).content.decode()


def test_the_office_takes_on_for_the_unit_with_a_basis(world: World, duty: Duty, client_for: ClientFor) -> None:
    """Entered on behalf, shown as such to the unit."""
    client = client_for(world.actors["so_officer"])
    address = f"/nhiem-vu/{duty.pk}/"
    assert 'name="on_behalf_basis"' in client.get(address).content.decode()
    client.post(f"{address}tiep-nhan/", {"on_behalf_basis": "điện thoại ngày 30/5"})
    text = client_for(world.actors["unit_officer"]).get(address).content.decode()
    assert "nhập hộ, theo điện thoại ngày 30/5" in text


def test_what_the_unit_has_not_confirmed_is_its_own(world: World, duty: Duty, client_for: ClientFor) -> None:
    """The office reads of it neither on the duty page nor in the journal; the unit does."""
    activity = record(world.actors["unit_officer"], duty)
    for address in (f"/nhiem-vu/{duty.pk}/", f"/chi-dao/{duty.directive_id}/nhat-ky/"):
        assert activity.code not in client_for(world.actors["so_officer"]).get(address).content.decode()
        assert activity.code in client_for(world.actors["unit_officer"]).get(address).content.decode()


def test_a_unit_reads_nothing_of_other_units(world: World, duty: Duty, other_duty: Duty, client_for: ClientFor) -> None:
    """Neither in the overview, nor in the chain, nor in the journal."""
    activity = record(world.actors["other_unit_officer"], other_duty)
    confirm_activities(world.actors["other_unit_leader"], [activity.pk])
    client = client_for(world.actors["unit_officer"])
    for address in ("", "chuoi/", "nhat-ky/"):
        text = client.get(f"/chi-dao/{duty.directive_id}/{address}").content.decode()
        assert other_duty.unit_name not in text, address
        assert activity.code not in text, address


def test_why_red_says_rule_origin_missing_and_what_ends_it(world: World, duty: Duty, client_for: ClientFor) -> None:
    """And the way to object; after sending, that it stays recorded."""
    client = client_for(world.actors["unit_leader"])
    address = addresses(duty)["why"]
    with clock.at(AFTER_DUE):
        text = client.get(address).content.decode()
        for words in (
            "Chưa gửi báo cáo năm 2023",
            "Quá hạn báo cáo",
            "Hạn 20/12/2023 do",
            "Còn thiếu",
            "Không làm đỏ",
            "loai=objection",
        ):
            assert words in text, words
        send_report(world, duty)
        after = client.get(address).content.decode()
    assert "không còn đỏ; ngày quá hạn vẫn được ghi" in after
    assert "Làm gì để hết đỏ" not in after


def test_nothing_is_red_before_its_day(world: World, duty: Duty, client_for: ClientFor) -> None:
    """On the last day it is not late."""
    with clock.at(date(2023, 12, 20)):
        text = client_for(world.actors["unit_leader"]).get(addresses(duty)["why"]).content.decode()
    assert "không quá hạn" in text
    assert "note-late" not in text


def test_the_journal_is_paged_by_key(world: World, duty: Duty, client_for: ClientFor) -> None:
    """A second page begins behind the last line of the first; a broken key shows the first page."""
    for _ in range(55):
        record(world.actors["unit_officer"], duty)
    client = client_for(world.actors["unit_officer"])
    address = f"/chi-dao/{duty.directive_id}/nhat-ky/"
    first = client.get(address)
    more = first.context["page"].pager.next_url
    second = client.get(address + more)
    ids = [entry.pk for entry in first.context["page"].entries]
    rest = [entry.pk for entry in second.context["page"].entries]
    assert len(ids) == 50
    assert rest
    assert not set(ids) & set(rest)
    assert client.get(f"{address}?sau=zzz_1").context["page"].entries[0].pk == ids[0]
