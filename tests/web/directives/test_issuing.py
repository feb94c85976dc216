"""From a confirmed reading to running duties."""

from __future__ import annotations

from datetime import date

import pytest

from tests.web.conftest import EnterReading, World, issue, topics_reading
from trienkhai.web import clock
from trienkhai.web.directives.actions import (
    ItemTerms,
    add_unit,
    exempt_unit,
    issue_directive,
    merge_forms,
    restore_unit,
    set_item,
    set_options,
    set_period,
    set_purpose,
    set_report,
    sign_directive,
    strike_item,
    strike_unit,
    withdraw_directive,
)
from trienkhai.web.directives.models import Directive, Duty, Item, LedgerEntry
from trienkhai.web.directives.queries import list_addressees, load_standings
from trienkhai.web.documents.actions import number_document, reopen_reading
from trienkhai.web.documents.models import Origin, Purpose
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor

TODAY = date(2023, 5, 30)


def units_of(directive: Directive) -> list[str]:
    """Codes of the units that have a duty, in order."""
    return list(directive.duties.order_by("position").values_list("unit__code", flat=True))


def test_a_confirmed_reading_becomes_a_draft_with_its_items_forms_and_units(topics_draft: Directive) -> None:
    """Topics, forms mapped to the catalogue, period, purposes and units are proposed, nothing is issued."""
    assert topics_draft.state == Directive.State.DRAFT
    assert topics_draft.title == "Tuyên truyền gia đình văn hóa năm 2023"
    assert [item.kind for item in topics_draft.items.all()] == ["topic"] * 3
    assert [form.catalogue_keys for form in topics_draft.forms.all()] == [
        ["facebook", "zalo"],
        ["speaker_conference", "propagandist_conference"],
        ["banner_cloth", "panel"],
    ]
    assert (topics_draft.period_start, topics_draft.period_end) == (date(2023, 1, 1), date(2023, 12, 31))
    assert (topics_draft.period_origin, topics_draft.period_basis) == ("inferred", "“năm 2023” trong trích yếu")
    assert topics_draft.units_choose
    assert not topics_draft.duties.exists()


def test_purposes_are_stated_or_inferred(topics_draft: Directive) -> None:
    """Kính gửi carries out as "Như trên (T/h)" states; a superior gets a report; a web site publishes; Lưu files."""
    rows = [(row.phrase, row.purpose, row.origin, row.resolved.count()) for row in list_addressees(topics_draft)]
    assert rows == [
        ("Các đơn vị trực thuộc Sở", "carry_out", "stated", 2),
        ("Phòng Văn hóa và Thông tin các huyện, thành phố", "carry_out", "stated", 2),
        ("UBND tỉnh", "report", "stated", 1),
        ("GĐ, PGĐ Sở", "know", "inferred", 0),
        ("Trang TTĐT Sở", "publish", "inferred", 0),
        ("Lưu: VT, NV", "file", "stated", 0),
    ]


def test_tasks_go_to_the_units_they_name_and_keep_their_days(tasks_draft: Directive, world: World) -> None:
    """Three tasks, three addressees, two deadlines; a division named only in a task receives, too."""
    items = list(tasks_draft.items.prefetch_related("units"))
    assert [[unit.code for unit in item.units.all()] for item in items] == [
        ["bao-tang"],
        ["vhtt-bac-son", "vhtt-lang-son"],
        ["phong-nghiep-vu"],
    ]
    assert [item.deadline_on for item in items] == [date(2023, 6, 15), date(2023, 6, 30), date(2023, 6, 30)]
    assert {item.deadline_origin for item in items} == {"stated"}
    added = tasks_draft.addressees.get(phrase="Phòng Nghiệp vụ")
    assert (added.place, added.purpose, added.origin) == ("Mục 3", "carry_out", "inferred")


def test_issuing_begins_one_duty_for_each_unit_and_sends_to_everybody(topics_draft: Directive, world: World) -> None:
    """Four duties with their ledger, six distributions with purposes, one journal entry for all."""
    duties = issue(world, topics_draft)
    assert units_of(topics_draft) == ["bao-tang", "thu-vien", "vhtt-bac-son", "vhtt-lang-son"]
    assert LedgerEntry.objects.filter(duty__in=duties, kind="added", effective_on=TODAY).count() == 4
    sent = list(topics_draft.document.distributions.values_list("printed", "purpose", "unit__code"))
    assert [row[1] for row in sent] == ["carry_out"] * 4 + ["report", "know", "publish", "file"]
    assert all(row.sent_at for row in topics_draft.document.distributions.all())
    assert topics_draft.document.distributions.get(unit=world.units["bao-tang"]).arrived_at is not None
    assert Entry.objects.get(name="directive.issued").details["duties"] == 4


def test_two_tasks_make_duties_that_owe_different_things(tasks_directive: Directive, world: World) -> None:
    """Bảo tàng owes task 1 only, Thư viện nothing dated, the offices task 2."""
    standings = load_standings(tasks_directive.pk, on=TODAY)
    owed = {
        duty.unit.code: (len(standings[duty.pk].owed()), standings[duty.pk].next_deadline())
        for duty in tasks_directive.duties.select_related("unit")
    }
    assert owed == {
        "phong-nghiep-vu": (1, date(2023, 6, 30)),
        "bao-tang": (1, date(2023, 6, 15)),
        "thu-vien": (0, None),
        "vhtt-bac-son": (1, date(2023, 6, 30)),
        "vhtt-lang-son": (1, date(2023, 6, 30)),
    }


def test_issue_is_refused_without_signer_then_without_number(topics_draft: Directive, world: World) -> None:
    """The sentence names what is missing, and no duty begins."""
    clerk, leader = world.actors["so_clerk"], world.actors["so_leader"]
    with pytest.raises(WrongState, match="người ký, số, ngày"):
        issue_directive(clerk, topics_draft.pk)
    sign_directive(leader, topics_draft.pk, authority="KT.")
    with pytest.raises(WrongState, match="số, ngày"):
        issue_directive(clerk, topics_draft.pk)
    assert Duty.objects.count() == 0
    number_document(clerk, topics_draft.document_id)
    assert len(issue_directive(clerk, topics_draft.pk)) == 4
    with pytest.raises(WrongState):
        issue_directive(clerk, topics_draft.pk)
    assert Duty.objects.count() == 4


def test_nobody_to_carry_it_out_means_nothing_to_sign(topics_draft: Directive, world: World) -> None:
    """With every unit struck the leader is told which step is missing."""
    for code in ("bao-tang", "thu-vien", "vhtt-bac-son", "vhtt-lang-son"):
        strike_unit(world.actors["so_officer"], topics_draft.pk, unit_id=world.units[code].pk, reason="Thử.")
    with pytest.raises(NotValid, match="Chưa có đơn vị nào"):
        sign_directive(world.actors["so_leader"], topics_draft.pk, authority="KT.")


def test_after_the_signature_receivers_and_days_stand(topics_draft: Directive, world: World) -> None:
    """What the leader signed is what goes out."""
    sign_directive(world.actors["so_leader"], topics_draft.pk, authority="KT.")
    with pytest.raises(WrongState, match="rút chữ ký"):
        strike_unit(world.actors["so_officer"], topics_draft.pk, unit_id=world.units["bao-tang"].pk, reason="Muộn.")


def test_a_struck_unit_gets_neither_document_nor_duty(topics_draft: Directive, world: World) -> None:
    """The reason is kept beside the unit; undoing brings it back."""
    officer, unit = world.actors["so_officer"], world.units["thu-vien"]
    with pytest.raises(NotValid, match="lý do"):
        strike_unit(officer, topics_draft.pk, unit_id=unit.pk, reason="  ")
    strike_unit(officer, topics_draft.pk, unit_id=unit.pk, reason="Đang sửa chữa trụ sở.", basis="Tờ trình 5")
    restore_unit(officer, topics_draft.pk, unit_id=unit.pk)
    strike_unit(officer, topics_draft.pk, unit_id=unit.pk, reason="Đang sửa chữa trụ sở.")
    issue(world, topics_draft)
    assert "thu-vien" not in units_of(topics_draft)
    assert not topics_draft.document.distributions.filter(unit=unit).exists()
    assert Entry.objects.filter(name="directive.unit_struck", reason="Đang sửa chữa trụ sở.").count() == 2


def test_an_added_unit_has_a_duty_with_its_reason(topics_draft: Directive, world: World) -> None:
    """Added in the draft, and once more after issue, each with its day in the ledger."""
    officer = world.actors["so_officer"]
    add_unit(officer, topics_draft.pk, unit_id=world.units["phong-nghiep-vu"].pk, reason="Theo dõi chung.")
    issue(world, topics_draft)
    assert "phong-nghiep-vu" in units_of(topics_draft)
    with clock.at(date(2023, 6, 5)):
        later = add_unit(officer, topics_draft.pk, unit_id=world.units["so-khac"].pk, reason="Phối hợp tuyên truyền.")
    assert later is not None
    entry = later.ledger.get()
    assert (entry.effective_on, entry.reason) == (date(2023, 6, 5), "Phối hợp tuyên truyền.")
    assert not load_standings(topics_draft.pk, on=date(2023, 6, 4))[later.pk].counts
    assert load_standings(topics_draft.pk, on=date(2023, 6, 5))[later.pk].counts
    with clock.at(date(2023, 6, 6)), pytest.raises(WrongState, match="đã có nhiệm vụ"):
        add_unit(officer, topics_draft.pk, unit_id=world.units["so-khac"].pk, reason="Lần nữa.")


def test_a_unit_exempt_from_reporting_still_carries_out(topics_draft: Directive, world: World) -> None:
    """Its ledger says so from the first day: three report, one is exempt, four count."""
    officer, unit = world.actors["so_officer"], world.units["thu-vien"]
    item = set_report(officer, topics_draft.pk, deadline_on=date(2023, 12, 20), data_close_on=date(2023, 12, 14))
    assert item is not None
    exempt_unit(officer, topics_draft.pk, unit_id=unit.pk, reason="Báo cáo chung qua Phòng.")
    issue(world, topics_draft)
    standings = load_standings(topics_draft.pk, on=TODAY).values()
    assert sum(standing.counts for standing in standings) == 4
    assert sum(not standing.is_exempt(item.pk) for standing in standings) == 3


def test_the_report_takes_what_the_regime_says_and_the_office_stands_for_its_day(
    topics_draft: Directive, so_officer: Actor
) -> None:
    """Data close by Article 12, the day set by a person, with who and when."""
    item = set_report(so_officer, topics_draft.pk, deadline_on=date(2023, 12, 20), data_close_on=date(2023, 12, 14))
    assert item is not None
    assert (item.period_start, item.period_end) == (date(2022, 12, 15), date(2023, 12, 14))
    assert item.period_label == "năm 2023"
    assert (item.deadline_origin, item.deadline_set_on) == (Origin.PERSON, TODAY)
    assert item.deadline_basis == "Điều 12 Nghị định 09/2019/NĐ-CP"
    again = set_report(so_officer, topics_draft.pk, deadline_on=date(2023, 12, 22), data_close_on=date(2023, 12, 14))
    assert again is not None
    assert again.pk == item.pk
    set_report(so_officer, topics_draft.pk, deadline_on=None)
    topics_draft.refresh_from_db()
    assert topics_draft.report_decided
    assert not topics_draft.items.filter(kind=Item.Kind.REPORT).exists()


def test_a_report_cannot_be_due_before_its_data_close(topics_draft: Directive, so_officer: Actor) -> None:
    """Article 8: at least one working day between."""
    with pytest.raises(NotValid, match="chốt số liệu"):
        set_report(so_officer, topics_draft.pk, deadline_on=date(2023, 12, 14), data_close_on=date(2023, 12, 14))


def test_an_items_day_is_the_persons_unless_the_text_states_it(tasks_draft: Directive, so_officer: Actor) -> None:
    """Leaving a stated day as it is keeps it stated; another day is set by a person; none is none."""
    item = tasks_draft.items.get(label="1")
    units = tuple(unit.pk for unit in item.units.all())
    kept = set_item(
        so_officer, tasks_draft.pk, item_id=item.pk, terms=ItemTerms(deadline_on=item.deadline_on, units=units)
    )
    assert kept.deadline_origin == Origin.STATED
    moved = set_item(
        so_officer, tasks_draft.pk, item_id=item.pk, terms=ItemTerms(deadline_on=date(2023, 6, 20), units=units)
    )
    assert (moved.deadline_origin, moved.deadline_text) == (Origin.PERSON, "trước ngày 15/6/2023")
    none = set_item(so_officer, tasks_draft.pk, item_id=item.pk, terms=ItemTerms(deadline_on=None, units=None))
    assert (none.deadline_origin, none.for_everyone) == (Origin.NONE, True)


def test_an_item_given_to_a_unit_outside_the_list_makes_it_a_receiver(
    tasks_draft: Directive, world: World, so_officer: Actor
) -> None:
    """Whoever is asked something receives the document."""
    item = tasks_draft.items.get(label="1")
    unit = world.units["so-khac"]
    set_item(so_officer, tasks_draft.pk, item_id=item.pk, terms=ItemTerms(deadline_on=None, units=(unit.pk,)))
    issue(world, tasks_draft)
    assert "so-khac" in units_of(tasks_draft)


def test_a_struck_item_is_asked_of_nobody(tasks_draft: Directive, world: World, so_officer: Actor) -> None:
    """The unit keeps its duty without it."""
    strike_item(so_officer, tasks_draft.pk, item_id=tasks_draft.items.get(label="1").pk, reason="Đã làm năm trước.")
    issue(world, tasks_draft)
    standing = load_standings(tasks_draft.pk, on=TODAY)[tasks_draft.duties.get(unit=world.units["bao-tang"]).pk]
    assert (standing.counts, standing.owed()) == (True, ())


def test_twins_of_two_sections_may_be_merged_and_set_apart(topics_draft: Directive, so_officer: Actor) -> None:
    """A chain of merges is refused."""
    first, second, third = topics_draft.forms.all()
    merge_forms(so_officer, topics_draft.pk, form_id=third.pk, into_id=first.pk)
    with pytest.raises(NotValid):
        merge_forms(so_officer, topics_draft.pk, form_id=second.pk, into_id=third.pk)
    with pytest.raises(NotValid):
        merge_forms(so_officer, topics_draft.pk, form_id=first.pk, into_id=second.pk)
    third.refresh_from_db()
    assert third.merged_into_id == first.pk
    merge_forms(so_officer, topics_draft.pk, form_id=third.pk, into_id=None)
    third.refresh_from_db()
    assert third.merged_into_id is None


def test_only_carrying_out_and_coordinating_make_duties(topics_draft: Directive, world: World) -> None:
    """A phrase that a person sets to know gets the document, no duty."""
    row = topics_draft.addressees.get(phrase="Các đơn vị trực thuộc Sở")
    set_purpose(world.actors["so_officer"], topics_draft.pk, addressee_id=row.pk, purpose=Purpose.KNOW)
    issue(world, topics_draft)
    assert units_of(topics_draft) == ["vhtt-bac-son", "vhtt-lang-son"]
    assert topics_draft.document.distributions.get(unit=world.units["bao-tang"]).purpose == Purpose.KNOW


def test_the_period_is_a_persons_once_confirmed(topics_draft: Directive, so_officer: Actor) -> None:
    """And its days must be in order."""
    done = set_period(so_officer, topics_draft.pk, start=date(2023, 1, 1), end=date(2023, 12, 31))
    assert done.period_origin == Origin.PERSON
    with pytest.raises(NotValid):
        set_period(so_officer, topics_draft.pk, start=date(2023, 2, 1), end=date(2023, 1, 1))


def test_two_people_on_one_draft_are_told(topics_draft: Directive, so_officer: Actor) -> None:
    """The second to save hears who was first and when."""
    set_options(so_officer, topics_draft.pk, plan_needed=True, acceptance_needed=True, version=topics_draft.version)
    with pytest.raises(Conflict, match="Chuyên viên Sở"):
        set_options(
            so_officer, topics_draft.pk, plan_needed=False, acceptance_needed=True, version=topics_draft.version
        )


def test_a_reopened_reading_keeps_what_a_person_decided(
    topics_draft: Directive, world: World, enter_reading: EnterReading
) -> None:
    """Confirmed again, the draft still has the struck unit struck, the added one added and the report asked for."""
    from trienkhai.web.documents.actions import confirm_reading

    officer = world.actors["so_officer"]
    strike_unit(officer, topics_draft.pk, unit_id=world.units["thu-vien"].pk, reason="Đang sửa chữa.")
    add_unit(officer, topics_draft.pk, unit_id=world.units["so-khac"].pk, reason="Phối hợp.")
    set_report(officer, topics_draft.pk, deadline_on=date(2023, 12, 20), data_close_on=date(2023, 12, 14))
    reopen_reading(world.actors["so_clerk"], topics_draft.document_id)
    confirm_reading(world.actors["so_clerk"], topics_draft.document_id, all_seen=True)
    issue(world, topics_draft)
    assert units_of(topics_draft) == ["bao-tang", "vhtt-bac-son", "vhtt-lang-son", "so-khac"]
    assert topics_draft.items.filter(kind=Item.Kind.REPORT).count() == 1
    assert topics_draft.items.filter(kind=Item.Kind.TOPIC).count() == 3


def test_a_withdrawn_directive_ends_every_duty_and_accepts_no_change(topics_directive: Directive, world: World) -> None:
    """The day before it still counted."""
    with clock.at(date(2023, 7, 1)):
        withdraw_directive(world.actors["so_leader"], topics_directive.pk, reason="Có văn bản thay thế.")
        with pytest.raises(WrongState):
            add_unit(world.actors["so_officer"], topics_directive.pk, unit_id=world.units["tinh"].pk, reason="Thử.")
    assert not any(standing.counts for standing in load_standings(topics_directive.pk, on=date(2023, 7, 1)).values())
    assert all(standing.counts for standing in load_standings(topics_directive.pk, on=date(2023, 6, 30)).values())


DEEDS = ["arrange", "sign", "issue", "withdraw"]
RIGHTS = {
    "so_clerk": {"issue"},
    "so_officer": {"arrange"},
    "so_leader": {"arrange", "sign", "withdraw"},
    "unit_officer": None,
    "unit_leader": None,
    "other_unit_officer": None,
    "outsider": None,
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("person", RIGHTS)
def test_who_may_do_what_with_a_directive(person: str, deed: str, topics_draft: Directive, world: World) -> None:
    """In the office each by their role; nobody else learns that a draft exists."""
    actor = world.actors[person]
    if deed == "issue":
        sign_directive(world.actors["so_leader"], topics_draft.pk, authority="KT.")
        number_document(world.actors["so_clerk"], topics_draft.document_id)
    if deed == "withdraw":
        issue(world, topics_draft)
    rights = RIGHTS[person]
    if rights is not None and deed in rights:
        attempt(actor, deed, topics_draft)
        return
    with pytest.raises(Unknown if rights is None else NotAllowed):
        attempt(actor, deed, topics_draft)


def attempt(actor: Actor, deed: str, directive: Directive) -> None:
    """One deed of the table above."""
    if deed == "arrange":
        set_options(actor, directive.pk, plan_needed=False, acceptance_needed=True)
    elif deed == "sign":
        sign_directive(actor, directive.pk, authority="KT.")
    elif deed == "issue":
        issue_directive(actor, directive.pk)
    else:
        withdraw_directive(actor, directive.pk, reason="Thử.")


def test_a_document_that_came_in_makes_no_directive(world: World, enter_reading: EnterReading) -> None:
    """Only what the office sends itself orders something."""
    document = enter_reading(world.actors["so_clerk"], topics_reading())
    assert Directive.objects.filter(document=document).count() == 1
