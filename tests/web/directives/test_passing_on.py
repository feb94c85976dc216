"""A unit passes its duty on to the units below it; every level sees what it may, and totals count once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.web.conftest import ClientFor, World
from tests.web.directives.conftest import Below
from tests.web.directives.test_interface import Caller
from tests.web.standing import standing
from trienkhai.checking import check
from trienkhai.reading.pipeline import read_source
from trienkhai.rendering.docx import render_docx
from trienkhai.rendering.paper import Paragraph, Table, find_plain
from trienkhai.sources import read_bytes
from trienkhai.web import clock
from trienkhai.web.activities.actions import ActivityContent, Quantity, confirm_activities, record_activity
from trienkhai.web.activities.models import Activity
from trienkhai.web.activities.queries import visible_activities
from trienkhai.web.directives.actions import (
    add_unit,
    issue_directive,
    link_duty,
    pass_on_document,
    pass_on_items,
    set_report,
    sign_directive,
    withdraw_duty,
)
from trienkhai.web.directives.models import Directive, Duty, Item
from trienkhai.web.directives.paper import compose_dispatch
from trienkhai.web.directives.passed_on import list_passed_on
from trienkhai.web.directives.queries import visible_directives, visible_duties
from trienkhai.web.documents.actions import confirm_reading, number_document, reopen_reading
from trienkhai.web.documents.models import DocumentFile, Origin
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Refusal, Unknown, WrongState
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor
from trienkhai.web.reports.actions import accept_report, draft_report, draft_rollup, submit_report
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.presenting import paper_of
from trienkhai.web.reports.queries import visible_reports

OWN_TEXT = """UBND HUYỆN BẮC SƠN
PHÒNG VĂN HÓA VÀ THÔNG TIN
Số:      /VHTT

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Bắc Sơn, ngày      tháng 6 năm 2023

V/v tuyên truyền gia đình văn hóa năm 2023

Kính gửi: Ủy ban nhân dân xã Bắc Quỳnh

Phòng Văn hóa và Thông tin đề nghị Ủy ban nhân dân xã Bắc Quỳnh thực hiện các nội dung sau:
1. Tuyên truyền gương người tốt, việc tốt.

Nơi nhận:
- Như trên;
- Lưu: VT.

TRƯỞNG PHÒNG


Người Ký Mẫu
"""


@pytest.fixture
def officer(world: World) -> Actor:
    """Chuyên viên of the culture office of Bắc Sơn; there is no clerk, so they keep the registers too."""
    return world.actors["other_unit_officer"]


@pytest.fixture
def leader(world: World) -> Actor:
    """Its leader."""
    return world.actors["other_unit_leader"]


@standing()
def child(other_duty: Duty, world: World, below: Below) -> Directive:
    """A draft begun from everything the office was asked, to both communes."""
    officer = world.actors["other_unit_officer"]
    items = list(other_duty.directive.items.values_list("pk", flat=True))
    made = pass_on_items(officer, other_duty.pk, uuid=uuid4(), items=items)
    for unit in below.units:
        add_unit(officer, made.pk, unit_id=unit.pk, reason="Xã trong huyện.")
    return made


@standing()
def running(child: Directive, world: World) -> Directive:
    """The same, signed, numbered, issued; the communes close and report some days before the office itself."""
    officer, leader = world.actors["other_unit_officer"], world.actors["other_unit_leader"]
    set_report(officer, child.pk, deadline_on=date(2023, 12, 12), data_close_on=date(2023, 12, 8))
    sign_directive(leader, child.pk, authority="KT.")
    number_document(officer, child.document_id)
    issue_directive(officer, child.pk)
    child.refresh_from_db()
    return child


def test_a_draft_begun_from_items_fulfils_the_duty(child: Directive, other_duty: Duty) -> None:
    """Items, forms and period come from above; days from above are proposed and bind nobody yet."""
    assert child.fulfils_id == other_duty.pk
    above = other_duty.directive
    assert [item.text for item in child.items.all()] == [item.text for item in above.items.all()]
    assert child.forms.count() == above.forms.count()
    report = child.items.get(kind=Item.Kind.REPORT)
    assert (report.deadline_on, report.deadline_origin) == (date(2023, 12, 20), Origin.INFERRED)
    asked = above.items.get(kind=Item.Kind.REPORT)
    assert (report.period_start, report.period_end) == (asked.period_start, asked.period_end)
    edge = child.document.edges.get()
    assert (edge.kind, edge.target_id) == ("implements", above.document_id)


def test_twice_under_one_uuid_is_one_draft(other_duty: Duty, officer: Actor) -> None:
    """The same content gives the same draft, other content a conflict."""
    items = list(other_duty.directive.items.values_list("pk", flat=True))
    uuid = uuid4()
    first = pass_on_items(officer, other_duty.pk, uuid=uuid, items=items)
    assert pass_on_items(officer, other_duty.pk, uuid=uuid, items=reversed(items)).pk == first.pk  # type: ignore[arg-type]  # any order
    with pytest.raises(Conflict):
        pass_on_items(officer, other_duty.pk, uuid=uuid, items=items[:1])


def test_only_what_the_unit_owes_is_passed_on(
    other_duty: Duty, duty: Duty, officer: Actor, tasks_directive: Directive
) -> None:
    """Nothing at all, and items of another directive, are refused."""
    foreign = tasks_directive.items.values_list("pk", flat=True)[:1]
    for items in ([], list(foreign)):
        with pytest.raises(NotValid):
            pass_on_items(officer, other_duty.pk, uuid=uuid4(), items=items)


def test_the_own_document_is_linked_when_its_reading_is_confirmed(
    other_duty: Duty, officer: Actor, below: Below
) -> None:
    """The link is kept through the review, and through opening the reading once more."""
    uuid = uuid4()
    data = OWN_TEXT.encode()
    document = pass_on_document(officer, other_duty.pk, uuid=uuid, data=data, name="giao-tiep.txt")
    assert pass_on_document(officer, other_duty.pk, uuid=uuid, data=data, name="giao-tiep.txt").pk == document.pk
    assert list_passed_on(officer, other_duty) == []
    confirm_reading(officer, document.pk, all_seen=True)
    made = Directive.objects.get(document=document)
    assert made.fulfils_id == other_duty.pk
    link_duty(officer, made.pk, duty_id=None)
    reopen_reading(officer, document.pk)
    confirm_reading(officer, document.pk, all_seen=True)
    made.refresh_from_db()
    assert made.fulfils_id is None, "what a person took off does not come back by itself"


def test_a_duty_that_ended_meanwhile_is_not_linked(other_duty: Duty, officer: Actor, so_officer: Actor) -> None:
    """The directive stands without it, and the journal says why."""
    document = pass_on_document(officer, other_duty.pk, uuid=uuid4(), data=OWN_TEXT.encode(), name="giao-tiep.txt")
    withdraw_duty(so_officer, other_duty.pk, reason="Giao nhầm.")
    confirm_reading(officer, document.pk, all_seen=True)
    made = Directive.objects.get(document=document)
    assert made.fulfils_id is None
    assert Entry.objects.filter(name="directive.duty_not_linked", directive_id=made.pk).count() == 1
    with pytest.raises(WrongState):
        link_duty(officer, made.pk, duty_id=other_duty.pk)
    with pytest.raises(WrongState):
        pass_on_document(officer, other_duty.pk, uuid=uuid4(), data=OWN_TEXT.encode(), name="lan-hai.txt")


@pytest.mark.parametrize(
    ("person", "outcome"),
    [
        ("so_officer", NotAllowed),
        ("so_leader", NotAllowed),
        ("unit_officer", Unknown),
        ("unit_leader", Unknown),
        ("outsider", Unknown),
    ],
)
def test_who_may_not_pass_a_duty_on(person: str, outcome: type[Refusal], other_duty: Duty, world: World) -> None:
    """The office above may see the duty but not pass it on; siblings and strangers do not learn of it."""
    actor = world.actors[person]
    items = list(other_duty.directive.items.values_list("pk", flat=True))
    with pytest.raises(outcome):
        pass_on_items(actor, other_duty.pk, uuid=uuid4(), items=items)
    with pytest.raises(outcome):
        pass_on_document(actor, other_duty.pk, uuid=uuid4(), data=OWN_TEXT.encode(), name="a.txt")


def test_a_draft_is_linked_only_to_duties_of_its_own_office(
    child: Directive, duty: Duty, other_duty: Duty, officer: Actor, so_officer: Actor, leader: Actor
) -> None:
    """A sibling's duty is unknown; after the signature nothing is linked any more."""
    with pytest.raises(Unknown):
        link_duty(officer, child.pk, duty_id=duty.pk)
    with pytest.raises(Unknown):
        link_duty(so_officer, child.pk, duty_id=other_duty.pk)
    sign_directive(leader, child.pk, authority="KT.")
    with pytest.raises(WrongState):
        link_duty(officer, child.pk, duty_id=None)


def test_who_sees_the_link(
    running: Directive, other_duty: Duty, world: World, below: Below, client_for: ClientFor, officer: Actor
) -> None:
    """The unit opens its directive, the office above reads that it exists, everybody else nothing."""
    duty_url, child_url = f"/nhiem-vu/{other_duty.pk}/", f"/chi-dao/{running.pk}/"
    own = client_for(officer).get(duty_url).content.decode()
    assert f'href="{child_url}"' in own
    above = client_for(world.actors["so_officer"]).get(duty_url).content.decode()
    assert "2 đơn vị" in above
    assert f'href="{child_url}"' not in above
    statuses = {
        name: (client.get(duty_url).status_code, client.get(child_url).status_code)
        for name, client in (
            ("upper", client_for(world.actors["so_officer"])),
            ("sibling", client_for(world.actors["unit_officer"])),
            ("stranger", client_for(world.actors["outsider"])),
            ("commune", client_for(below.officer)),
            ("own", client_for(officer)),
        )
    }
    assert statuses == {
        "upper": (200, 404),
        "sibling": (404, 404),
        "stranger": (404, 404),
        "commune": (404, 200),
        "own": (200, 200),
    }
    commune = client_for(below.officer).get(child_url).content.decode()
    assert "Thực hiện nhiệm vụ" in commune
    assert duty_url not in commune
    assert f'href="{duty_url}"' in client_for(officer).get(child_url).content.decode()


def test_the_office_above_does_not_see_a_draft(
    child: Directive, other_duty: Duty, so_officer: Actor, officer: Actor, client_for: ClientFor
) -> None:
    """What a unit is still writing is its own business, also in the journal."""
    assert list_passed_on(so_officer, other_duty) == []
    shown = client_for(so_officer).get(f"/nhiem-vu/{other_duty.pk}/").content.decode()
    assert "Đang soạn" not in shown
    assert "Đã giao tiếp" not in shown
    assert not Entry.objects.filter(name="duty.passed_on").exists()
    assert "Đang soạn" in client_for(officer).get(f"/nhiem-vu/{other_duty.pk}/").content.decode()


def do(actor: Actor, confirming: Actor, duty: Duty, metres: int, basis: str = "") -> None:
    """One confirmed activity with banners; under a basis where the office enters it for the commune."""
    topic = duty.directive.items.filter(kind=Item.Kind.TOPIC)[0]
    content = ActivityContent(
        effective_on=date(2023, 7, 1),
        place="Nhà văn hóa xã",
        items=(topic.pk,),
        form="banner_cloth",
        quantities=(Quantity("met", Decimal(metres)),),
    )
    with clock.at(date(2023, 7, 2)):
        made = record_activity(actor, duty.pk, uuid=uuid4(), content=content, on_behalf_basis=basis)
        confirm_activities(confirming, [made.pk])


@standing()
def reported(running: Directive, below: Below, world: World) -> Report:
    """The first commune reports through the office on its behalf, the second itself; the roll-up of both is sent."""
    officer, leader = world.actors["other_unit_officer"], world.actors["other_unit_leader"]
    item = running.items.get(kind=Item.Kind.REPORT)
    first, second = (Duty.objects.get(directive=running, unit=unit) for unit in below.units)
    do(officer, officer, first, 96, basis="báo cáo giấy của xã")
    do(below.officer, below.leader, second, 30)
    with clock.at(date(2023, 12, 15)):
        entered = draft_report(officer, first.pk, item_id=item.pk, uuid=uuid4(), on_behalf_basis="báo cáo giấy của xã")
        written = draft_report(below.officer, second.pk, item_id=item.pk, uuid=uuid4())
        submit_report(officer, entered.pk)
        submit_report(below.leader, written.pk)
        for report in (entered, written):
            # What the office entered for the commune it accepts, too: acceptance is the office's word.
            accept_report(leader, report.pk)
        assert item.period_start
        assert item.period_end
        rollup = draft_rollup(officer, running.pk, start=item.period_start, end=item.period_end, label="năm 2023")
        return submit_report(leader, rollup.pk)


def figure(report: Report, key: str) -> Decimal:
    """A frozen figure."""
    return report.figures.get(key=key).value


def test_the_roll_up_is_the_units_own_report_and_counts_once(
    reported: Report, other_duty: Duty, so_officer: Actor, so_leader: Actor
) -> None:
    """Two activities of 96 and 30 metres: the same figures at each level, each summed from the one below."""
    assert reported.duty_id == other_duty.pk
    assert (figure(reported, "activities"), figure(reported, "banner_cloth:met")) == (Decimal(2), Decimal(126))
    with clock.at(date(2023, 12, 18)):
        accept_report(so_officer, reported.pk)
        item = other_duty.directive.items.get(kind=Item.Kind.REPORT)
        assert item.period_start
        assert item.period_end
        top = draft_rollup(so_officer, other_duty.directive_id, start=item.period_start, end=item.period_end)
        submit_report(so_leader, top.pk)
    assert (figure(top, "activities"), figure(top, "banner_cloth:met")) == (Decimal(2), Decimal(126))
    assert list(top.feeds.values_list("source", flat=True)) == [reported.pk]
    assert reported.feeds.count() == 2


def test_the_roll_up_counts_what_the_office_did_itself(
    running: Directive, below: Below, world: World, other_duty: Duty, so_officer: Actor, client_for: ClientFor
) -> None:
    """Its own 4 metres under the duty from above beside 30 of a commune: once, and opened from the figure."""
    officer, leader = world.actors["other_unit_officer"], world.actors["other_unit_leader"]
    item = running.items.get(kind=Item.Kind.REPORT)
    commune = Duty.objects.get(directive=running, unit=below.units[1])
    do(below.officer, below.leader, commune, 30)
    do(officer, leader, other_duty, 4)
    outside = other_duty.directive.items.get(kind=Item.Kind.REPORT)
    assert item.period_start
    assert item.period_end
    with clock.at(date(2023, 12, 15)):
        written = draft_report(below.officer, commune.pk, item_id=item.pk, uuid=uuid4())
        accept_report(leader, submit_report(below.leader, written.pk).pk)
        rollup = draft_rollup(officer, running.pk, start=item.period_start, end=item.period_end, label="năm 2023")
        address = f"/bao-cao/{rollup.pk}/?so=banner_cloth:met"
        code = Activity.objects.get(duty=other_duty).code
        live = client_for(officer).get(address).content.decode()
        submit_report(leader, rollup.pk)
        frozen = client_for(officer).get(address).content.decode()
    assert code in live
    assert code in frozen
    assert rollup.item_id == outside.pk
    assert (figure(rollup, "activities"), figure(rollup, "banner_cloth:met")) == (Decimal(2), Decimal(34))
    sources = rollup.figures.get(key="banner_cloth:met").sources
    assert sorted(sources.values_list("value", "activity__duty", "below__report")) == [
        (Decimal(4), other_duty.pk, None),
        (Decimal(30), None, written.pk),
    ]
    rollup.refresh_from_db()
    (appendix,) = paper_of(rollup).appendices
    rows = [row.cells for block in appendix.blocks if isinstance(block, Table) for row in block.rows]
    assert [cells[2] for cells in rows if cells[1:2] == ("Cơ quan tự thực hiện",)] == ["1"]
    assert [cells[2] for cells in rows if cells[1:2] == ("Tổng 1 đơn vị có số liệu và cơ quan",)] == ["2"]
    above = client_for(so_officer).get(f"/bao-cao/{rollup.pk}/?so=banner_cloth:met").content.decode()
    assert code in above


def test_what_each_level_sees_of_the_work_below(
    reported: Report, running: Directive, world: World, below: Below, officer: Actor
) -> None:
    """Live activities only of the units one addressed; of what lies below them the report that was sent."""
    seen = {
        name: (
            visible_activities(actor).count(),
            visible_reports(actor).count(),
            visible_duties(actor).filter(directive=running).count(),
            visible_directives(actor).filter(pk=running.pk).exists(),
        )
        for name, actor in (
            ("own", officer),
            ("upper", world.actors["so_officer"]),
            ("sibling", world.actors["unit_officer"]),
            ("stranger", world.actors["outsider"]),
            ("commune", below.officer),
        )
    }
    assert seen == {
        "own": (2, 3, 2, True),
        "upper": (0, 1, 0, False),
        "sibling": (0, 0, 0, False),
        "stranger": (0, 0, 0, False),
        "commune": (1, 1, 1, True),
    }


def test_passing_on_through_the_pages(
    other_duty: Duty, officer: Actor, world: World, client_for: ClientFor, below: Below
) -> None:
    """The page offers both ways; each leads where the work goes on; the office above is told whose it is."""
    client, address = client_for(officer), f"/nhiem-vu/{other_duty.pk}/giao-tiep/"
    page = client.get(address).content.decode()
    assert 'name="file"' in page
    assert 'name="items"' in page
    nothing = client.post(address, {"deed": "items", "uuid": uuid4(), "subject": "Về tuyên truyền"})
    assert nothing.status_code == 422
    assert "Chọn ít nhất một mục." in nothing.content.decode()
    empty = client.post(address, {"deed": "file", "uuid": uuid4()})
    assert (empty.status_code, "Chưa chọn tệp" in empty.content.decode()) == (422, True)
    items = list(other_duty.directive.items.values_list("pk", flat=True))
    made = client.post(address, {"deed": "items", "uuid": uuid4(), "subject": "Về tuyên truyền", "items": items})
    assert made.status_code == 302
    draft = Directive.objects.get(fulfils=other_duty)
    assert made["Location"] == f"/chi-dao/{draft.pk}/don-vi/"
    cascade = client.get(made["Location"]).content.decode()
    assert "Theo nhiệm vụ cấp trên giao" in cascade
    pasted = client.post(address, {"deed": "file", "uuid": uuid4(), "pasted": OWN_TEXT})
    assert pasted.status_code == 302
    assert pasted["Location"].endswith("/doc-lai/")
    unlinked = client.post(f"/chi-dao/{draft.pk}/theo-nhiem-vu/", {"duty": "", "version": ""})
    assert unlinked.status_code == 302
    draft.refresh_from_db()
    assert draft.fulfils_id is None
    above = client_for(world.actors["so_officer"])
    assert "Giao tiếp xuống dưới là việc của đơn vị" in above.get(address).content.decode()
    assert above.post(address, {"deed": "items", "uuid": uuid4(), "subject": "a", "items": items}).status_code == 403
    assert client_for(world.actors["outsider"]).get(address).status_code == 404


def test_passing_on_through_the_interface(other_duty: Duty, world: World, below: Below) -> None:
    """A draft from items, its link changed and set again; the office above reads titles only."""
    own, above, stranger = Caller("other_unit_officer"), Caller("so_officer"), Caller("outsider")
    items = list(other_duty.directive.items.values_list("pk", flat=True))
    path = f"duties/{other_duty.pk}/pass-on/items"
    uuid = str(uuid4())
    made = own.ask("post", path, {"uuid": uuid, "items": items})
    assert made["fulfils"] == other_duty.pk
    assert own.ask("post", path, {"uuid": uuid, "items": items})["id"] == made["id"]
    own.ask("post", path, {"uuid": uuid, "items": items[:1]}, status=409)
    above.ask("post", path, {"uuid": str(uuid4()), "items": items}, status=403)
    stranger.ask("post", path, {"uuid": str(uuid4()), "items": items}, status=404)
    directive = f"directives/{made['id']}"
    assert own.ask("patch", directive, {"fulfils": None})["fulfils"] is None
    linked = own.ask(
        "patch",
        directive,
        {"fulfils": other_duty.pk, "add_units": [{"unit": below.units[0].pk, "reason": "Xã trong huyện."}]},
    )
    assert linked["fulfils"] == other_duty.pk
    listed = f"duties/{other_duty.pk}/passed-on"
    assert [row["state"] for row in own.ask("get", listed)["rows"]] == ["draft"]  # type: ignore[attr-defined]  # any JSON
    assert above.ask("get", listed)["rows"] == []
    Caller("other_unit_leader").ask("post", f"{directive}/sign", {"authority": "KT."})
    own.ask("post", f"documents/{made['document']}/number", {})
    own.ask("post", f"{directive}/issue")
    told = above.ask("get", listed)["rows"]
    assert [(row["units"], row["directive"]) for row in told] == [(1, None)]  # type: ignore[attr-defined]  # any JSON
    above.ask("get", directive, status=404)
    stranger.ask("get", listed, status=404)


def test_the_dispatch_is_printed_from_the_items(child: Directive, below: Below) -> None:
    """In the official form, with the words of the items as received and nothing more."""
    paper = compose_dispatch(child)
    reading = read_source(read_bytes(render_docx(paper), "cong-van.docx"))
    # An office without divisions has none to name in its symbol.
    unfilled = {"number-missing", "date-incomplete", "signer-missing", "symbol-unit"}
    assert {finding.id for finding in check(reading, issued=False)} <= unfilled
    printed = [find_plain(block.text) for block in paper.body if isinstance(block, Paragraph)]
    topics = child.items.filter(kind=Item.Kind.TOPIC).order_by("position")
    assert [said.rstrip(".") for said in printed[1 : 1 + topics.count()]] == [item.text for item in topics]
    assert printed[-2] == "Gửi báo cáo năm 2023 về Phòng Văn hóa và Thông tin huyện Bắc Sơn trước hết ngày 20/12/2023."
    assert set(paper.addressees) == {unit.versions.get().name for unit in below.units}


def test_issued_it_is_kept_as_printed(running: Directive) -> None:
    """The PDF of that day lies with the document, number and signer on it."""
    kept = DocumentFile.objects.get(document_id=running.document_id)
    assert (kept.part, kept.name) == ("rendered", f"cong-van-{running.document.number}.pdf")
    paper = compose_dispatch(running)
    assert paper.number == running.document.number
    assert paper.signing.name == running.document.signer_name != ""


def test_its_page_and_files(child: Directive, duty: Duty, world: World, officer: Actor, client_for: ClientFor) -> None:
    """Found from the document; a dispatch that came as a file has no such page; strangers find none."""
    client = client_for(officer)
    assert f"/chi-dao/{child.pk}/ban-a4/" in client.get(f"/van-ban/{child.document_id}/").content.decode()
    assert "Kính gửi" in client.get(f"/chi-dao/{child.pk}/ban-a4/").content.decode()
    for kind, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert client.get(f"/chi-dao/{child.pk}/tep.{kind}").content.startswith(start)
    office = client_for(world.actors["so_officer"])
    assert office.get(f"/chi-dao/{duty.directive_id}/ban-a4/").status_code == 404
    assert client_for(world.actors["outsider"]).get(f"/chi-dao/{child.pk}/tep.pdf").status_code == 404
