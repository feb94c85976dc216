"""A small office world for every web test, made through the office's own actions.

`world`: the department "Sở Văn hóa mẫu" with one division and four units under it, and another department that has
nothing to do with them. It is 30 May 2023, nine in the morning, unless a test says otherwise with `clock.at`.

Worlds stand: a fixture marked `@standing()` is built once in a process and each test sees it inside a savepoint of its
own, with copies of its objects and files. How that works, and what it asks of a fixture, is told in `standing.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

import trienkhai.data
from tests.web.standing import Objects, Stage, path_of, sort_by_path, standing
from trienkhai import parts
from trienkhai.web import clock
from trienkhai.web.directives.actions import issue_directive, set_report, sign_directive
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.documents.actions import confirm_reading, number_document
from trienkhai.web.documents.models import Direction, Document, Reading
from trienkhai.web.journal.events import MACHINE
from trienkhai.web.offices.actions import appoint_person, load_units, open_post
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.loading import (
    ListedGroup,
    ListedLetterhead,
    ListedUnit,
    UnitList,
    read_unit_list,
)
from trienkhai.web.offices.models import Appointment, Person, Post, Role, Unit, UnitKind
from trienkhai.web.offices.queries import actor_from, appointments_on, find_actor

OFFICE_DAY = date(2023, 5, 30)
BEGIN = date(2023, 1, 1)
UNITS_2023 = Path(trienkhai.data.__path__[0]) / "lang_son_units_2023.json"


@dataclass(frozen=True, kw_only=True)
class World:
    """The units by code: so, phong-nghiep-vu, bao-tang, thu-vien, vhtt-bac-son, vhtt-lang-son, so-khac, tinh."""

    units: dict[str, Unit]
    actors: dict[str, Actor]


STAGE: pytest.StashKey[Stage] = pytest.StashKey()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the same worlds come one after the other; pytest-django has put those that commit at the end."""
    sort_by_path(items)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """What this test does not want to see goes, before anything of the test begins."""
    stage, path = item.session.stash.get(STAGE, None), path_of(item)
    if stage is not None and path is not None:
        stage.leave(path)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Tests that commit end by emptying every table of their own database, which an office's journal refuses."""
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_not_emptied")


@pytest.fixture(scope="session")
def standing_stage(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Stage]:
    """Where worlds stand."""
    stage = request.session.stash[STAGE] = Stage(django_db_blocker)
    yield stage
    stage.leave(())


@pytest.fixture
def standing_objects(request: pytest.FixtureRequest) -> Objects:
    """What the worlds of this test gave, by name."""
    path = path_of(request.node)
    if not path:
        return {}
    stage: Stage = request.getfixturevalue("standing_stage")
    stage.reach(path)
    return stage.copy_objects()


@pytest.fixture
def db(standing_objects: Objects, db: None) -> None:
    """The test's own block in the database, opened inside those of the worlds it asks for."""


@pytest.fixture
def office_day() -> Iterator[date]:
    """It is this day in the office, also for requests of the test client."""
    with clock.at(OFFICE_DAY):
        yield OFFICE_DAY


@pytest.fixture(autouse=True)
def store(request: pytest.FixtureRequest, standing_objects: Objects, settings: object, tmp_path: Path) -> Path:
    """Files of a test go to a folder of its own, where it finds those of its worlds."""
    folder = tmp_path / "files"
    if standing_objects:
        stage: Stage = request.getfixturevalue("standing_stage")
        stage.copy_files(folder)
    settings.TRIENKHAI_FILES = folder  # type: ignore[attr-defined]  # pytest-django's wrapper has no types
    return folder


def small_list() -> UnitList:
    """The units of the small world."""

    def unit(code: str, name: str, kind: UnitKind, role: str = "", **more: str) -> ListedUnit:
        short = more.pop("short_name", name)
        return ListedUnit(code=code, name=name, short_name=short, kind=kind, role=role, **more)  # type: ignore[arg-type]  # fields by name

    def culture_office(code: str, area: str, area_name: str) -> ListedUnit:
        lower = area_name[0].lower() + area_name[1:]
        return unit(
            code,
            f"Phòng Văn hóa và Thông tin {lower}",
            UnitKind.DISTRICT_OFFICE,
            "district_culture_office",
            short_name=f"Phòng VH&TT {lower}",
            parent="tinh",
            area=area,
            area_name=area_name,
        )

    return UnitList(
        issuer="so",
        as_of=BEGIN,
        valid_from=BEGIN,
        units=(
            unit(
                "tinh",
                "Ủy ban nhân dân tỉnh Lạng Sơn",
                UnitKind.GOVERNMENT,
                "province_government",
                short_name="UBND tỉnh",
            ),
            unit("so", "Sở Văn hóa mẫu", UnitKind.DEPARTMENT, "department", parent="tinh"),
            unit("phong-nghiep-vu", "Phòng Nghiệp vụ", UnitKind.INTERNAL, "division", parent="so", office="so"),
            unit("bao-tang", "Bảo tàng tỉnh", UnitKind.AFFILIATED, "affiliated", parent="so"),
            unit("thu-vien", "Thư viện tỉnh", UnitKind.AFFILIATED, "affiliated", parent="so"),
            culture_office("vhtt-bac-son", "185", "Huyện Bắc Sơn"),
            culture_office("vhtt-lang-son", "178", "Thành phố Lạng Sơn"),
            unit("so-khac", "Sở Y tế mẫu", UnitKind.DEPARTMENT, "department", parent="tinh"),
        ),
        groups=(
            ListedGroup(
                phrase="Các đơn vị trực thuộc Sở",
                roles=("affiliated",),
                under_issuer=True,
                areas="all",
                rule="loại “trực thuộc” của Sở",
                remark="Quyết định mẫu nêu 03.",
            ),
        ),
        letterhead=ListedLetterhead(
            parent_name="UBND TỈNH LẠNG SƠN", name="SỞ VĂN HÓA MẪU", symbol="SVHM", place="Lạng Sơn"
        ),
    )


PEOPLE: tuple[tuple[str, str, str, Role], ...] = (
    ("so_clerk", "so", "Văn thư Sở", Role.CLERK),
    ("so_officer", "so", "Chuyên viên Sở", Role.OFFICER),
    ("so_leader", "so", "Phó Giám đốc Sở", Role.LEADER),
    ("unit_clerk", "bao-tang", "Văn thư Bảo tàng", Role.CLERK),
    ("unit_officer", "bao-tang", "Chuyên viên Bảo tàng", Role.OFFICER),
    ("unit_leader", "bao-tang", "Giám đốc Bảo tàng", Role.LEADER),
    ("other_unit_officer", "vhtt-bac-son", "Chuyên viên Phòng VH&TT", Role.OFFICER),
    ("other_unit_leader", "vhtt-bac-son", "Trưởng phòng VH&TT", Role.LEADER),
    ("outsider", "so-khac", "Chuyên viên Sở khác", Role.OFFICER),
)


@standing(day=OFFICE_DAY)
def world() -> World:
    """Units and people of the small world."""
    loaded = load_units(MACHINE, listing=small_list())
    settle_people(loaded.by_code)
    rows = appointments_on(OFFICE_DAY).select_related("person__user")
    return World(units=loaded.by_code, actors={row.person.user.get_username(): actor_from(row) for row in rows})


def settle_people(units: dict[str, Unit]) -> None:
    """Everybody of the small world in five statements: nearly every test asks for them."""
    user_model = get_user_model()
    password = make_password("mat-khau-thu")
    users = user_model.objects.bulk_create(user_model(username=key, password=password) for key, *_ in PEOPLE)
    persons = Person.objects.bulk_create(
        Person(user=user, name=f"Người giữ vai {title}") for user, (_, _, title, _) in zip(users, PEOPLE, strict=True)
    )
    posts = Post.objects.bulk_create(
        Post(
            unit=units[code],
            title=title,
            role=role,
            printed_title="PHÓ GIÁM ĐỐC" if role == Role.LEADER else "",
            head_title="GIÁM ĐỐC" if role == Role.LEADER else "",
        )
        for _, code, title, role in PEOPLE
    )
    Appointment.objects.bulk_create(
        Appointment(person=person, post=post, valid_from=BEGIN) for person, post in zip(persons, posts, strict=True)
    )


def appoint(unit: Unit, *, key: str, title: str, role: Role) -> Actor:
    """A new person in a new post of this unit, as the actor they are when signed in."""
    leads = role == Role.LEADER
    post = open_post(
        MACHINE,
        unit_id=unit.pk,
        title=title,
        role=role,
        printed_title="PHÓ GIÁM ĐỐC" if leads else "",
        head_title="GIÁM ĐỐC" if leads else "",
    )
    held = appoint_person(
        MACHINE, username=key, password="mat-khau-thu", name=f"Người giữ vai {title}", post_id=post.pk, valid_from=BEGIN
    )
    actor = find_actor(held.person.user_id, held.pk)
    assert actor is not None
    return actor


@pytest.fixture
def so_clerk(world: World) -> Actor:
    """Văn thư of the issuing office."""
    return world.actors["so_clerk"]


@pytest.fixture
def so_officer(world: World) -> Actor:
    """Chuyên viên of the issuing office."""
    return world.actors["so_officer"]


@pytest.fixture
def so_leader(world: World) -> Actor:
    """Phó Giám đốc of the issuing office."""
    return world.actors["so_leader"]


@pytest.fixture
def unit_clerk(world: World) -> Actor:
    """Văn thư of Bảo tàng tỉnh."""
    return world.actors["unit_clerk"]


@pytest.fixture
def unit_officer(world: World) -> Actor:
    """Chuyên viên of Bảo tàng tỉnh, a receiving unit."""
    return world.actors["unit_officer"]


@pytest.fixture
def unit_leader(world: World) -> Actor:
    """Giám đốc of Bảo tàng tỉnh."""
    return world.actors["unit_leader"]


@pytest.fixture
def other_unit_officer(world: World) -> Actor:
    """Chuyên viên of a sibling receiving unit."""
    return world.actors["other_unit_officer"]


@pytest.fixture
def other_unit_leader(world: World) -> Actor:
    """Leader of the sibling receiving unit."""
    return world.actors["other_unit_leader"]


@pytest.fixture
def outsider(world: World) -> Actor:
    """Somebody of an office that neither issues nor receives."""
    return world.actors["outsider"]


@cache
def describe_interface() -> dict[str, Any]:
    """The published description of the interface for machines: the same for everybody and costly to write."""
    return dict(import_module("trienkhai.web.config.api").api.get_openapi_schema())


ClientFor = Callable[[Actor], Client]


@pytest.fixture
def client_for(db: None) -> ClientFor:
    """`client_for(actor)`: a test client signed in as that person, in that post."""
    # A process asks its database once what it can do; no page that counts its queries is charged for that.
    _ = connection.features.supports_json_field

    def signed_in(actor: Actor) -> Client:
        client = Client()
        held = Appointment.objects.select_related("person__user").get(pk=actor.appointment_id)
        client.force_login(held.person.user, backend="trienkhai.web.config.accounts.OfficeBackend")
        session = client.session
        session["appointment"] = actor.appointment_id
        session.save()
        return client

    return signed_in


@standing(day=OFFICE_DAY)
def lang_son() -> Unit:
    """The department of Lạng Sơn among all units of 2023; the unit that issues."""
    return load_units(MACHINE, listing=read_unit_list(UNITS_2023)).issuer


TOPICS = ("Kết quả nổi bật của đơn vị", "Gương người tốt, việc tốt", "Phòng, chống bạo lực gia đình")


def topics_reading() -> parts.Reading:
    """A dispatch that leaves the choice to the units: three topics, three forms, no date. It goes to four units."""
    return parts.Reading(
        doc_type="công văn",
        symbol="SVHM-NV",
        place="Lạng Sơn",
        date=parts.Date(year=2023),
        subject="tuyên truyền gia đình văn hóa năm 2023",
        addressees=("Các đơn vị trực thuộc Sở", "Phòng Văn hóa và Thông tin các huyện, thành phố"),
        recipients=(
            parts.Recipient("Như trên", "T/h"),
            parts.Recipient("UBND tỉnh", "B/c"),
            parts.Recipient("GĐ, PGĐ Sở"),
            parts.Recipient("Trang TTĐT Sở"),
        ),
        archive=("VT", "NV"),
        signature=parts.Signature(mode="KT.", on_behalf_of="GIÁM ĐỐC", position="PHÓ GIÁM ĐỐC", name="Người Ký Mẫu"),
        directive=parts.Directive(
            period=parts.Period("2023-01-01", "2023-12-31", True, "'năm 2023' in the subject"),
            items=tuple(
                parts.Item(parts.ItemKind.TOPIC, str(number), "trọng tâm" if number == 1 else None, text, ((0, 10),))
                for number, text in enumerate(TOPICS, 1)
            ),
            forms=(
                parts.Form("mạng xã hội", ("Facebook", "Zalo"), "II", ((0, 5),)),
                parts.Form("hội nghị báo cáo viên, tuyên truyền viên", (), "II", ((0, 5),)),
                parts.Form("cổ động trực quan", ("băng rôn", "pa nô"), "III", ((0, 5),)),
            ),
            units_choose=True,
        ),
    )


def tasks_reading() -> parts.Reading:
    """A dispatch with tasks and dates only: three tasks to different addressees, two deadlines, a report, no forms."""
    first = parts.Deadline("trước ngày 15/6/2023", parts.Date(15, 6, 2023), (0, 5))
    second = parts.Deadline("trước ngày 30/6/2023", parts.Date(30, 6, 2023), (0, 5))
    return parts.Reading(
        doc_type="công văn",
        symbol="SVHM-NV",
        place="Lạng Sơn",
        date=parts.Date(year=2023),
        subject="kiểm tra an toàn phòng cháy, chữa cháy tại các cơ sở văn hóa",
        addressees=("Các đơn vị trực thuộc Sở", "Phòng Văn hóa và Thông tin các huyện, thành phố"),
        recipients=(parts.Recipient("Như trên"), parts.Recipient("UBND tỉnh", "để b/c")),
        archive=("VT",),
        directive=parts.Directive(
            items=(
                parts.Item(
                    parts.ItemKind.TASK,
                    "1",
                    None,
                    "Lập danh mục cơ sở phải kiểm tra.",
                    ((0, 9),),
                    ("Bảo tàng tỉnh",),
                    first,
                ),
                parts.Item(
                    parts.ItemKind.TASK,
                    "2",
                    None,
                    "Tự kiểm tra và khắc phục tồn tại.",
                    ((0, 9),),
                    ("Phòng Văn hóa và Thông tin các huyện, thành phố",),
                    second,
                ),
                parts.Item(
                    parts.ItemKind.TASK,
                    "3",
                    None,
                    "Tổng hợp kết quả kiểm tra.",
                    ((0, 9),),
                    ("Phòng Nghiệp vụ",),
                    second,
                ),
            ),
        ),
    )


EnterReading = Callable[[Actor, parts.Reading], Document]


def enter_confirmed(clerk: Actor, reading: parts.Reading) -> Document:
    """An outgoing document with this reading, confirmed; the reader is not asked."""
    document = Document.objects.create(
        office_id=clerk.office_id,
        direction=Direction.OUTGOING,
        created_by=clerk.post_title,
        created_at=clock.now(),
        changed_at=clock.now(),
    )
    Reading.objects.create(
        document=document,
        text=reading.text or "Văn bản thử của cơ quan mẫu.",
        found=parts.reading_to_json(reading),
        reader_version="test",
        read_at=clock.now(),
    )
    return confirm_reading(clerk, document.pk, all_seen=True)


@pytest.fixture
def enter_reading(db: None) -> EnterReading:
    """`enter_reading(clerk, reading)`: see `enter_confirmed`."""
    return enter_confirmed


@standing()
def topics_draft(world: World) -> Directive:
    """The draft of a directive with topics and forms, to four units."""
    return Directive.objects.get(document=enter_confirmed(world.actors["so_clerk"], topics_reading()))


@standing()
def tasks_draft(world: World) -> Directive:
    """The draft of a directive with three tasks to different addressees, to five units."""
    return Directive.objects.get(document=enter_confirmed(world.actors["so_clerk"], tasks_reading()))


def issue(world: World, directive: Directive) -> list[Duty]:
    """The whole order of issuing: signed KT., numbered, issued."""
    sign_directive(world.actors["so_leader"], directive.pk, authority="KT.")
    number_document(world.actors["so_clerk"], directive.document_id)
    duties = issue_directive(world.actors["so_clerk"], directive.pk)
    directive.refresh_from_db()
    return duties


@standing()
def topics_directive(world: World, topics_draft: Directive) -> Directive:
    """Issued to four units with a yearly report: data close 14/12/2023, sent by 20/12/2023."""
    set_report(
        world.actors["so_officer"], topics_draft.pk, deadline_on=date(2023, 12, 20), data_close_on=date(2023, 12, 14)
    )
    issue(world, topics_draft)
    return topics_draft


@standing()
def tasks_directive(world: World, tasks_draft: Directive) -> Directive:
    """Issued to five units: tasks with two deadlines, no report."""
    issue(world, tasks_draft)
    return tasks_draft


@standing()
def duty(world: World, topics_directive: Directive) -> Duty:
    """The duty of Bảo tàng tỉnh, the unit of `unit_officer` and `unit_leader`."""
    return Duty.objects.select_related("directive").get(directive=topics_directive, unit=world.units["bao-tang"])


@standing()
def other_duty(world: World, topics_directive: Directive) -> Duty:
    """The duty of the sibling unit, that of `other_unit_officer`."""
    return Duty.objects.select_related("directive").get(directive=topics_directive, unit=world.units["vhtt-bac-son"])
