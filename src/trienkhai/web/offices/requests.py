"""Reading the actor off a request."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from trienkhai.web.errors import NotAllowed
from trienkhai.web.offices.actor import Actor


def actor_of(request: HttpRequest) -> Actor:
    """The person acting in this request. Raises NotAllowed for somebody without a post."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise NotAllowed(
            "no-post", _("Tài khoản chưa được gán chức danh nào. Báo quản trị đơn vị gán chức danh rồi đăng nhập lại.")
        )
    return actor
