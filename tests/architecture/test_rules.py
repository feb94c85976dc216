"""Every format rule has an id, a source and two examples, and docs/rules.md is what the rules say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trienkhai.checking import Rule, Severity, list_rules
from trienkhai.checking.rules_page import write_page
from trienkhai.checking.subject import Subject

ROOT = Path(__file__).resolve().parents[2]
RULES = list_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id}@{rule.law.valid_from}")
def test_a_rule_has_id_title_and_source(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
    assert rule.title
    assert not rule.title.endswith(".")
    assert rule.law.name
    assert rule.article
    assert rule.severity in Severity


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id}@{rule.law.valid_from}")
def test_the_passing_example_passes_and_the_failing_one_fails(rule: Rule) -> None:
    assert list(rule.check(Subject(rule.passing))) == []
    hits = list(rule.check(Subject(rule.failing)))
    assert hits
    for hit in hits:
        assert hit.message.endswith(".")
        assert hit.span is None or 0 <= hit.span[0] <= hit.span[1] <= len(rule.failing.text)


def test_versions_of_one_rule_do_not_hold_on_the_same_day_for_the_same_documents() -> None:
    for one in RULES:
        for other in RULES:
            both_party = one.law.name.endswith("VPTW") == other.law.name.endswith("VPTW")
            if one is not other and one.id == other.id and both_party:
                assert not one.law.is_in_force(other.law.valid_from)


def test_the_page_of_rules_is_fresh() -> None:
    """Write it anew with: python -m trienkhai.checking.rules_page > docs/rules.md"""
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == write_page()
