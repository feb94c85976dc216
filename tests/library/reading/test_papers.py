"""Invented papers of many issuers and layouts: what stands around the body is read as it is printed.

Each `papers/NAME.txt` has beside it what a person would take out of it. None of them is a real document.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trienkhai.parts import Date, Json, Reading
from trienkhai.reading.pipeline import read_text

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.txt"))


def frame_of(reading: Reading) -> dict[str, Json]:
    signature, date = reading.signature, reading.date
    return {
        "doc_type": reading.doc_type,
        "code": reading.code,
        "symbol": reading.symbol,
        "parent_agency": reading.parent_agency,
        "agency": reading.agency,
        "place": reading.place,
        "date": [date.day, date.month, date.year],
        "subject": reading.subject,
        "urgency": reading.urgency,
        "secrecy": reading.secrecy,
        "addressees": list(reading.addressees),
        "recipients": [[one.text, one.purpose] for one in reading.recipients],
        "archive": list(reading.archive),
        "signature": [signature.mode, signature.on_behalf_of, signature.position, signature.name],
        "attachments": list(reading.attachments),
    }


def day_of(date: Date | None) -> str | None:
    parts = (date.day, date.month, date.year) if date is not None else (None, None, None)
    return "/".join(str(part or 0) for part in parts) if any(parts) else None


def body_of(reading: Reading) -> dict[str, Json]:
    return {
        "citations": [[one.type, one.code, day_of(one.date), one.issuer] for one in reading.citations],
        "outline": [[item.label, item.level] for item in reading.outline],
        "deadlines": [day_of(due.date) for due in reading.deadlines],
    }


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_paper_is_read_as_printed(paper: Path) -> None:
    """Header, subject, addressees, recipients, signature and enclosures of an invented paper, and what is wanted of
    its body."""
    text = paper.read_text("utf-8")
    wanted: dict[str, Json] = json.loads(paper.with_suffix(".json").read_text("utf-8"))
    reading = read_text(text)
    said = frame_of(reading) | {key: value for key, value in body_of(reading).items() if key in wanted}
    assert said == wanted, text


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_every_place_shows_its_value(paper: Path) -> None:
    """The letters of a value stand at the places given for it."""
    text = paper.read_text("utf-8")
    reading = read_text(text)
    for path in ("number", "code", "agency", "place"):
        value = getattr(reading, path)
        if value is not None:
            pieces = [text[start:end] for start, end in reading.places[path]]
            assert " ".join(" ".join(pieces).split()) == value
            assert reading.candidates[path][0].value == value


def test_there_are_papers() -> None:
    """The table is not empty by accident."""
    assert len(PAPERS) >= 40
