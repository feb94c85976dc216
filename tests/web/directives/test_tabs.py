"""The tabs of a directive, for whom."""

from __future__ import annotations

import pytest

from tests.web.conftest import World
from trienkhai.web.directives.models import Directive
from trienkhai.web.directives.tabs import list_tabs

SHOWN = {
    "so_officer": ["overview", "document", "units", "coverage", "reports", "chain", "history"],
    "unit_officer": ["overview", "document", "coverage", "chain"],
}


@pytest.mark.parametrize("person", SHOWN)
def test_a_unit_has_no_tab_it_may_not_open(person: str, topics_directive: Directive, world: World) -> None:
    """Who else receives, the office's roll-up and its journal stay with the office."""
    assert [tab.key for tab in list_tabs(world.actors[person], topics_directive)] == SHOWN[person]


def test_a_draft_has_nothing_to_cover_or_report(topics_draft: Directive, world: World) -> None:
    """Only what exists before the issue."""
    shown = [tab.key for tab in list_tabs(world.actors["so_officer"], topics_draft)]
    assert shown == ["overview", "document", "units", "chain", "history"]
