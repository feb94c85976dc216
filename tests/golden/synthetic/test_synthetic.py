"""Invented documents are read alike in every form of delivery; thresholds stand a little below what was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.golden.synthetic.delivery import TEXTS
from tests.golden.synthetic.masters import Master, read_masters
from tests.golden.synthetic.printing import print_docx, print_pdf, save_scan
from tests.golden.synthetic.scoring import Tallies, macro, new_tallies, report, score
from tests.golden.synthetic.templates import list_kinds, make_masters
from trienkhai.reading.pipeline import read, read_text

PAGES = Path(__file__).parent / "pages"
WRITTEN = read_masters()
MADE = list(make_masters())
ALL = [*WRITTEN, *MADE]

# Macro F1 over the fields, and the F1 no field falls below. Measured in brackets.
TEXT_THRESHOLDS = {
    "cells": (0.995, 0.98),  # 1.000
    "layout": (0.995, 0.98),  # 1.000
    "drawn": (0.995, 0.98),  # 1.000
    "crossed": (0.995, 0.98),  # 1.000
    "stamped": (0.995, 0.98),  # 1.000
    "web": (0.995, 0.98),  # 1.000
    "one line": (0.89, 0.0),  # 0.902: titles of signers and items on one line are often beyond telling apart
}


def _judge(tallies: Tallies, whole: float, each: float, *, but: Iterable[str] = ()) -> None:
    told = report(tallies, misses=True)
    assert macro(tallies) >= whole, told
    low = {path: tally.f1 for path, tally in tallies.items() if tally.f1 < each and path not in set(but)}
    assert not low, told


def test_every_kind_and_every_authority_is_there() -> None:
    """29 kinds of the state, those of the Party that bear a number, and each way to sign."""
    assert len(list_kinds("state")) == 29
    assert {master.title for master in MADE} >= {name.upper() for name, _ in list_kinds("party") if name != "Công văn"}
    signed = {line.split(" ", 1)[0] for master in MADE for line in master.sign}
    assert signed >= {"KT.", "TM.", "TL.", "TUQ.", "Q.", "T/M", "T/L", "K/T"}
    assert len(ALL) >= 100


@pytest.mark.parametrize("form", TEXTS)
def test_texts_of_every_form(form: str) -> None:
    """The same documents as cells, kept layout, drawn tables, crossed columns, stamped and web pages."""
    tallies = new_tallies()
    for master in ALL:
        score(master, read_text(TEXTS[form](master)), tallies, stamped=form == "stamped")
    _judge(tallies, *TEXT_THRESHOLDS[form])


def _score_files(masters: Iterable[Master], folder: Path, ending: str, make: Callable[[Master], bytes]) -> Tallies:
    tallies = new_tallies()
    for master in masters:
        path = folder / f"{master.name}.{ending}"
        path.write_bytes(make(master))
        score(master, read(path), tallies)
    return tallies


def test_docx(tmp_path: Path) -> None:
    """Header and foot in tables without lines (measured 1.000 over all 106)."""
    _judge(_score_files(ALL[::6], tmp_path, "docx", print_docx), 0.995, 0.97)


def test_pdf(tmp_path: Path) -> None:
    """Two columns put in order by their places (measured 0.998 over all 106)."""
    _judge(_score_files(ALL[::6], tmp_path, "pdf", print_pdf), 0.985, 0.9)


@pytest.mark.slow
@pytest.mark.parametrize(("ending", "make"), [("docx", print_docx), ("pdf", print_pdf)])
def test_all_files(ending: str, make: Callable[[Master], bytes], tmp_path: Path) -> None:
    """Every document as DOCX and as PDF."""
    _judge(_score_files(ALL, tmp_path, ending, make), 0.995, 0.95)


# What a seal covers cannot be read, and small letters suffer first.
_SOFT = ("recipients", "purpose", "archive", "position", "mode", "on_behalf_of", "signer", "attachments")


@pytest.mark.parametrize(("strength", "whole", "each"), [(1, 0.94, 0.9), (2, 0.94, 0.88)])
def test_texts_of_scans(strength: int, whole: float, each: float) -> None:
    """What tesseract 5.3 (vie, 200 dpi, no layout) made of the sealed and signed pages; kept beside the masters, so
    that reading is tried without the page reader (measured 0.952 and 0.955)."""
    tallies = new_tallies()
    for master in WRITTEN:
        page = PAGES / f"{master.name}.{strength}.txt"
        score(master, read_text(page.read_bytes().decode()), tallies, scanned=True)
    _judge(tallies, whole, each, but=_SOFT)


@pytest.mark.slow
@pytest.mark.parametrize(("strength", "whole", "each"), [(1, 0.92, 0.7), (2, 0.8, 0.0)])
def test_scans(strength: int, whole: float, each: float, tmp_path: Path) -> None:
    """A sample as scanned pages with seal and signature: an ordinary scanner (0.947 over five), and a bad copy."""
    tallies = new_tallies()
    for master in WRITTEN[::9]:
        path = tmp_path / f"{master.name}.pdf"
        save_scan(master, strength, path)
        score(master, read(path), tallies, scanned=True)
    _judge(tallies, whole, each, but=_SOFT)
