"""The founding dispatch, read whole: every field, every item, every problem that a person takes out of it."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

import pytest

from trienkhai.parts import Json, reading_to_json
from trienkhai.reading.pipeline import read_text

GOLD = Path(__file__).parent / "founding"
# What the gold keeps beside the reading: where it comes from, and what an office makes of it later.
NOT_READ = {"source", "what_it_is", "also_expected", "problems"}


@cache
def text() -> str:
    return (files("trienkhai") / "data" / "founding_dispatch.txt").read_text("utf-8")


@cache
def said() -> dict[str, Json]:
    return reading_to_json(read_text(text()))


def gold(name: str) -> dict[str, Json]:
    loaded: dict[str, Json] = json.loads((GOLD / f"{name}.json").read_text("utf-8"))
    return loaded


def said_directive() -> dict[str, Json]:
    return cast("dict[str, Json]", said()["directive"])


def without_chain(value: Json) -> Json:
    """The gold of the signature names no chain; it is kept beside it."""
    return {key: entry for key, entry in value.items() if key != "chain"} if isinstance(value, dict) else value


@pytest.mark.parametrize("field", sorted(set(gold("reading")) - NOT_READ))
def test_each_field_of_the_reading_is_as_a_person_reads_it(field: str) -> None:
    """Header, subject, addressees, recipients, signature, citations, outline, deadlines, enclosures."""
    assert without_chain(said()[field]) == gold("reading")[field]


@pytest.mark.parametrize("field", sorted(set(gold("directive")) - NOT_READ))
def test_each_part_of_the_directive_is_as_a_person_takes_it_out(field: str) -> None:
    """Issuer, period, chain, 14 topics, 13 forms, assignment, what is not stated, what is missing."""
    assert said_directive()[field] == gold("directive")[field]


def test_every_known_problem_is_named_once_with_a_sentence() -> None:
    """The fifteen problems of the draft, each with a Vietnamese sentence."""
    problems = cast("list[dict[str, Json]]", said()["problems"])
    expected = [entry["id"] for entry in cast("list[dict[str, Json]]", gold("directive")["problems"])]
    assert sorted(str(problem["id"]) for problem in problems) == sorted(str(name) for name in expected)
    assert all(str(problem["message"]).endswith((".", "!")) for problem in problems)


def test_units_may_choose_and_two_topics_run_over_a_page_end() -> None:
    """The text lets units choose; 1.3 and 2.9 are cut by a page end and joined again."""
    expected = cast("dict[str, Json]", gold("directive")["also_expected"])
    assert said_directive()["units_choose"] is expected["units_choose"]
    items = cast("list[dict[str, Json]]", said_directive()["items"])
    cut = [item["label"] for item in items if len(cast("list[Json]", item["spans"])) > 1]
    assert cut == expected["joined_across_page_breaks"]


def test_every_place_of_an_item_holds_its_words() -> None:
    """The pieces of an item, put together, are its label and its text."""
    for item in cast("list[dict[str, Json]]", said_directive()["items"]):
        pieces = [text()[start:end] for start, end in cast("list[list[int]]", item["spans"])]
        assert " ".join(" ".join(pieces).split()) == f"{item['label']}. {item['text']}"
