"""Signing in for machines."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.security import HttpBearer

from trienkhai.web import clock
from trienkhai.web.errors import NotAllowed, Refusal
from trienkhai.web.offices.actions import open_token
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.queries import actor_from, find_token_holder, list_appointments

router = Router(tags=["phiên làm việc"])


class ErrorOut(Schema):
    """Every refusal."""

    id: str
    message: str
    fields: dict[str, str] = {}


class SessionIn(Schema):
    """Who signs in, and in which post (its id); the first one where none is named."""

    username: str
    password: str
    post: int | None = None


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


class BearerToken(HttpBearer):
    """Turns the header into `request.actor`."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor of a token in force, else None (answered with 401)."""
        actor = find_token_holder(token)
        if actor is None:
            return None
        request.actor = actor  # type: ignore[attr-defined]  # read by offices.requests.actor_of
        return actor


@router.post("/session", response={200: SessionOut, 401: ErrorOut, 403: ErrorOut, 422: ErrorOut}, auth=None)
def open_session(request: HttpRequest, given: SessionIn) -> SessionOut:
    """Sign in and receive a token for twelve hours."""
    user = authenticate(request, username=given.username, password=given.password)
    if user is None:
        raise WrongPassword
    actors = [actor_from(row) for row in list_appointments(user.pk, clock.today())]
    chosen = next((actor for actor in actors if given.post in (None, actor.post_id)), None)
    if chosen is None:
        raise NotAllowed("not-your-post", "Chức danh này không phải của tài khoản đang đăng nhập.")
    token = open_token(chosen)
    posts = [
        PostOut(
            id=actor.post_id, title=actor.post_title, role=actor.role, unit=actor.unit_name, office=actor.office_name
        )
        for actor in actors
    ]
    return SessionOut(token=token, person=chosen.person_name, posts=posts)


class WrongPassword(Refusal):
    """The two do not fit together."""

    status = 401

    def __init__(self) -> None:
        super().__init__("sign-in-failed", "Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại, chú ý phím Caps Lock.")
