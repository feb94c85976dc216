"""The pages: who sees what, every number opens its list, what is wrong is told, what it costs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.conftest import ClientFor, World
from tests.web.coverage.conftest import JUNE_1, JUNE_20, Did, items_of
from trienkhai.web import clock
from trienkhai.web.coverage.layout import MOST_SQUARES
from trienkhai.web.directives.models import Directive, Duty, Item, LedgerEntry
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Unit, UnitVersion

MOST_QUERIES = 12
NEXT = date(2023, 12, 21)


def open_matrix(client: Client, directive: Directive, **asked: str | int) -> str:
    """The page's text, entities read."""
    answer = client.get(
        reverse("coverage:matrix", args=[directive.pk]), {k.replace("_", "-"): v for k, v in asked.items()}
    )
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def cell_address(directive: Directive, **asked: str | int) -> str:
    """The address of a cell."""
    said = "&".join(f"{key.replace('_', '-')}={value}" for key, value in asked.items())
    return f"{reverse('coverage:cell', args=[directive.pk])}?{said}"


@pytest.fixture
def june(office_day: date) -> Iterator[None]:
    """It is 20 June, also for requests."""
    with clock.at(JUNE_20):
        yield


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("so_clerk", 200), ("so_officer", 200), ("so_leader", 200),
        ("unit_clerk", 200), ("unit_officer", 200), ("unit_leader", 200), ("other_unit_officer", 200),
        ("outsider", 404),
    ],
)  # fmt: skip
@pytest.mark.parametrize("draft", [False, True])
def test_who_may_open_it(
    world: World,
    topics_draft: Directive,
    request: pytest.FixtureRequest,
    client_for: ClientFor,
    who: str,
    status: int,
    draft: bool,
) -> None:
    """The issuing office always; a unit once it has a duty; nobody else learns that it exists."""
    directive = topics_draft if draft else request.getfixturevalue("topics_directive")
    expected = 404 if draft and not who.startswith("so_") else status
    client = client_for(world.actors[who])
    item = items_of(directive)[0].pk
    assert client.get(reverse("coverage:matrix", args=[directive.pk])).status_code == expected
    assert client.get(cell_address(directive, noi_dung=item)).status_code == expected


def test_a_draft_says_that_nothing_has_begun(topics_draft: Directive, so_officer: Actor, client_for: ClientFor) -> None:
    assert "Chỉ đạo chưa ban hành" in open_matrix(client_for(so_officer), topics_draft)


def test_a_unit_sees_itself_and_the_totals(
    topics_directive: Directive, did: Did, unit_officer: Actor, client_for: ClientFor, world: World, june: None
) -> None:
    did(topics_directive, "bao-tang")
    did(topics_directive, "vhtt-bac-son")
    page = open_matrix(client_for(unit_officer), topics_directive)
    assert "Số đơn vị đã làm, trên 4" in page
    assert re.search(r"<b>2</b>", page), "the total counts both units"
    assert "Bảo tàng tỉnh" in page
    assert "Bắc Sơn" not in page
    other = Duty.objects.get(directive=topics_directive, unit=world.units["vhtt-bac-son"])
    assert f"/nhiem-vu/{other.pk}/" not in page


@pytest.mark.parametrize(
    "asked", [{"don_vi": "other"}, {"noi_dung": "first"}, {"noi_dung": "first", "trang_thai": "co-minh-chung"}]
)
def test_a_unit_reaches_no_other_unit_by_any_list(
    topics_directive: Directive,
    did: Did,
    unit_officer: Actor,
    client_for: ClientFor,
    world: World,
    june: None,
    asked: dict[str, str],
) -> None:
    did(topics_directive, "vhtt-bac-son")
    other = Duty.objects.get(directive=topics_directive, unit=world.units["vhtt-bac-son"])
    known = {"other": str(other.pk), "first": str(items_of(topics_directive)[0].pk)}
    address = cell_address(topics_directive, **{key: known.get(value, value) for key, value in asked.items()})
    answer = client_for(unit_officer).get(address)
    assert "Bắc Sơn" not in unescape(answer.content.decode())
    assert answer.status_code == (404 if "don_vi" in asked else 200)


def test_what_was_not_chosen_is_neutral(
    topics_directive: Directive, so_officer: Actor, client_for: ClientFor, june: None
) -> None:
    """No red, no "chưa", no lack: only a dot."""
    page = open_matrix(client_for(so_officer), topics_directive)
    assert "không chọn" in page
    assert "state-late" not in page
    assert "sq-late" not in page


def test_what_must_be_done_and_was_not_is_not_called_a_choice(
    topics_directive: Directive, so_officer: Actor, client_for: ClientFor, june: None
) -> None:
    topics_directive.units_choose = False
    topics_directive.save(update_fields=["units_choose"])
    page = open_matrix(client_for(so_officer), topics_directive)
    assert "chưa làm" in page
    assert "> không chọn<" not in page


def test_red_always_asks_why(topics_directive: Directive, so_officer: Actor, client_for: ClientFor) -> None:
    report = items_of(topics_directive, Item.Kind.REPORT)[0]
    with clock.at(NEXT):
        page = open_matrix(client_for(so_officer), topics_directive, xem="danh-sach")
    for duty in topics_directive.duties.all():
        assert reverse("desk:why", args=[duty.pk, report.pk]) in page
    assert page.count("state-late") == page.count('class="why"')


def test_late_rows_come_first_then_the_unit_list(
    topics_directive: Directive, so_officer: Actor, client_for: ClientFor, world: World
) -> None:
    """Only Thư viện has to report: it comes first, the rest in the order of the list, whoever did more."""
    report = items_of(topics_directive, Item.Kind.REPORT)[0]
    late = Duty.objects.get(directive=topics_directive, unit=world.units["thu-vien"])
    for duty in topics_directive.duties.exclude(pk=late.pk):
        LedgerEntry.objects.create(
            duty=duty,
            item=report,
            kind=LedgerEntry.Kind.EXEMPTED,
            made_by="thử",
            effective_on=JUNE_1,
            recorded_at=clock.end_of(JUNE_1),
        )
    with clock.at(NEXT):
        page = open_matrix(client_for(so_officer), topics_directive, xem="danh-sach")
    shown = re.findall(r'<th scope="row"><a class="strong" href="/nhiem-vu/(\d+)/"', page)
    rest = [duty.pk for duty in topics_directive.duties.order_by("position", "id") if duty.pk != late.pk]
    assert [int(pk) for pk in shown] == [late.pk, *rest]


def test_a_cell_names_its_units_by_state(
    topics_directive: Directive, did: Did, so_officer: Actor, client_for: ClientFor, june: None
) -> None:
    activity = did(topics_directive, "bao-tang")
    did(topics_directive, "vhtt-bac-son", proved=False)
    client, item = client_for(so_officer), items_of(topics_directive)[0].pk
    names = {"co-minh-chung": "Bảo tàng tỉnh", "da-ghi": "Phòng VH&TT huyện Bắc Sơn", "chua-lam": "Thư viện tỉnh"}
    for state, name in names.items():
        answer = client.get(cell_address(topics_directive, noi_dung=item, nhom="arts_sport", trang_thai=state))
        table = unescape(answer.content.decode()).partition("<tbody>")[2].partition("</tbody>")[0]
        assert name in table
        assert all(other not in table for other in names.values() if other != name)
        assert (activity.code in table) == (state == "co-minh-chung")


@pytest.mark.parametrize(
    "asked", [{}, {"noi_dung": "x"}, {"noi_dung": "99999"}, {"nhom": "visual"}, {"don_vi": "99999"}]
)
def test_a_cell_there_is_not_is_not_found(
    topics_directive: Directive, so_officer: Actor, client_for: ClientFor, asked: dict[str, str]
) -> None:
    assert client_for(so_officer).get(cell_address(topics_directive, **asked)).status_code == 404


def test_every_number_of_today_opens_the_list_of_activities(
    topics_directive: Directive, did: Did, so_officer: Actor, client_for: ClientFor, world: World, june: None
) -> None:
    did(topics_directive, "bao-tang")
    duty = Duty.objects.get(directive=topics_directive, unit=world.units["bao-tang"])
    page = open_matrix(client_for(so_officer), topics_directive)
    start = f"{reverse('activities:list')}?chi-dao={topics_directive.pk}&trang-thai=duoc-tinh"
    item = items_of(topics_directive)[0].pk
    assert f"{start}&don-vi={duty.pk}" in page
    assert f"{start}&don-vi={duty.pk}&minh-chung=co" in page
    assert f"{start}&noi-dung={item}&nhom=arts_sport" in page


def test_a_past_day_stays_in_every_address_and_in_lists_of_its_own(
    topics_directive: Directive, did: Did, so_officer: Actor, client_for: ClientFor, june: None
) -> None:
    """The list of activities is today's: behind a figure of a past day stands what was counted on that day."""
    did(topics_directive, "bao-tang", on=JUNE_1)
    page = open_matrix(client_for(so_officer), topics_directive, ngay="02/06/2023")
    links = [unescape(link) for link in re.findall(r'href="(/chi-dao/\d+/do-phu/[^"]*)"', page)]
    away = ("ngay=01%2F06%2F2023", "ngay=03%2F06%2F2023", "biet=nay")
    kept = [link for link in links if "ngay=02%2F06%2F2023" in link]
    assert len(kept) > 20
    assert all(any(word in link for word in away) or link.endswith("/do-phu/") for link in links if link not in kept)
    assert "trang-thai=duoc-tinh" not in page


def test_a_past_day_can_be_seen_with_what_was_learned_since(
    topics_directive: Directive, did: Did, so_officer: Actor, client_for: ClientFor, june: None
) -> None:
    did(topics_directive, "bao-tang", on=JUNE_1, recorded=JUNE_1)
    client = client_for(so_officer)
    then = open_matrix(client, topics_directive, ngay="05/06/2023")
    now = open_matrix(client, topics_directive, ngay="05/06/2023", biet="nay")
    assert "Như đã biết vào hết ngày 05/6/2023" in then
    assert "Như biết hôm nay" in now


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("31/11/2023", "Tháng 11 có 30 ngày. Nhập ngày từ 01 đến 30."),
        ("hôm qua", "Chưa đọc được ngày. Nhập ngày/tháng/năm, ví dụ 20/12/2023."),
        ("21/06/2023", "Ngày 21/6/2023 chưa tới. Nhập ngày đến hết hôm nay, 20/6/2023."),
    ],
)
def test_a_day_that_cannot_be_shown_is_told_and_kept_in_the_field(
    topics_directive: Directive, so_officer: Actor, client_for: ClientFor, june: None, day: str, sentence: str
) -> None:
    page = open_matrix(client_for(so_officer), topics_directive, ngay=day)
    assert sentence in page
    assert "Đang hiện số liệu hôm nay." in page
    assert f'value="{day}"' in page


def test_before_the_issue_the_page_says_so(
    topics_directive: Directive, so_officer: Actor, client_for: ClientFor, june: None
) -> None:
    page = open_matrix(client_for(so_officer), topics_directive, ngay="01/05/2023")
    assert "Ngày này chưa đơn vị nào có nhiệm vụ" in page


def test_a_group_opens_into_its_forms(
    topics_directive: Directive, did: Did, so_officer: Actor, client_for: ClientFor, june: None
) -> None:
    did(topics_directive, "bao-tang", form="panel")
    page = open_matrix(client_for(so_officer), topics_directive, mo="visual")
    heads = page.partition("<thead>")[2].partition("</thead>")[0]
    assert "Pa nô" in heads
    assert "Cả nhóm" in heads
    assert "Internet" not in heads


def test_tasks_without_forms_show_items_by_state(
    tasks_directive: Directive, did: Did, so_officer: Actor, client_for: ClientFor, june: None
) -> None:
    """20 June: task 1 of Bảo tàng is late, task 2 of the district offices has ten days left."""
    page = open_matrix(client_for(so_officer), tasks_directive)
    assert "Việc × tình trạng" in page
    assert "Số đơn vị đã làm, trên" not in page
    first, second = items_of(tasks_directive, Item.Kind.TASK)[:2]
    late = Duty.objects.get(directive=tasks_directive, unit_name="Bảo tàng tỉnh")
    assert reverse("desk:why", args=[late.pk, first.pk]) in page
    assert f"noi-dung={second.pk}&trang-thai=chua-lam" in page
    assert "sq-late" in page


@pytest.mark.parametrize("who", ["so_officer", "unit_officer", pytest.param("so_leader", marks=pytest.mark.slow)])
def test_all_views_of_all_people_cost_few_queries(
    topics_directive: Directive,
    tasks_directive: Directive,
    did: Did,
    world: World,
    client_for: ClientFor,
    june: None,
    who: str,
) -> None:
    for form in ("performance", "panel", ""):
        did(topics_directive, "bao-tang", form=form, items=(0, 1))
        did(topics_directive, "vhtt-bac-son", form=form)
    client = client_for(world.actors[who])
    for directive, kind in ((topics_directive, Item.Kind.TOPIC), (tasks_directive, Item.Kind.TASK)):
        item = items_of(directive, kind)[0].pk
        main = reverse("coverage:matrix", args=[directive.pk])
        addresses = [
            f"{main}{asked}" for asked in ("", "?xem=don-vi", "?xem=danh-sach", "?mo=visual", "?ngay=05/06/2023")
        ]
        for address in (*addresses, cell_address(directive, noi_dung=item)):
            with CaptureQueriesContext(connection) as made:
                assert client.get(address).status_code == 200
            assert len(made) <= MOST_QUERIES, (who, address, len(made))


def add_units(directive: Directive, number: int) -> None:
    """So many communes more, each with a running duty."""
    day, places = date(2023, 5, 30), range(1000, 1000 + number)
    units = Unit.objects.bulk_create(Unit(code=f"xa-{place}", position=place) for place in places)
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit=unit,
            name=f"Ủy ban nhân dân xã Mẫu {unit.position}",
            short_name=f"UBND xã Mẫu {unit.position}",
            folded="",
            kind="commune",
            area=f"{unit.position}",
            area_name=f"Xã Mẫu {unit.position}",
            office=directive.office,
            valid_from=date(2023, 1, 1),
        )
        for unit in units
    )
    duties = Duty.objects.bulk_create(
        Duty(
            directive=directive,
            unit=unit,
            unit_name=f"Ủy ban nhân dân xã Mẫu {unit.position}",
            unit_short_name=f"UBND xã Mẫu {unit.position}",
            purpose="carry_out",
            position=unit.position,
        )
        for unit in units
    )
    LedgerEntry.objects.bulk_create(
        LedgerEntry(duty=duty, kind="added", made_by="thử", effective_on=day, recorded_at=clock.end_of(day))
        for duty in duties
    )


@pytest.mark.parametrize("number", [61, pytest.param(296, marks=pytest.mark.slow)])
def test_sixty_five_and_three_hundred_units_cost_as_many_queries_as_four(
    topics_directive: Directive, did: Did, so_officer: Actor, client_for: ClientFor, june: None, number: int
) -> None:
    did(topics_directive, "bao-tang")
    client, address = client_for(so_officer), reverse("coverage:matrix", args=[topics_directive.pk])
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    add_units(topics_directive, number)
    with CaptureQueriesContext(connection) as many:
        page = open_matrix(client, topics_directive)
    assert len(many) == len(few)
    assert f"trên {number + 4}" in page
    assert ("sq-ground" in page) == (number + 4 > MOST_SQUARES)
    assert ("Mỗi thanh là một nhóm đơn vị" in page) == (number + 4 > MOST_SQUARES)


def test_a_long_list_goes_on_by_key_and_says_so(
    topics_directive: Directive, so_officer: Actor, client_for: ClientFor, june: None
) -> None:
    add_units(topics_directive, 100)
    client, seen = client_for(so_officer), []
    page = open_matrix(client, topics_directive, xem="danh-sach")
    assert "Đang hiện 60 trong 104 đơn vị." in page
    while True:
        seen += re.findall(r'<a class="strong" href="/nhiem-vu/(\d+)/"', page)
        following = re.search(r'href="([^"]*)" rel="next"', page)
        if following is None:
            break
        page = unescape(client.get(following.group(1)).content.decode())
    assert len(seen) == len(set(seen)) == 104


def test_names_cannot_break_out_of_the_page(
    topics_directive: Directive, so_officer: Actor, client_for: ClientFor, june: None
) -> None:
    hostile = '<script>alert("x")</script>'
    UnitVersion.objects.filter(name="Bảo tàng tỉnh").update(short_name=hostile[:100], name=hostile)
    item = items_of(topics_directive)[0]
    item.text, item.short = hostile, hostile
    item.save(update_fields=["text", "short"])
    for view in ("", "?xem=don-vi", "?xem=danh-sach"):
        answer = client_for(so_officer).get(reverse("coverage:matrix", args=[topics_directive.pk]) + view)
        assert hostile not in answer.content.decode()


def test_each_unit_by_itself(topics_directive: Directive, did: Did, world: World, client_for: ClientFor) -> None:
    """One drawing a unit in its district's frame, with its own figure; late ones say so; a unit sees no other's."""
    did(topics_directive, "bao-tang", items=(0, 1))
    with clock.at(date(2023, 12, 22)):
        address = f"/chi-dao/{topics_directive.pk}/do-phu/?xem=tung-don-vi"
        page = client_for(world.actors["so_officer"]).get(address).content.decode()
        own = client_for(world.actors["unit_officer"]).get(address).content.decode()
    frames = re.findall(r'<section class="tile[^>]*>(.*?)</section>', page, re.DOTALL)
    assert [re.findall(r"<h2[^>]*>([^<]*)", frame)[0] for frame in frames] == [
        "Huyện Bắc Sơn",
        "Thành phố Lạng Sơn",
        "Đơn vị trực thuộc",
    ]
    museum = frames[2].partition("Bảo tàng tỉnh")[2].partition("tile-unit")[0]
    assert "<b>2 ô</b>" in museum
    assert "Bảo tàng tỉnh: 2 có minh chứng, " in museum
    assert page.count("quá hạn</a>") >= 4
    assert 'class="tile' not in own
