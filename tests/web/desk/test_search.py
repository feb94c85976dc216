"""Finding by words, with and without marks, only what one may see."""

from __future__ import annotations

import pytest

from tests.web.conftest import ClientFor, World
from tests.web.desk.conftest import record
from trienkhai.web.desk.searching import search
from trienkhai.web.directives.models import Duty


def kinds(world: World, key: str, words: str) -> set[str]:
    """The kinds of things this person finds."""
    return {group.name for group in search(world.actors[key], words)}


@pytest.mark.parametrize("words", ["gia đình văn hóa", "gia dinh van hoa", "GIA ĐÌNH"])
def test_marks_and_case_do_not_matter(world: World, duty: Duty, words: str) -> None:
    """Document and directive are found; an outsider finds neither."""
    assert {"Văn bản", "Chỉ đạo"} <= kinds(world, "unit_officer", words)
    assert kinds(world, "outsider", words) == set()


def test_a_code_is_found_in_any_spelling(world: World, duty: Duty) -> None:
    """Number and symbol as printed, or as people type them."""
    code = duty.directive.document.code
    for words in (code, code.replace("/", " "), code.lower()):
        assert "Văn bản" in kinds(world, "so_clerk", words), words


def test_items_units_and_activities_are_found(world: World, duty: Duty) -> None:
    """Each in its own group."""
    activity = record(world.actors["unit_officer"], duty)
    assert "Nội dung, nhiệm vụ được giao" in kinds(world, "unit_officer", "bao luc gia dinh")
    assert kinds(world, "outsider", "bao tang") == {"Đơn vị"}
    assert kinds(world, "unit_officer", activity.code) == {"Hoạt động"}
    assert kinds(world, "other_unit_officer", activity.code) == set()


def test_the_empty_states(world: World, client_for: ClientFor) -> None:
    """Nothing asked and nothing found are told apart, and neither is an error."""
    client = client_for(world.actors["unit_officer"])
    assert "Gõ vài chữ để tìm" in client.get("/tim/").content.decode()
    assert "Không tìm thấy" in client.get("/tim/", {"q": "zzzz <b>"}).content.decode()
