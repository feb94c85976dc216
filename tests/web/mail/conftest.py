"""An office that sends mail through a server of the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.web.mail.server import Post, mail_server

SITE = "https://trienkhai.mau.gov.vn"


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    """The server, and the office set up to use it."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.DEFAULT_FROM_EMAIL = "trienkhai@mau.gov.vn"
        settings.TRIENKHAI_MAIL_ON, settings.TRIENKHAI_SITE = True, SITE
        yield server
