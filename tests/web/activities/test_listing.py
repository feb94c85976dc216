"""The list: every filter is part of its address, cut lists say so, and nobody sees another's."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from tests.web.activities.conftest import content_for, draw_photo, topics_of
from tests.web.conftest import ClientFor, World
from tests.web.standing import standing
from trienkhai.web import clock
from trienkhai.web.activities.actions import add_evidence, confirm_activities, record_activity
from trienkhai.web.activities.listing import PAGE
from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.models import Duty
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor

LIST = reverse("activities:list")


def codes(client: Client, query: str = "") -> list[str]:
    """The codes a list shows, in its order."""
    body = client.get(f"{LIST}{query}").content.decode()
    return re.findall(r'<th scope="row"><a href="/hoat-dong/\d+/">([^<]+)</a>', body)


@standing()
def three(duty: Duty, world: World) -> list[Activity]:
    """Confirmed and proved on topic 1; confirmed without proof on topics 1, 2; recorded on topic 3."""
    unit_officer, unit_leader = world.actors["unit_officer"], world.actors["unit_leader"]
    topics = topics_of(duty)
    contents = (
        content_for(duty, items=(topics[0],), form="performance"),
        content_for(duty, items=(topics[0], topics[1]), form="banner_cloth", place="Chợ Kỳ Lừa"),
        content_for(duty, items=(topics[2],), form="facebook", place="Trang của đơn vị"),
    )
    made = [record_activity(unit_officer, duty.pk, uuid=uuid4(), content=content) for content in contents]
    add_evidence(unit_officer, made[0].pk, uuid=uuid4(), data=draw_photo(), name="a.jpg")
    confirm_activities(unit_leader, [made[0].pk, made[1].pk])
    return made


def test_every_filter_of_the_address(
    three: list[Activity], duty: Duty, unit_officer: Actor, client_for: ClientFor
) -> None:
    """The parameters coverage and reports link with, alone and together; nonsense asks nothing."""
    client, topics = client_for(unit_officer), topics_of(duty)
    first, second, third = (activity.code for activity in three)
    expected = {
        "": {first, second, third},
        f"?chi-dao={duty.directive_id}": {first, second, third},
        "?chi-dao=999": set(),
        f"?don-vi={duty.pk}": {first, second, third},
        f"?noi-dung={topics[0]}": {first, second},
        f"?noi-dung={topics[1]}": {second},
        "?nhom=arts_sport": {first},
        f"?noi-dung={topics[0]}&nhom=visual": {second},
        "?trang-thai=duoc-tinh": {first, second},
        "?trang-thai=counted": {first, second},
        "?trang-thai=confirmed": {first, second},
        "?trang-thai=cho-xac-nhan": {third},
        "?trang-thai=recorded": {third},
        "?trang-thai=da-rut": set(),
        "?minh-chung=co": {first},
        "?minh-chung=chua": {second, third},
        "?trang-thai=duoc-tinh&minh-chung=chua": {second},
        "?tim=ky+lua": {second},
        "?tim=Kỳ+Lừa": {second},
        f"?tim={third.lower()}": {third},
        "?tim=khong+co": set(),
        "?xem=don-vi": {first, second, third},
        "?xem=chi-dao": set(),
        "?chi-dao=x&don-vi=-1&noi-dung=1e9&nhom=zz&trang-thai=zz&minh-chung=zz&sau=zz": {first, second, third},
    }
    assert {query: set(codes(client, query)) for query in expected} == expected


def test_a_withdrawn_proof_proves_nothing(three: list[Activity], unit_officer: Actor, client_for: ClientFor) -> None:
    """The filter counts standing proofs only."""
    client = client_for(unit_officer)
    evidence = three[0].evidence.get()
    answer = client.post(reverse("activities:withdraw_evidence", args=[evidence.pk]), {"reason": "Ảnh nhầm."})
    assert answer.status_code == 302
    assert codes(client, "?minh-chung=co") == []


def test_who_sees_which(
    three: list[Activity], so_officer: Actor, other_unit_officer: Actor, outsider: Actor, client_for: ClientFor
) -> None:
    """The issuing office sees what a leader stands for; a sibling unit and a stranger see nothing."""
    assert set(codes(client_for(so_officer))) == {three[0].code, three[1].code}
    assert codes(client_for(other_unit_officer)) == []
    assert codes(client_for(outsider), f"?don-vi={three[0].duty_id}") == []


@standing()
def many(duty: Duty, world: World) -> set[str]:
    """The codes of three activities more than a page holds."""
    officer = world.actors["unit_officer"]
    return {
        record_activity(officer, duty.pk, uuid=uuid4(), content=content_for(duty, place=f"Thôn {n}")).code
        for n in range(PAGE + 3)
    }


def test_a_long_list_is_cut_by_key_and_says_so(many: set[str], unit_officer: Actor, client_for: ClientFor) -> None:
    """ "Đang hiện 30 trong 33"; the next page begins after the last key; nothing twice, nothing lost."""
    client = client_for(unit_officer)
    body = client.get(LIST).content.decode()
    assert f"Đang hiện {PAGE} trong {PAGE + 3} hoạt động" in body
    following = re.findall(r'href="([^"]+)" rel="next"', body)[0].replace("&amp;", "&")
    first, second = codes(client), codes(client, following.removeprefix(LIST))
    assert (len(first), len(second)) == (PAGE, 3)
    assert {*first, *second} == many
    assert len(codes(client, "?tat-ca=1")) == PAGE + 3


def test_queries_do_not_grow_with_rows(
    many: set[str], duty: Duty, unit_officer: Actor, client_for: ClientFor, django_assert_max_num_queries: object
) -> None:
    """As many for a full page as for one row."""
    client = client_for(unit_officer)
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture without types
        assert len(codes(client, f"?chi-dao={duty.directive_id}")) == PAGE


def test_the_leader_confirms_many_with_a_result_per_row(
    three: list[Activity], duty: Duty, unit_officer: Actor, unit_leader: Actor, client_for: ClientFor
) -> None:
    """What can be is confirmed in one deed of the journal; each other row says why not."""
    fourth = record_activity(unit_officer, duty.pk, uuid=uuid4(), content=content_for(duty, place="Sân vận động"))
    leader = client_for(unit_leader)
    assert "Xác nhận các dòng đã chọn" in leader.get(LIST).content.decode()
    before = Entry.objects.filter(name="activity.confirmed").count()
    chosen = [three[2].pk, fourth.pk, three[0].pk, 999_999]
    body = leader.post(
        reverse("activities:confirm"), {"chon": chosen, "tro-lai": "trang-thai=cho-xac-nhan"}
    ).content.decode()
    assert "Đã xác nhận 2 hoạt động" in body
    assert "2 hoạt động chưa xác nhận được" in body
    assert f"Hoạt động {three[0].code} đã xác nhận, không làm việc này được nữa." in body
    assert "Không tìm thấy" in body
    assert "trang-thai=cho-xac-nhan" in body
    assert Entry.objects.filter(name="activity.confirmed").count() == before + 1
    assert not Activity.objects.filter(duty=duty, state=Activity.State.RECORDED).exists()


def test_confirming_nothing_and_without_right(
    three: list[Activity], unit_officer: Actor, unit_leader: Actor, other_unit_leader: Actor, client_for: ClientFor
) -> None:
    """Nothing chosen is told; an officer's rows say who may; another unit's leader finds nothing."""
    place = reverse("activities:confirm")
    assert client_for(unit_leader).post(place).status_code == 422
    assert "do lãnh đạo đơn vị xác nhận" in client_for(unit_officer).post(place, {"chon": three[2].pk}).content.decode()
    assert "Không tìm thấy" in client_for(other_unit_leader).post(place, {"chon": three[2].pk}).content.decode()
    assert "Xác nhận các dòng đã chọn" not in client_for(unit_officer).get(LIST).content.decode()
    three[2].refresh_from_db()
    assert three[2].state == Activity.State.RECORDED


def test_a_late_one_is_kept_and_marked(duty: Duty, unit_officer: Actor, client_for: ClientFor) -> None:
    """Recorded after the data close (14/12/2023) for a day before it: bổ sung, on the list and on its page."""
    with clock.at(date(2023, 12, 14)):
        content = content_for(duty, effective_on=date(2023, 12, 1))
        early = record_activity(unit_officer, duty.pk, uuid=uuid4(), content=content)
    with clock.at(date(2023, 12, 15)):
        late = record_activity(unit_officer, duty.pk, uuid=uuid4(), content=content)
        client = client_for(unit_officer)
        assert client.get(LIST).content.decode().count("bổ sung</span>") == 1
        assert "bổ sung</span>" in client.get(reverse("activities:detail", args=[late.pk])).content.decode()
        assert "bổ sung</span>" not in client.get(reverse("activities:detail", args=[early.pk])).content.decode()


def test_choosing_the_duty_first(
    duty: Duty,
    unit_officer: Actor,
    so_clerk: Actor,
    so_leader: Actor,
    outsider: Actor,
    client_for: ClientFor,
    world: World,
) -> None:
    """One duty: taken there at once; the office finds its units, with or without marks; others are told why nothing."""
    place = reverse("activities:choose")
    assert client_for(unit_officer).get(place).headers["Location"] == reverse("activities:record", args=[duty.pk])
    office = client_for(so_clerk)
    assert "Bảo tàng tỉnh" in office.get(place).content.decode()
    found = office.get(place + "?tim=thu+vien").content.decode()
    assert "Thư viện tỉnh" in found
    assert "Bảo tàng tỉnh" not in found
    assert "Không có đơn vị nào tên như vậy" in office.get(place + "?tim=khong").content.decode()
    for actor in (so_leader, outsider):
        assert "Chưa có nhiệm vụ nào để ghi" in client_for(actor).get(place).content.decode()


def test_emptiness_is_not_lateness(duty: Duty, unit_officer: Actor, client_for: ClientFor) -> None:
    """An empty list says what will stand there; an empty filter says something else."""
    client = client_for(unit_officer)
    assert "không có nghĩa là chậm" in client.get(LIST).content.decode()
    assert "Không có hoạt động nào như đã lọc" in client.get(LIST + "?tim=x").content.decode()
