"""A hundred people behind one address come in; somebody who guesses one person's password does not."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from tests.web.conftest import World
from trienkhai.web.config import settings as office_settings

SIGN_IN = "/tai-khoan/dang-nhap/"


@pytest.fixture
def limits(settings: object) -> None:
    """The limits of a real office; other tests do without."""
    settings.ACCOUNT_RATE_LIMITS = office_settings.ACCOUNT_RATE_LIMITS  # type: ignore[attr-defined]  # untyped
    cache.clear()


def test_an_office_of_a_hundred_signs_in_within_a_minute(world: World, limits: None) -> None:
    """All from one address."""
    answers = [Client().post(SIGN_IN, {"login": f"person{number}", "password": ""}) for number in range(100)]
    assert {answer.status_code for answer in answers} == {200}


def test_guessing_one_persons_password_is_stopped(world: World, limits: None) -> None:
    """After five wrong ones even the right one is not asked for a while."""
    answers = [Client().post(SIGN_IN, {"login": "so_clerk", "password": f"wrong{number}"}) for number in range(6)]
    assert [answer.context["form"].errors != {} for answer in answers] == [True] * 6
    said = [str(answer.context["form"].errors) for answer in answers]
    assert said[5] != said[0]
