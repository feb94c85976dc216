"""The people of the sample office. They are named by their roles; nobody real is meant."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.contrib.auth.hashers import make_password

from trienkhai.vietnamese.letters import fold
from trienkhai.web.journal.events import MACHINE
from trienkhai.web.offices.actions import appoint_person, open_post
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Person, Role, UnitKind, UnitVersion
from trienkhai.web.offices.queries import find_actor, list_versions

PASSWORD = "trien-khai-2023"
SINCE = date(2023, 1, 1)
LONGEST_NAME = 14
DISTRICT_ROLES = ("district_culture_office", "district_culture_centre")


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


def sign_in_name(text: str) -> str:
    """Letters and digits only, marks off: "Huyện Lộc Bình" gives "locbinh"."""
    words = [word for word in fold(text).split() if word not in ("huyen", "thanh", "pho", "tinh")]
    letters = "".join(char for char in "".join(words) if char.isalnum())
    return letters if len(letters) <= LONGEST_NAME else "".join(word[0] for word in words if word[0].isalnum())


def people_of(version: UnitVersion) -> tuple[Wanted, ...]:
    """An officer, a leader and a clerk for a receiving unit."""
    place = sign_in_name(version.area_name or version.short_name)
    if version.role == "district_culture_office":
        key, head, deputy = f"phong-{place}", "Trưởng phòng", "Chuyên viên"
    elif version.role == "district_culture_centre":
        key, head, deputy = f"trungtam-{place}", "Giám đốc", "Viên chức"
    else:
        key, head, deputy = sign_in_name(version.short_name), "Giám đốc", "Viên chức"
    return (
        Wanted(key, deputy, Role.OFFICER),
        Wanted(f"{key}-ld", head, Role.LEADER, printed=head.upper(), is_head=True),
        Wanted(f"{key}-vt", "Văn thư", Role.CLERK),
    )


DEPARTMENT = (
    Wanted("vanthu", "Văn thư Sở", Role.CLERK),
    Wanted("lanhdao", "Phó Giám đốc", Role.LEADER, printed="PHÓ GIÁM ĐỐC", head="GIÁM ĐỐC"),
    Wanted("giamdoc", "Giám đốc", Role.LEADER, printed="GIÁM ĐỐC", is_head=True),
)
DIVISION = (Wanted("chuyenvien", "Chuyên viên Phòng QLVH&GĐ", Role.OFFICER),)


def settle(version: UnitVersion, wanted: Wanted, office_name: str, password_hash: str) -> Account:
    """Give a unit a person in a post."""
    post = open_post(
        MACHINE,
        unit_id=version.unit_id,
        title=wanted.title,
        role=wanted.role,
        printed_title=wanted.printed,
        head_title=wanted.head,
        is_head=wanted.is_head,
    )
    appoint_person(
        MACHINE,
        username=wanted.username,
        password=password_hash,
        hashed=True,
        name=f"{wanted.title}, {version.short_name}"[:120],
        post_id=post.pk,
        valid_from=SINCE,
        basis="dữ liệu mẫu",
    )
    return Account(
        username=wanted.username,
        password=PASSWORD,
        role=wanted.role.value,
        post=wanted.title,
        unit=version.name,
        office=office_name,
    )


def settle_people(day: date) -> list[Account]:
    """Everybody of the sample: the Department's clerk, officer and leaders, three people in each receiving unit."""
    versions = list(list_versions(day))
    names = {version.unit_id: version.name for version in versions}
    password_hash = make_password(PASSWORD)
    return [
        settle(version, entry, names[version.office_id], password_hash)
        for version in versions
        for entry in wanted_in(version)
    ]


def wanted_in(version: UnitVersion) -> tuple[Wanted, ...]:
    """Who works in a unit of the sample; most units of the province stay empty."""
    if version.kind == UnitKind.DEPARTMENT:
        return DEPARTMENT
    if version.kind == UnitKind.INTERNAL:
        return DIVISION if "Văn hóa và Gia đình" in version.name else ()
    if version.kind == UnitKind.AFFILIATED or version.role in DISTRICT_ROLES:
        return people_of(version)
    return ()


def write_accounts(accounts: list[Account], folder: Path) -> Path:
    """The sign-ins as JSON, where the front page of the command line finds them."""
    path = folder / "accounts.json"
    path.write_text(json.dumps([asdict(account) for account in accounts], ensure_ascii=False, indent=1), "utf-8")
    return path


def actor_named(username: str) -> Actor:
    """The actor behind a sign-in of the sample. Raises LookupError for one that has no post."""
    person = Person.objects.get(user__username=username)
    actor = find_actor(person.user_id, None)
    if actor is None:
        raise LookupError(f"no post for {username}")
    return actor
