"""Drawn icons and states are kept; text marked as safe must not lend its safety to the same text of a person."""

from __future__ import annotations

from django.utils.safestring import mark_safe

from trienkhai.web.ui.icons import render_icon
from trienkhai.web.ui.templatetags.ui import state

MARKUP = "<i>x</i>"


def test_a_state_in_a_persons_words_is_escaped_after_the_same_words_as_markup() -> None:
    """Whichever came first."""
    assert MARKUP in state("done", mark_safe(MARKUP))
    assert MARKUP not in state("done", MARKUP)
    assert MARKUP in state("done", mark_safe(MARKUP))


def test_an_icons_title_too() -> None:
    """The title may be a name."""
    assert MARKUP in render_icon("plus", 16, mark_safe(MARKUP))
    assert MARKUP not in render_icon("plus", 16, MARKUP)
