"""The people of the sample office. They are named by their roles; nobody real is meant."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Appointment, Person, Post, Role, UnitVersion
from trienkhai.web.offices.queries import find_actor, list_versions

PASSWORD = "trien-khai-2023"
SINCE = date(2023, 1, 1)


@dataclass(frozen=True, slots=True)
class Account:
    """A sign-in of the sample, as written to accounts.json."""

    username: str
    password: str
    role: str
    post: str
    unit: str
    office: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A person to make: sign-in, post title, role, titles for paper, whether they head the unit."""

    username: str
    title: str
    role: Role
    printed: str = ""
    head: str = ""
    is_head: bool = False


def fold(text: str) -> str:
    """Letters and digits only, marks off."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in plain if char.isalnum() and char.isascii())


def people_of(version: UnitVersion) -> tuple[Wanted, ...]:
    """An officer, a leader and a clerk for a receiving unit."""
    place = fold(version.area_name or version.short_name)
    if version.role == "district_culture_office":
        key, head, deputy = f"phong-{place}", "Trưởng phòng", "Chuyên viên"
    elif version.role == "district_culture_centre":
        key, head, deputy = f"trungtam-{place}", "Giám đốc", "Viên chức"
    else:
        key, head, deputy = fold(version.short_name), "Giám đốc", "Viên chức"
    return (
        Wanted(f"{key}", deputy, Role.OFFICER),
        Wanted(f"{key}-ld", head, Role.LEADER, printed=head.upper(), is_head=True),
        Wanted(f"{key}-vt", "Văn thư", Role.CLERK),
    )


DEPARTMENT = (
    Wanted("vanthu", "Văn thư Sở", Role.CLERK),
    Wanted("lanhdao", "Phó Giám đốc", Role.LEADER, printed="PHÓ GIÁM ĐỐC", head="GIÁM ĐỐC"),
    Wanted("giamdoc", "Giám đốc", Role.LEADER, printed="GIÁM ĐỐC", is_head=True),
)
DIVISION = (Wanted("chuyenvien", "Chuyên viên Phòng QLVH&GĐ", Role.OFFICER),)


def settle(version: UnitVersion, wanted: Wanted, password: str, on: date) -> Account:
    """Give a unit a person in a post; password hashes are shared because the sample's password is printed anyway."""
    user = User.objects.create(username=wanted.username, password=password)
    person = Person.objects.create(user=user, name=f"{wanted.title}, {version.short_name}"[:120])
    post = Post.objects.create(
        unit_id=version.unit_id,
        title=wanted.title,
        role=wanted.role,
        printed_title=wanted.printed,
        head_title=wanted.head,
        is_head=wanted.is_head,
    )
    Appointment.objects.create(person=person, post=post, valid_from=SINCE, basis="dữ liệu mẫu")
    offices = {entry.unit_id: entry for entry in list_versions(on).filter(unit_id=version.office_id)}
    return Account(
        username=wanted.username,
        password=PASSWORD,
        role=wanted.role.value,
        post=wanted.title,
        unit=version.name,
        office=offices[version.office_id].name,
    )


def settle_people(on: date) -> list[Account]:
    """Everybody of the sample: the Department's clerk, officer and leaders, three people in each receiving unit."""
    password = make_password(PASSWORD)
    accounts = []
    for version in list_versions(on).filter(kind__in=("department", "internal", "affiliated")) | list_versions(on).filter(
        role__in=("district_culture_office", "district_culture_centre")
    ):
        if version.kind == "department":
            wanted: tuple[Wanted, ...] = DEPARTMENT
        elif version.kind == "internal":
            wanted = DIVISION if "Quản lý Văn hóa và Gia đình" in version.name else ()
        else:
            wanted = people_of(version)
        accounts += [settle(version, entry, password, on) for entry in wanted]
    return accounts


def write_accounts(accounts: list[Account], folder: Path) -> Path:
    """The sign-ins as JSON, where the front page of the command line finds them."""
    path = folder / "accounts.json"
    path.write_text(json.dumps([asdict(account) for account in accounts], ensure_ascii=False, indent=1), "utf-8")
    return path


def actor_named(username: str) -> Actor:
    """The actor behind a sign-in of the sample."""
    actor = find_actor(User.objects.only("pk").get(username=username).pk, None)
    if actor is None:
        raise LookupError(f"no post for {username}")
    return actor
