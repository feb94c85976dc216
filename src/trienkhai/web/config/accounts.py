"""Sign-in: accounts are made by the office, never by visitors."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from trienkhai.web.offices.queries import load_appointments

NOT_RIGHT = _("Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi thử lại.")
TOO_OFTEN = _("Sai quá nhiều lần. Chờ năm phút rồi thử lại, hoặc báo người quản trị của cơ quan.")
CLOSED = _("Tài khoản này đã khóa. Báo người quản trị của cơ quan.")


class OfficeAccounts(DefaultAccountAdapter):
    """Closes self-registration, and says in the office's words why somebody could not come in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": NOT_RIGHT,
        "invalid_login": NOT_RIGHT,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
        "account_inactive": CLOSED,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False


class OfficeBackend(ModelBackend):
    """Finds a signed-in user together with the posts they may use today: every page asks for both."""

    def get_user(self, user_id: int) -> User | None:
        """The user with `appointments` at hand; in one query for whoever has a post."""
        rows = load_appointments(user_id)
        user = rows[0].person.user if rows else super().get_user(user_id)
        if user is not None:
            user.appointments = rows  # type: ignore[attr-defined]  # read by the middleware that finds the actor
        return user
