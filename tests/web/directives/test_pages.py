"""The pages of directives and duties, as each person sees them."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.conftest import ClientFor, World, appoint, issue
from tests.web.standing import standing
from trienkhai.web import clock
from trienkhai.web.directives.actions import (
    acknowledge_duty,
    exempt_unit,
    request_change,
    set_options,
    sign_directive,
    withdraw_duty,
)
from trienkhai.web.directives.models import Acknowledgement, Directive, Duty, DutyRequest, Item
from trienkhai.web.documents.actions import confirm_reading, enter_document, number_document
from trienkhai.web.documents.models import Direction, Origin
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Role, Unit
from trienkhai.web.reports.actions import draft_report, submit_report, write_report

MOST_QUERIES = 12


def text_of(client: Client, address: str, status: int = 200) -> str:
    """The page at an address, answered with this status."""
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def cascade_of(directive: Directive) -> str:
    """The address of Đơn vị nhận, thời hạn."""
    return f"/chi-dao/{directive.pk}/don-vi/"


@standing()
def founding(lang_son: Unit) -> tuple[Directive, dict[str, Actor]]:
    """The draft of the founding dispatch in its own Department, with its clerk, officer and leader."""
    people = {
        "clerk": appoint(lang_son, key="vanthu", title="Văn thư Sở", role=Role.CLERK),
        "officer": appoint(lang_son, key="chuyenvien", title="Chuyên viên Sở", role=Role.OFFICER),
        "leader": appoint(lang_son, key="lanhdao", title="Phó Giám đốc Sở", role=Role.LEADER),
    }
    data = files("trienkhai.data").joinpath("founding_dispatch.txt").read_bytes()
    document = enter_document(
        people["clerk"], uuid=uuid4(), data=data, name="cong-van.txt", direction=Direction.OUTGOING
    )
    confirm_reading(people["clerk"], document.pk, all_seen=True)
    return Directive.objects.get(document=document), people


def test_the_founding_dispatch_goes_from_its_phrases_to_27_duties(
    founding: tuple[Directive, dict[str, Actor]], client_for: ClientFor
) -> None:
    """Four phrases quoted with counts, the sum last, the short list said to be short; then signed, numbered, issued."""
    directive, people = founding
    page = text_of(client_for(people["officer"]), cascade_of(directive))
    assert "5 + 11 + 1 + 10 = 27" in page
    assert "27 nhiệm vụ cho 27 đơn vị" in page
    for phrase in ("Các đơn vị trực thuộc Sở", "Trung tâm Văn hóa - Thể thao thành phố"):
        assert f"“{phrase}”" in page
    assert "Danh mục có 5 đơn vị" in page
    assert "Suy ra từ “năm 2023” trong trích yếu" in page
    assert "Không đặt hạn" in page
    assert "<b>14/12/2023</b>" in page
    assert "<b>20/12/2023</b>" in page
    officer, leader, clerk = (client_for(people[key]) for key in ("officer", "leader", "clerk"))
    officer.post(cascade_of(directive), {"deed": "report", "choice": "proposal", "version": directive.version + 0})
    item = directive.items.get(kind=Item.Kind.REPORT)
    assert (item.deadline_on, item.data_close_on, item.deadline_origin) == (
        date(2023, 12, 20), date(2023, 12, 14), Origin.PERSON,
    )  # fmt: skip
    signed = leader.post(f"/chi-dao/{directive.pk}/ky/", {"deed": "sign", "authority": "KT."})
    assert signed.status_code == 302
    number_document(people["clerk"], directive.document_id)
    assert "Giao nhiệm vụ cho 27 đơn vị?" in text_of(clerk, f"/chi-dao/{directive.pk}/ban-hanh/")
    assert clerk.post(f"/chi-dao/{directive.pk}/ban-hanh/").status_code == 302
    assert directive.duties.count() == 27


def test_a_units_page_list_and_deeds_of_the_founding_dispatch_stay_quick(
    founding: tuple[Directive, dict[str, Actor]], client_for: ClientFor
) -> None:
    """At most twelve queries with 27 units, for the draft, its preview and the running directive."""
    directive, people = founding
    client = client_for(people["officer"])
    for address in (cascade_of(directive), f"/chi-dao/{directive.pk}/ky/", f"/chi-dao/{directive.pk}/ban-hanh/"):
        assert count_queries(client, address) <= MOST_QUERIES, address
    sign_directive(people["leader"], directive.pk, authority="KT.")
    number_document(people["clerk"], directive.document_id)
    client_for(people["clerk"]).post(f"/chi-dao/{directive.pk}/ban-hanh/")
    for address in (cascade_of(directive), "/chi-dao/", f"/nhiem-vu/{directive.duties.all()[0].pk}/gia-han-mien/"):
        assert count_queries(client, address) <= MOST_QUERIES, address


def count_queries(client: Client, address: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(
        connection,
    ) as caught:
        text_of(client, address)
    return len(caught)


def test_lists_take_the_same_queries_for_one_and_for_many(
    world: World, tasks_directive: Directive, topics_draft: Directive, client_for: ClientFor
) -> None:
    """One duty or two, one running directive or two."""
    office, unit = client_for(world.actors["so_officer"]), client_for(world.actors["unit_officer"])
    before = count_queries(unit, "/nhiem-vu/"), count_queries(office, "/chi-dao/")
    issue(world, topics_draft)
    assert (count_queries(unit, "/nhiem-vu/"), count_queries(office, "/chi-dao/")) == before
    assert max(before) <= MOST_QUERIES


# Who sees which page of a draft and of a running directive. None of the units learns that a draft exists.
PAGES = ("don-vi", "ky", "ban-hanh", "thu-hoi")
SEES = {
    "so_clerk": 200, "so_officer": 200, "so_leader": 200,
    "unit_clerk": 404, "unit_officer": 404, "unit_leader": 404, "other_unit_leader": 404, "outsider": 404,
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("person", SEES)
def test_who_sees_the_pages_of_a_draft(
    person: str, page: str, topics_draft: Directive, world: World, client_for: ClientFor
) -> None:
    """Members of the issuing office; everybody else gets a 404, on looking and on sending."""
    client, address = client_for(world.actors[person]), f"/chi-dao/{topics_draft.pk}/{page}/"
    assert client.get(address).status_code == SEES[person]
    if SEES[person] == 404:
        assert client.post(address, {"deed": "period"}).status_code == 404


def test_a_receiving_unit_never_sees_the_offices_drafts(
    world: World, topics_directive: Directive, tasks_draft: Directive, client_for: ClientFor
) -> None:
    """Neither in Nhiệm vụ nor in Chỉ đạo, which lists what the unit itself asks of others: nothing yet."""
    client = client_for(world.actors["unit_officer"])
    assert tasks_draft.title not in text_of(client, "/nhiem-vu/")
    assert topics_directive.title in text_of(client, "/nhiem-vu/")
    own = text_of(client, "/chi-dao/")
    assert tasks_draft.title not in own
    assert topics_directive.title not in own


def test_the_list_counts_what_was_taken_on_of_what_counts(
    world: World, topics_directive: Directive, duty: Duty, other_duty: Duty, client_for: ClientFor
) -> None:
    """Four duties; one taken on, one withdrawn: one of three."""
    acknowledge_duty(world.actors["unit_officer"], duty.pk)
    withdraw_duty(world.actors["so_officer"], other_duty.pk, reason="Sáp nhập.")
    assert ">1/3<" in text_of(client_for(world.actors["so_officer"]), "/chi-dao/")


def test_the_find_box_finds_without_marks_and_the_filter_filters(
    world: World, topics_directive: Directive, tasks_draft: Directive, client_for: ClientFor
) -> None:
    """By words of the subject; drafts and running ones apart."""
    client = client_for(world.actors["so_officer"])
    found = text_of(client, "/chi-dao/?tim=gia+dinh+van+hoa")
    assert topics_directive.title in found
    assert tasks_draft.title not in found
    drafts = text_of(client, "/chi-dao/?loai=soan")
    assert tasks_draft.title in drafts
    assert topics_directive.title not in drafts
    assert "Không tìm thấy" in text_of(client, "/chi-dao/?tim=khong+co+chu+nay")


def test_a_duty_is_red_only_past_a_binding_day_and_asks_why(world: World, duty: Duty, client_for: ClientFor) -> None:
    """On the day itself not, the day after with its question; sent, no more."""
    client = client_for(world.actors["unit_leader"])
    item = duty.directive.items.get(kind=Item.Kind.REPORT)
    why = f"/nhiem-vu/{duty.pk}/vi-sao/{item.pk}/"
    with clock.at(date(2023, 12, 20)):
        page = text_of(client, "/nhiem-vu/")
        assert why not in page
        assert "20/12/2023" in page
        assert "không nêu hạn" in page
    with clock.at(date(2023, 12, 21)):
        page = text_of(client, "/nhiem-vu/")
        assert why in page
        assert "Vì sao?" in page
    with clock.at(date(2023, 12, 22)):
        report = draft_report(world.actors["unit_officer"], duty.pk, item_id=item.pk, uuid=uuid4())
        write_report(world.actors["unit_officer"], report.pk, written={"nothing_to_report": True})
        submit_report(world.actors["unit_leader"], report.pk)
        assert why not in text_of(client, "/nhiem-vu/")


def test_every_edit_says_when_it_was_saved(topics_draft: Directive, world: World, client_for: ClientFor) -> None:
    """The period, confirmed, is the person's from now on."""
    client = client_for(world.actors["so_officer"])
    answer = client.post(
        cascade_of(topics_draft),
        {"deed": "period", "start": "01/01/2023", "end": "31/12/2023", "version": topics_draft.version},
        follow=True,
    )
    assert "Đã lưu lúc 9 giờ." in answer.content.decode()
    topics_draft.refresh_from_db()
    assert topics_draft.period_origin == Origin.PERSON


@pytest.mark.parametrize(
    ("sent", "sentence", "kept"),
    [
        ({"deed": "period", "start": "31/11/2023", "end": "31/12/2023"}, "Tháng 11 có 30 ngày", "31/11/2023"),
        ({"deed": "period", "start": "01/02/2023", "end": "01/01/2023"}, "phải sau ngày đầu kỳ", "01/02/2023"),
        ({"deed": "report", "choice": "other", "data_close_on": "14/12/2023"}, "Nhập ngày gửi", "14/12/2023"),
        (
            {"deed": "report", "choice": "other", "data_close_on": "14/12/2023", "deadline_on": "14/12/2023"},
            "phải sau ngày chốt số liệu",
            "14/12/2023",
        ),
        ({"deed": "options", "plan": "dated"}, "Nhập hạn gửi kế hoạch", "dated"),
        ({"deed": "add", "unit": "Phòng lạ", "purpose": "carry_out", "reason": "Thử"}, "Không có đơn vị", "Phòng lạ"),
        ({"deed": "add", "unit": "Bảo tàng tỉnh", "purpose": "carry_out", "reason": ""}, "Ghi lý do", "Bảo tàng tỉnh"),
        ({"deed": "add", "unit": "vh&tt", "purpose": "carry_out", "reason": "Thử nghĩ"}, "Ghi đủ tên", "Thử nghĩ"),
    ],
)  # fmt: skip
def test_what_was_refused_keeps_what_was_typed(
    sent: dict[str, str], sentence: str, kept: str, topics_draft: Directive, world: World, client_for: ClientFor
) -> None:
    """A clear sentence, the value still in its field, nothing saved."""
    answer = client_for(world.actors["so_officer"]).post(cascade_of(topics_draft), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert kept in page
    assert "Những gì đã nhập vẫn còn" in page
    before = topics_draft.version
    topics_draft.refresh_from_db()
    assert topics_draft.version == before


def test_two_people_on_one_directive_see_both_versions_and_choose(
    topics_draft: Directive, world: World, client_for: ClientFor
) -> None:
    """The second hears who was first, sees both values, and may save over it or leave it."""
    client, seen = client_for(world.actors["so_officer"]), topics_draft.version
    set_options(world.actors["so_leader"], topics_draft.pk, plan_needed=True, acceptance_needed=True)
    sent = {"deed": "period", "start": "01/02/2023", "end": "30/11/2023", "version": str(seen)}
    answer = client.post(cascade_of(topics_draft), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Hai người cùng sửa" in page
    assert "Phó Giám đốc Sở" in page
    assert "01/01/2023" in page
    assert 'name="start" value="01/02/2023"' in page
    topics_draft.refresh_from_db()
    assert topics_draft.period_start == date(2023, 1, 1)
    version = re.search(r'id="hai-ban".*?name="version" value="(\d+)"', page, re.DOTALL)
    assert version is not None
    assert client.post(cascade_of(topics_draft), sent | {"version": version[1]}).status_code == 302
    topics_draft.refresh_from_db()
    assert topics_draft.period_start == date(2023, 2, 1)


def test_a_unit_without_its_tick_is_struck_with_a_reason_and_comes_back(
    topics_draft: Directive, world: World, client_for: ClientFor
) -> None:
    """Without a reason refused; the reason stands on the page; undone, the unit is back."""
    client = client_for(world.actors["so_officer"])
    row = topics_draft.addressees.get(phrase="Các đơn vị trực thuộc Sở")
    kept = {"deed": "keep", "addressee": row.pk, "units": [world.units["bao-tang"].pk]}
    assert client.post(cascade_of(topics_draft), kept).status_code == 422
    assert row.resolved.filter(included=True).count() == 2
    client.post(cascade_of(topics_draft), kept | {"reason": "Đang sửa trụ sở", "basis": "Tờ trình 5"})
    page = text_of(client, cascade_of(topics_draft))
    assert "Lý do: “Đang sửa trụ sở”, theo Tờ trình 5" in page
    assert "1 + 2 = 3" in page
    assert Entry.objects.filter(name="directive.unit_struck", reason="Đang sửa trụ sở").count() == 1
    client.post(cascade_of(topics_draft), {"deed": "restore", "unit": world.units["thu-vien"].pk})
    assert "2 + 2 = 4" in text_of(client, cascade_of(topics_draft))


def test_a_unit_exempt_from_reporting_is_counted_and_not_reporting(
    topics_draft: Directive, world: World, client_for: ClientFor
) -> None:
    """Four duties, three reports, one exempt, with its reason."""
    client, officer = client_for(world.actors["so_officer"]), world.actors["so_officer"]
    client.post(cascade_of(topics_draft), {"deed": "report", "choice": "proposal"})
    sent = {"deed": "exempt", "unit": world.units["thu-vien"].pk, "reason": "Báo cáo chung qua Phòng"}
    assert client.post(cascade_of(topics_draft), sent).status_code == 302
    page = text_of(client, cascade_of(topics_draft))
    assert "3 phải báo cáo, 1 miễn" in page
    assert "Vẫn nhận để thực hiện." in page
    exempt_unit(officer, topics_draft.pk, unit_id=world.units["bao-tang"].pk, reason="Như trên.")
    assert "2 phải báo cáo, 2 miễn" in text_of(client, cascade_of(topics_draft))


def test_an_items_day_and_units_are_set_in_place(tasks_draft: Directive, world: World, client_for: ClientFor) -> None:
    """The opened item shows its text; saved, the day is a person's; "Không đặt hạn" is an answer."""
    client, item = client_for(world.actors["so_officer"]), tasks_draft.items.get(label="1")
    assert item.text in text_of(client, f"{cascade_of(tasks_draft)}?muc={item.pk}")
    sent = {
        "deed": "item", "item": item.pk, "deadline": "day", "deadline_on": "20/6/2023", "who": "some",
        "units": [world.units["bao-tang"].pk, world.units["thu-vien"].pk], "short": "Lập danh mục",
    }  # fmt: skip
    assert client.post(cascade_of(tasks_draft), sent).status_code == 302
    item.refresh_from_db()
    assert (item.deadline_on, item.deadline_origin, item.units.count()) == (date(2023, 6, 20), Origin.PERSON, 2)
    client.post(cascade_of(tasks_draft), sent | {"deadline": "none", "who": "all"})
    item.refresh_from_db()
    assert (item.deadline_on, item.deadline_origin, item.for_everyone) == (None, Origin.NONE, True)


def test_twins_are_merged_and_mapped_on_the_page(topics_draft: Directive, world: World, client_for: ClientFor) -> None:
    """One form into another, with the forms of the catalogue; then set apart."""
    client, forms = client_for(world.actors["so_officer"]), list(topics_draft.forms.all())
    sent = {"deed": "form", "form": forms[2].pk, "into": forms[0].pk, "keys": ["banner_cloth"]}
    assert client.post(cascade_of(topics_draft), sent).status_code == 302
    forms[2].refresh_from_db()
    assert (forms[2].merged_into_id, forms[2].catalogue_keys) == (forms[0].pk, ["banner_cloth"])
    assert "gộp với" in text_of(client, cascade_of(topics_draft))
    client.post(cascade_of(topics_draft), sent | {"into": ""})
    forms[2].refresh_from_db()
    assert forms[2].merged_into_id is None


def test_the_guard_shows_what_these_units_already_report(
    topics_directive: Directive, tasks_draft: Directive, world: World, client_for: ClientFor
) -> None:
    """The running directive asks four of the five for a report in December."""
    page = text_of(client_for(world.actors["so_officer"]), cascade_of(tasks_draft))
    assert "Các đơn vị đang phải báo cáo gì" in page
    assert f"{topics_directive.title}</a>: báo cáo năm 2023" in page
    assert "4 trong 5 đơn vị" in page


def test_after_the_signature_nothing_is_arranged_until_it_is_taken_back(
    topics_draft: Directive, world: World, client_for: ClientFor
) -> None:
    """The page says why; a form sent all the same answers 409; taken back, it is open again."""
    officer, leader = client_for(world.actors["so_officer"]), client_for(world.actors["so_leader"])
    leader.post(f"/chi-dao/{topics_draft.pk}/ky/", {"deed": "sign", "authority": "KT."})
    page = text_of(officer, cascade_of(topics_draft))
    assert "rút chữ ký thì sửa được" in page
    assert 'value="period"' not in page
    sent = {"deed": "period", "start": "01/02/2023", "end": "30/11/2023"}
    assert officer.post(cascade_of(topics_draft), sent).status_code == 409
    assert officer.post(f"/chi-dao/{topics_draft.pk}/ky/", {"deed": "unsign"}).status_code == 403
    assert leader.post(f"/chi-dao/{topics_draft.pk}/ky/", {"deed": "unsign"}).status_code == 302
    assert officer.post(cascade_of(topics_draft), sent).status_code == 302


def test_the_leader_sees_the_block_of_each_authority_and_others_who_signs(
    topics_draft: Directive, world: World, client_for: ClientFor
) -> None:
    """KT. is printed over the head's title; an unfit authority is refused with a sentence."""
    address = f"/chi-dao/{topics_draft.pk}/ky/"
    leader = client_for(world.actors["so_leader"])
    page = text_of(leader, address)
    assert "KT. GIÁM ĐỐC" in page
    assert "PHÓ GIÁM ĐỐC" in page
    refused = leader.post(address, {"deed": "sign", "authority": "none"})
    assert refused.status_code == 422
    assert "phải ghi quyền hạn ký" in refused.content.decode()
    assert "Chờ lãnh đạo cơ quan ký" in text_of(client_for(world.actors["so_officer"]), address)
    assert client_for(world.actors["so_officer"]).post(address, {"deed": "sign", "authority": "KT."}).status_code == 403


def test_issuing_names_what_is_missing(topics_draft: Directive, world: World, client_for: ClientFor) -> None:
    """Unsigned: signer, number and day; signed: the number; an officer is told who issues."""
    address, clerk = f"/chi-dao/{topics_draft.pk}/ban-hanh/", client_for(world.actors["so_clerk"])
    refused = clerk.post(address)
    assert refused.status_code == 409
    assert "chưa có người ký, số" in refused.content.decode()
    sign_directive(world.actors["so_leader"], topics_draft.pk, authority="KT.")
    assert "Cấp số, ngày" in text_of(clerk, address)
    assert clerk.post(address).status_code == 409
    number_document(world.actors["so_clerk"], topics_draft.document_id)
    assert client_for(world.actors["so_officer"]).post(address).status_code == 403
    assert not Duty.objects.exists()
    assert clerk.post(address).status_code == 302
    assert topics_draft.duties.count() == 4


def test_after_issue_units_are_added_and_changed_through_the_ledger(
    topics_directive: Directive, duty: Duty, world: World, client_for: ClientFor
) -> None:
    """A later unit has its duty from that day; an extension, an exemption and an end stand beside their duty."""
    client = client_for(world.actors["so_officer"])
    sent = {"deed": "add", "unit": "Sở Y tế mẫu", "purpose": "coordinate", "reason": "Phối hợp tuyên truyền"}
    assert client.post(cascade_of(topics_directive), sent).status_code == 302
    assert topics_directive.duties.get(unit=world.units["so-khac"]).purpose == "coordinate"
    item = topics_directive.items.get(kind=Item.Kind.REPORT)
    address = f"/nhiem-vu/{duty.pk}/gia-han-mien/"
    missing = client.post(address, {"what": "extend", "item": item.pk, "reason": "Thiên tai"})
    assert missing.status_code == 422
    assert "Nhập ngày gia hạn" in missing.content.decode()
    extend = {"what": "extend", "item": item.pk, "new_deadline_on": "29/12/2023", "reason": "Thiên tai"}
    assert client.post(address, extend).status_code == 302
    assert "gia hạn đến 29/12/2023: Thiên tai" in text_of(client, cascade_of(topics_directive))
    assert client.post(address, {"what": "withdraw", "reason": "Sáp nhập"}).status_code == 302
    assert "Sáp nhập" in text_of(client, cascade_of(topics_directive))
    assert "không còn hiệu lực" in text_of(client, address)


def test_the_office_takes_a_duty_on_for_a_unit_only_with_a_basis(
    duty: Duty, world: World, client_for: ClientFor
) -> None:
    """Shown as such wherever it stands."""
    client, address = client_for(world.actors["so_officer"]), f"/nhiem-vu/{duty.pk}/tiep-nhan/"
    assert client.post(address, {}).status_code == 422
    asked = client.get(address).content.decode().partition('id_on_behalf_basis">')[2].partition("</label>")[0]
    assert asked == "Nhập hộ, theo văn bản hoặc tin nào", "it is needed, so the page must not call it optional"
    refused = client.post(address, {"on_behalf_basis": " "})
    assert refused.status_code == 422
    assert "Nhập hộ đơn vị thì ghi căn cứ" in refused.content.decode()
    assert client.post(address, {"on_behalf_basis": "Thư điện tử ngày 01/6/2023"}).status_code == 302
    assert "Nhập hộ, theo Thư điện tử" in text_of(client, cascade_of(duty.directive))
    assert "Nhập hộ, theo Thư điện tử" in text_of(client_for(world.actors["unit_officer"]), "/nhiem-vu/")


def test_the_paper_behind_an_entry_for_a_unit_is_kept(duty: Duty, world: World, client_for: ClientFor) -> None:
    """Its name stands beside the basis; a program is refused and nothing is entered."""
    client, address = client_for(world.actors["so_clerk"]), f"/nhiem-vu/{duty.pk}/tiep-nhan/"
    basis = {"on_behalf_basis": "Công văn 15 của Bảo tàng"}
    program = SimpleUploadedFile("cong-van.exe", b"MZ\x90\x00" + b"\x00" * 64)
    assert client.post(address, basis | {"paper": program}).status_code == 422
    assert not Acknowledgement.objects.exists()
    paper = SimpleUploadedFile("cong-van-15.txt", "Bảo tàng đã nhận công văn.".encode())
    assert client.post(address, basis | {"paper": paper}).status_code == 302
    taken = Acknowledgement.objects.get()
    assert (taken.on_behalf, taken.on_behalf_paper_name) == (True, "cong-van-15.txt")
    assert taken.on_behalf_paper is not None
    assert "cong-van-15.txt" in text_of(client, address)


def test_a_request_is_made_answered_and_changes_the_day(duty: Duty, world: World, client_for: ClientFor) -> None:
    """The office finds it on top of its list; yes moves the day; no needs an answer."""
    unit, office = client_for(world.actors["unit_leader"]), client_for(world.actors["so_officer"])
    item = duty.directive.items.get(kind=Item.Kind.REPORT)
    address = f"/nhiem-vu/{duty.pk}/de-nghi/"
    assert "20/12/2023" in text_of(unit, address)
    sent = {"uuid": str(uuid4()), "kind": "extension", "item": item.pk, "reason": "Chờ số liệu 12 xã"}
    refused = unit.post(address, sent)
    assert refused.status_code == 422
    assert "Chờ số liệu 12 xã" in refused.content.decode()
    assert unit.post(address, sent | {"wanted_on": "29/12/2023"}).status_code == 302
    asked = DutyRequest.objects.get()
    assert "Chờ số liệu 12 xã" in text_of(office, "/chi-dao/")
    answer = f"/de-nghi/{asked.pk}/tra-loi/"
    assert office.post(answer, {"granted": "no"}).status_code == 422
    assert office.post(answer, {"granted": "yes", "new_deadline_on": "27/12/2023"}).status_code == 302
    assert "27/12/2023" in text_of(unit, "/nhiem-vu/")
    assert office.post(answer, {"granted": "yes"}).status_code == 409
    assert "Đồng ý" in text_of(unit, answer)


DUTY_DEEDS = {
    "tiep-nhan": {"so_clerk": 302, "so_officer": 302, "so_leader": 403, "unit_clerk": 302, "unit_officer": 302},
    "de-nghi": {"so_clerk": 403, "so_officer": 403, "so_leader": 403, "unit_clerk": 403, "unit_officer": 302},
    "gia-han-mien": {"so_clerk": 403, "so_officer": 302, "so_leader": 302, "unit_clerk": 403, "unit_officer": 403},
}
STRANGERS = ("other_unit_officer", "other_unit_leader", "outsider")


@pytest.mark.parametrize(
    ("page", "person", "status"),
    [
        (page, person, status)
        for page, row in DUTY_DEEDS.items()
        for person, status in (row | dict.fromkeys(STRANGERS, 404)).items()
    ],
)
def test_who_does_what_with_a_duty(
    page: str, person: str, status: int, duty: Duty, world: World, client_for: ClientFor
) -> None:
    """Each in the office and the unit by their role; a sibling unit and a stranger do not learn that it exists."""
    sent = {
        "on_behalf_basis": "Công văn 5", "uuid": str(uuid4()), "kind": "objection", "what": "exempt", "reason": "Thử",
    }  # fmt: skip
    client, address = client_for(world.actors[person]), f"/nhiem-vu/{duty.pk}/{page}/"
    assert client.post(address, sent).status_code == status
    assert client.get(address).status_code == (404 if status == 404 else 200)


def test_a_stranger_does_not_see_a_request(duty: Duty, world: World, client_for: ClientFor) -> None:
    """The sibling unit least of all."""
    asked = request_change(
        world.actors["unit_leader"], duty.pk, uuid=uuid4(), kind=DutyRequest.Kind.EXEMPTION, reason="Không thuộc."
    )
    for person in STRANGERS:
        assert client_for(world.actors[person]).get(f"/de-nghi/{asked.pk}/tra-loi/").status_code == 404
    assert client_for(world.actors["unit_leader"]).post(
        f"/de-nghi/{asked.pk}/tra-loi/", {"granted": "yes"}
    ).status_code == 403  # fmt: skip


def test_the_leader_withdraws_with_a_reason(topics_directive: Directive, world: World, client_for: ClientFor) -> None:
    """Refused without one; an officer is told who does it; afterwards the list says so."""
    address, leader = f"/chi-dao/{topics_directive.pk}/thu-hoi/", client_for(world.actors["so_leader"])
    assert "4 nhiệm vụ dừng từ hôm nay" in text_of(leader, address)
    assert leader.post(address, {"reason": " "}).status_code == 422
    assert client_for(world.actors["so_officer"]).post(address, {"reason": "Thử"}).status_code == 403
    assert leader.post(address, {"reason": "Có văn bản thay thế"}).status_code == 302
    assert "Đã thu hồi" in text_of(leader, "/chi-dao/")
    assert "Có văn bản thay thế" in text_of(client_for(world.actors["unit_officer"]), "/nhiem-vu/")
