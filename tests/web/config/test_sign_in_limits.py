"""A hundred people behind one address come in; somebody who guesses one person's password does not."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from tests.web.conftest import World
from trienkhai.web.config import settings as office_settings

SIGN_IN = "/tai-khoan/dang-nhap/"


@pytest.fixture
def limits(settings: Settings) -> None:
    """The limits of a real office; other tests do without."""
    settings.ACCOUNT_RATE_LIMITS = office_settings.ACCOUNT_RATE_LIMITS
    cache.clear()


def test_an_office_of_a_hundred_signs_in_within_a_minute(world: World, limits: None) -> None:
    """All from one address."""
    answers = [Client().post(SIGN_IN, {"login": f"person{number}", "password": ""}) for number in range(100)]
    assert {answer.status_code for answer in answers} == {200}


def test_the_page_of_signing_in_is_ours_and_refuses_in_vietnamese(world: World) -> None:
    """Not the page that comes with the sign-in package, nor its English."""
    page = Client().get(SIGN_IN).content.decode()
    assert "Tên đăng nhập" in page
    assert "Sign In" not in page
    answer = Client().post(SIGN_IN, {"login": "so_clerk", "password": "wrong"})
    assert "không đúng" in answer.content.decode()
    assert "not correct" not in answer.content.decode()


def test_guessing_one_persons_password_is_stopped(world: World, limits: None) -> None:
    """After five wrong ones even the right one is not asked for a while."""
    answers = [Client().post(SIGN_IN, {"login": "so_clerk", "password": f"wrong{number}"}) for number in range(6)]
    assert [answer.context["form"].errors != {} for answer in answers] == [True] * 6
    said = [str(answer.context["form"].errors) for answer in answers]
    assert said[5] != said[0]
    assert "năm phút" in said[5]


def test_too_many_from_one_address_are_told_to_wait(world: World, settings: Settings) -> None:
    """On a page of ours, in Vietnamese."""
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    cache.clear()
    answers = [Client().post(SIGN_IN, {"login": "so_clerk", "password": "wrong"}) for _ in range(2)]
    assert answers[1].status_code == 429
    assert "Chờ một phút" in answers[1].content.decode()


def test_guessing_is_stopped_for_programs_too(world: World, limits: None) -> None:
    """After five wrong ones 429 with a sentence, also for the right one; another person may come in."""

    def sign_in(username: str, password: str) -> tuple[int, str]:
        body = json.dumps({"username": username, "password": password})
        answer = Client().post("/api/session", body, content_type="application/json")
        return answer.status_code, str(answer.json().get("id"))

    assert [sign_in("so_clerk", f"wrong{number}")[0] for number in range(5)] == [401] * 5
    assert sign_in("so_clerk", "mat-khau-thu") == (429, "sign-in-slowed")
    assert sign_in("so_officer", "mat-khau-thu")[0] == 200
