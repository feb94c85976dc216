"""What is written from the code says what the code says."""

from __future__ import annotations

import pytest

from tests.architecture.generated import PAGES, is_stale


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_fresh(name: str) -> None:
    """A stale one is written anew by ./run docs."""
    assert not is_stale(name), f"{name} is stale; write it anew with ./run docs"
