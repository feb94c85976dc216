"""docs/reading.md tells every key of the JSON, and what it says of the founding dispatch is so."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from trienkhai.parts import Directive, Reading, to_json
from trienkhai.reading.pipeline import read

PAGE = (Path(__file__).parents[3] / "docs" / "reading.md").read_text("utf-8")
FOUNDING = Path(str(files("trienkhai.data").joinpath("founding_dispatch.txt")))


def test_every_key_is_told() -> None:
    table = " ".join(line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `"))
    said = to_json(Reading())
    orders = to_json(Directive())
    assert isinstance(said, dict)
    assert isinstance(orders, dict)
    assert set(said) <= set(re.findall(r"`(\w+)`", table))
    assert all(re.search(rf"\b{key}\b", PAGE) for key in orders)


def test_every_named_file_exists() -> None:
    folder = Path(__file__).parents[3] / "src" / "trienkhai" / "reading"
    named = set(re.findall(r"`(\w+\.py)`", PAGE))
    assert named
    assert all((folder / name).exists() for name in named)


def test_the_walk_tells_the_truth() -> None:
    reading = read(FOUNDING)
    assert f"{len(reading.text):,} letters" in PAGE
    assert len(reading.citations) == 9
    assert len(reading.outline) == 22
    assert len(reading.problems) == 15
    assert (len(reading.directive.items), len(reading.directive.forms)) == (14, 13)
    assert reading.deadlines == ()
    assert (reading.symbol, reading.number, reading.agency) == ("SVHTTDL-QLVHGĐ", None, None)
