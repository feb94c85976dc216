"""The caps are documented, and the page about them is true."""

from __future__ import annotations

import re
from pathlib import Path

from trienkhai.sources import limits
from trienkhai.sources.refusals import list_refusals

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "operating" / "limits.md").read_text("utf-8")


def test_every_cap_stands_on_the_page_and_no_other() -> None:
    """An operator finds each number and its reason."""
    caps = {name for name in vars(limits) if name.isupper()} - {"MEBIBYTE"}
    rows = " ".join(row.split("|")[1] for row in PAGE.splitlines() if row.startswith("| `"))
    assert set(re.findall(r"`([A-Z_]+)`", rows)) == caps


def test_the_values_on_the_page_are_those_of_the_code() -> None:
    """The plain ones are compared."""
    for name in ("TEXT_CHARACTERS", "ZIP_MEMBERS", "XML_DEPTH", "PDF_PAGES", "SCAN_PAGES", "IMAGE_PIXELS"):
        assert f"| `{name}` | {getattr(limits, name):,} |" in PAGE, name
    for name in ("FILE_BYTES", "ZIP_MEMBER_BYTES", "ZIP_TOTAL_BYTES"):
        assert f"| `{name}` | {getattr(limits, name) // limits.MEBIBYTE} MB |" in PAGE, name


def test_every_refusal_named_on_the_page_exists() -> None:
    """No id that the code does not know."""
    named = set(re.findall(r"`((?:file|docx|doc|pdf|scan|image)-[a-z-]+)`", PAGE))
    assert named <= set(list_refusals())
