"""Signing in for machines; the units they name by id."""

from __future__ import annotations

from datetime import date

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.security import HttpBearer
from pydantic import Field

from trienkhai.web import clock
from trienkhai.web.errors import NotAllowed, Refusal
from trienkhai.web.interface import REFUSALS, Body, Day, ErrorOut, Id, Words
from trienkhai.web.offices.actions import open_token
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.listing import unit_page
from trienkhai.web.offices.models import UnitVersion
from trienkhai.web.offices.queries import actor_from, find_token_holder, list_appointments, search_units
from trienkhai.web.offices.requests import actor_of

router = Router(tags=["phiên làm việc, đơn vị"])


class SessionIn(Body):
    """Who signs in, and in which post (its id); the first one where none is named."""

    username: str = Field(max_length=150)
    password: str = Field(max_length=200)
    post: Id | None = None


class PostOut(Schema):
    """A post the person may act in."""

    id: int
    title: str
    role: str
    unit: str
    office: str


class SessionOut(Schema):
    """A token for the header `Authorization: Bearer …`."""

    token: str
    person: str
    posts: list[PostOut]


class PersonOut(Schema):
    """Who a token stands for, and in which post."""

    person: str
    post: PostOut
    unit_id: int
    office_id: int
    today: date


class UnitOut(Schema):
    """A unit as it is called on a day. `parent` and `office` are ids of units."""

    id: int
    name: str
    short_name: str
    kind: str
    parent: int | None
    office: int | None
    valid_from: date
    valid_to: date | None


class UnitDetailOut(Schema):
    """A unit over time: its names, newest first, other ways of writing it, what it came from and became."""

    unit: UnitOut
    versions: list[UnitOut]
    aliases: list[str]
    posts: list[str]
    changes: list[str]


class BearerToken(HttpBearer):
    """Turns the header into `request.actor`."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor of a token in force, else None (answered with 401)."""
        actor = find_token_holder(token)
        if actor is None:
            return None
        request.actor = actor  # type: ignore[attr-defined]  # read by offices.requests.actor_of
        return actor


@router.post("/session", response={200: SessionOut, **REFUSALS, 429: ErrorOut}, auth=None)
def open_session(request: HttpRequest, given: SessionIn) -> SessionOut:
    """Sign in and receive a token for twelve hours."""
    try:  # through the same door as the page, so that guessing is slowed here, too
        user = get_adapter(request).authenticate(request, username=given.username, password=given.password)
    except ValidationError as error:
        raise TooManyTries from error
    if user is None:
        raise WrongPassword
    actors = [actor_from(row) for row in list_appointments(user.pk, clock.today())]
    chosen = next((actor for actor in actors if given.post in (None, actor.post_id)), None)
    if chosen is None:
        raise NotAllowed("not-your-post", "Chức danh này không phải của tài khoản đang đăng nhập.")
    token = open_token(chosen)
    return SessionOut(token=token, person=chosen.person_name, posts=[post_out(actor) for actor in actors])


def post_out(actor: Actor) -> PostOut:
    """The post as the interface tells it."""
    return PostOut(
        id=actor.post_id, title=actor.post_title, role=actor.role, unit=actor.unit_name, office=actor.office_name
    )


def unit_out(version: UnitVersion) -> UnitOut:
    """The unit as the interface tells it."""
    return UnitOut(
        id=version.unit_id,
        name=version.name,
        short_name=version.short_name,
        kind=version.kind,
        parent=version.parent_id,
        office=version.office_id,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
    )


@router.get("/me", response={200: PersonOut, **REFUSALS})
def show_me(request: HttpRequest) -> PersonOut:
    """Who this token stands for, and which day the office has."""
    actor = actor_of(request)
    return PersonOut(
        person=actor.person_name,
        post=post_out(actor),
        unit_id=actor.unit_id,
        office_id=actor.office_id,
        today=clock.today(),
    )


@router.get("/units", response={200: list[UnitOut], **REFUSALS})
def show_units(request: HttpRequest, q: Words = "", on: Day | None = None) -> list[UnitOut]:
    """The units of a day (today where none is given), in the order of the official list; `q` finds by name."""
    actor_of(request)
    return [unit_out(version) for version in search_units(q, on)]


@router.get("/units/{int:unit_id}", response={200: UnitDetailOut, **REFUSALS})
def show_unit(request: HttpRequest, unit_id: int) -> UnitDetailOut:
    """One unit: its names over time, who holds its posts today, what became of it."""
    actor_of(request)
    page = unit_page(unit_id, clock.today())
    return UnitDetailOut(
        unit=unit_out(page.version),
        versions=[unit_out(version) for version in page.versions],
        aliases=list(page.aliases),
        posts=[f"{held.person.name}, {held.post.title}" for held in page.posts],
        changes=[change.words for change in page.changes],
    )


class WrongPassword(Refusal):
    """The two do not fit together."""

    status = 401

    def __init__(self) -> None:
        super().__init__("sign-in-failed", "Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại, chú ý phím Caps Lock.")


class TooManyTries(Refusal):
    """Somebody guesses."""

    status = 429

    def __init__(self) -> None:
        super().__init__("sign-in-slowed", "Đăng nhập sai nhiều lần quá. Đợi năm phút rồi thử lại.")
