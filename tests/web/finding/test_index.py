"""The index is in step with the tables after every deed, and tells nobody more than the tables would."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.conftest import World
from tests.web.desk.conftest import make_draft, record
from trienkhai.web import clock
from trienkhai.web.activities.actions import (
    ActivityContent,
    change_activity,
    confirm_activities,
    record_activity,
    take_back_confirmation,
    withdraw_activity,
)
from trienkhai.web.desk.searching import search
from trienkhai.web.directives.actions import ItemTerms, add_unit, set_item, strike_item, withdraw_directive
from trienkhai.web.directives.models import Directive, Duty, Item
from trienkhai.web.documents.actions import correct_reading, discard_draft
from trienkhai.web.finding.actions import keep_entries, rebuild_index
from trienkhai.web.finding.models import Findable, Kind, key_range, make_key, read_key
from trienkhai.web.offices.models import Unit


def found(world: World, key: str, words: str) -> dict[str, list[int]]:
    """What this person finds, by kind; units are everybody's and left out."""
    groups = search(world.actors[key], words).groups
    return {group.slug: [hit.id for hit in group.hits] for group in groups if group.slug != "don-vi"}


def check_in_step() -> None:
    """An index made anew would be the same."""
    before = dict(Findable.objects.values_list("pk", "words"))
    total, wrong = rebuild_index()
    assert wrong == 0
    assert dict(Findable.objects.values_list("pk", "words")) == before
    assert total == len(before)


def test_a_key_says_kind_and_thing_the_newest_first() -> None:
    for kind in Kind:
        first, last = key_range(kind)
        assert first <= make_key(kind, 2) < make_key(kind, 1) <= last
        assert read_key(make_key(kind, 77)) == (kind, 77)


def test_drafting_and_issuing_keep_the_index_in_step(world: World, topics_draft: Directive) -> None:
    """Corrected, struck, taken back, issued, added to, withdrawn."""
    clerk, officer = world.actors["so_clerk"], world.actors["so_officer"]
    draft = make_draft(world)
    correct_reading(clerk, draft.pk, path="subject", value="việc dựng cột cờ Nà Sầm")
    check_in_step()
    assert found(world, "so_officer", "na sam") == {"van-ban": [draft.pk]}
    discard_draft(clerk, draft.pk, reason="Nhập nhầm.")
    assert found(world, "so_officer", "na sam") == {}
    item = topics_draft.items.filter(kind=Item.Kind.TOPIC).latest("position")
    words = "phòng, chống bạo lực gia đình"
    assert found(world, "so_officer", words)["noi-dung"] == [item.pk]
    strike_item(officer, topics_draft.pk, item_id=item.pk, reason="Không giao.")
    check_in_step()
    assert "noi-dung" not in found(world, "so_officer", words)
    set_item(officer, topics_draft.pk, item_id=item.pk, terms=ItemTerms(deadline_on=None, units=None, short="cột cờ"))
    check_in_step()
    assert found(world, "so_officer", "cột cờ") == {"noi-dung": [item.pk]}


def test_a_unit_finds_what_it_was_sent_and_only_then(world: World, topics_directive: Directive) -> None:
    """A duty given later gives the right at once; a withdrawn directive stays readable."""
    officer, leader = world.actors["so_officer"], world.actors["so_leader"]
    words = "gia đình văn hóa"
    assert set(found(world, "unit_officer", words)) == {"van-ban", "chi-dao"}
    assert found(world, "outsider", words) == {}
    add_unit(officer, topics_directive.pk, unit_id=world.units["so-khac"].pk, reason="Sở đề nghị.")
    check_in_step()
    assert set(found(world, "outsider", words)) == {"van-ban", "chi-dao"}
    withdraw_directive(leader, topics_directive.pk, reason="Thay bằng văn bản khác.")
    check_in_step()
    assert set(found(world, "unit_officer", words)) == {"van-ban", "chi-dao"}


def test_activities_keep_the_index_in_step(world: World, duty: Duty) -> None:
    """Recorded, changed, confirmed, taken back, withdrawn: each is found as it is, by whom it concerns."""
    unit, leader = world.actors["unit_officer"], world.actors["unit_leader"]
    activity = record(unit, duty)
    item = activity.items.get()
    assert found(world, "unit_officer", activity.code) == {"hoat-dong": [activity.pk]}
    assert found(world, "so_officer", activity.code) == {}, "what is not confirmed is the unit's own business"
    content = ActivityContent(effective_on=clock.today(), place="Đình làng Pác Mòng", items=(item.pk,))
    change_activity(unit, activity.pk, content=content)
    assert found(world, "unit_officer", "pac mong") == {"hoat-dong": [activity.pk]}
    other = record_activity(unit, duty.pk, uuid=uuid4(), content=content)
    confirm_activities(leader, [activity.pk, other.pk])
    check_in_step()
    assert found(world, "so_officer", "pác mòng") == {"hoat-dong": [other.pk, activity.pk]}
    take_back_confirmation(leader, other.pk)
    assert found(world, "so_officer", "pác mòng") == {"hoat-dong": [activity.pk]}
    withdraw_activity(leader, activity.pk, reason="Ghi nhầm ngày.")
    check_in_step()
    assert found(world, "other_unit_officer", "pác mòng") == {}


RIGHTS = {
    # who: a draft, an issued directive, its items, an unconfirmed activity of Bảo tàng, a confirmed one
    "so_clerk": (True, True, True, False, True),
    "so_officer": (True, True, True, False, True),
    "so_leader": (True, True, True, False, True),
    "unit_clerk": (False, True, True, True, True),
    "unit_officer": (False, True, True, True, True),
    "unit_leader": (False, True, True, True, True),
    "other_unit_officer": (False, True, True, False, False),
    "other_unit_leader": (False, True, True, False, False),
    "outsider": (False, False, False, False, False),
}


@pytest.mark.parametrize("key", sorted(RIGHTS))
def test_who_finds_what(world: World, duty: Duty, tasks_draft: Directive, key: str) -> None:
    """The same people as on the pages of these things; a code and quotes open no other door."""
    waiting = record(world.actors["unit_officer"], duty)
    confirmed = record(world.actors["unit_officer"], duty)
    confirm_activities(world.actors["unit_leader"], [confirmed.pk])
    issued = duty.directive.document
    draft = found(world, key, "kiểm tra an toàn phòng cháy")
    seen = (
        tasks_draft.document_id in draft.get("van-ban", []),
        all(
            issued.pk in found(world, key, words).get("van-ban", [])
            for words in ("gia đình văn hóa", '"gia đình văn hóa"', issued.code)
        ),
        bool(found(world, key, "bạo lực gia đình").get("noi-dung")),
        waiting.pk in found(world, key, waiting.code).get("hoat-dong", []),
        confirmed.pk in found(world, key, confirmed.code).get("hoat-dong", []),
    )
    assert seen == RIGHTS[key]
    assert bool(draft) == RIGHTS[key][0], "nor its items, nor the directive"


def test_an_entry_that_were_stale_shows_nothing(world: World, topics_draft: Directive, duty: Duty) -> None:
    """Every right is asked of the tables once more, whatever the index says."""
    activity = record(world.actors["unit_officer"], duty)
    outsider = world.actors["outsider"]
    everything = Findable.objects.all()
    for entry in everything:
        entry.words += f" @o{outsider.office_id}"
        entry.save()
    for words in ("gia đình", "bạo lực", activity.code, duty.directive.document.code, '"văn hóa"'):
        assert found(world, "outsider", words) == {}
    assert everything.exists()


def test_a_rebuild_mends_what_is_missing_wrong_or_lost(world: World, duty: Duty) -> None:
    """And says how much that was; a second one finds nothing to do."""
    record(world.actors["unit_officer"], duty)
    right = dict(Findable.objects.values_list("pk", "words"))
    Findable.objects.filter(pk__range=key_range(Kind.DOCUMENT)).delete()
    Findable.objects.filter(pk__range=key_range(Kind.ACTIVITY)).update(words="@o1 sai")
    Findable.objects.create(pk=make_key(Kind.ITEM, 99_999), words="@o1 không còn")
    told: list[Kind] = []
    total, wrong = rebuild_index(tell=lambda kind, done, whole: told.append(kind))
    documents = sum(read_key(key)[0] == Kind.DOCUMENT for key in right)
    assert (total, wrong) == (len(right), documents + 2)
    assert dict(Findable.objects.values_list("pk", "words")) == right
    assert set(told) == set(Kind)
    assert rebuild_index() == (total, 0)


def test_what_did_not_change_is_not_written(world: World, duty: Duty) -> None:
    """A deed that leaves words and rights alone costs the index three look-ups and no write."""
    with CaptureQueriesContext(connection) as queries:
        assert keep_entries(Kind.DIRECTIVE, [duty.directive_id]) == (1, 0)
    assert not [query for query in queries if not query["sql"].startswith("SELECT")]


def test_a_thousand_receivers_fit_in_an_entry(world: World, tasks_draft: Directive) -> None:
    """Rights are words like others: whoever has a duty finds the item."""
    units = Unit.objects.bulk_create(Unit(code=f"xa-{number}") for number in range(1000))
    Duty.objects.bulk_create(
        Duty(directive=tasks_draft, unit=unit, unit_name=unit.code, unit_short_name=unit.code, purpose="carry_out")
        for unit in units
    )
    Directive.objects.filter(pk=tasks_draft.pk).update(state=Directive.State.ISSUED)
    rebuild_index()
    item = Findable.objects.get(pk=make_key(Kind.ITEM, tasks_draft.items.earliest("position").pk))
    assert f"@u{units[-1].pk}" in item.words.split(" ")
