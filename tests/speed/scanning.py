"""How fast scans are read, and how many letters wrongly, beside tesseract alone.

A part of its own: the reader is measured beside libraries that have to be installed first, this beside tesseract only.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium

from tests.speed import scans, texts
from tests.speed.measuring import Row, Worker, compare
from trienkhai.sources import read_bytes


def measure(ours: Worker, plain: Worker, folder: Path) -> Iterator[Row]:
    """A page of known words at two strengths of wear, then the scans of the corpus."""
    for name, path in scans.write_scans(folder).items():
        pair = compare(ours, "read", plain, "tesseract", (path, path), rounds=2)
        here = scans.count_errors(read_bytes(path.read_bytes(), path.name).text)
        made = subprocess.run(
            ["tesseract", str(path), "stdout", "-l", "vie", "--dpi", "200"], capture_output=True, text=True, check=True
        )
        there = scans.count_errors(made.stdout)
        yield Row(
            f"scan → full reading, a page of known words, {name} wear",
            f"**{pair.ours:.2f} s** a page; letters wrong: " + _show_errors(here),
            "≤ 2 s a page and core",
            pair.ours <= 2,
            f"plain tesseract {pair.theirs:.2f} s ({pair.ratio:.2f} ×); letters wrong: " + _show_errors(there),
        )
    stored = texts.list_stored("001.pdf", "009.pdf")
    if stored:
        seconds = [ours.ask("read", path) / len(pdfium.PdfDocument(path)) for path in stored]
        yield Row(
            f"scanned PDFs of the corpus ({', '.join(path.name for path in stored)})",
            f"**{median(seconds):.2f} s** a page, {max(seconds):.2f} worst",
            "≤ 2 s a page and core",
            median(seconds) <= 2,
        )


def _show_errors(rates: dict[str, float]) -> str:
    return ", ".join(f"{zone} {100 * rate:.1f} %" for zone, rate in rates.items())


def measure_all() -> list[Row]:
    """All rows, each printed as soon as it is known."""
    rows: list[Row] = []
    ours = Worker([sys.executable, "-m", "tests.speed.jobs"])
    plain = Worker([sys.executable, "-m", "tests.speed.rivals"])
    try:
        with TemporaryDirectory(prefix="bench-") as folder:
            for row in measure(ours, plain, Path(folder)):
                print(f"{row.what}: {row.figure}  [{row.goal}]  {row.beside}", flush=True)
                rows.append(row)
    finally:
        ours.close()
        plain.close()
    return rows
