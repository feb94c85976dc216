"""How fast the reader is, beside what others use for a part of it; each function measures one thing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pypdfium2 as pdfium

from tests.library.rendering.sample_paper import REPORT
from tests.speed import texts
from tests.speed.measuring import Row, Worker, compare, measure_peak, prepare_rivals, time_least
from tests.speed.repeats import measure_repeats
from trienkhai import find_citations, read_text
from trienkhai.rendering.docx import render_docx
from trienkhai.sources.page_order import order_page
from trienkhai.sources.pdf_page import read_page

MEGABYTE = 1e6


def measure(folder: Path) -> Iterator[Row]:
    """All rows, in the order of the page."""
    rivals = Worker([str(prepare_rivals()), "-m", "tests.speed.rivals"])
    ours = Worker([sys.executable, "-m", "tests.speed.jobs"])
    try:
        yield _import()
        yield from _citations(ours, rivals, folder)
        yield from _texts(ours, folder)
        yield from _docx(ours, rivals, folder)
        yield from _pdf(ours, rivals, folder)
        yield from _memory(folder)
        yield from _growth(ours, folder)
        yield from measure_repeats()
    finally:
        ours.close()
        rivals.close()


def _citations(ours: Worker, rivals: Worker, folder: Path) -> Iterator[Row]:
    american = folder / "american.txt"
    american.write_text(texts.OPINION * 40, "utf-8")
    given = {"founding dispatch": texts.composed(texts.FOUNDING), "all texts": "\n".join(texts.list_texts())}
    for name, text in given.items():
        whole = text * max(1, 1_000_000 // len(text))
        path = folder / "whole.txt"
        path.write_text(whole, "utf-8")
        found = len(find_citations(whole))
        size = path.stat().st_size
        pair = compare(ours, "cite", rivals, "eyecite", (path, american), rounds=3)
        rate, other = size / pair.ours / MEGABYTE, american.stat().st_size / pair.theirs / MEGABYTE
        times = pair.ratio * size / american.stat().st_size
        yield Row(
            f"`find_citations`, {name}, NFC, {1000 * found / size:.2f} citations a kB",
            f"**{rate:.1f} MB/s**, {1e6 * pair.ours / found:.0f} µs a citation",
            "≥ 50 MB/s; ≥ 300 × eyecite",
            rate >= 50 and times >= 300,
            f"eyecite on an American opinion {other:.3f} MB/s: {times:.0f} ×",
        )


def _texts(ours: Worker, folder: Path) -> Iterator[Row]:
    many = folder / "many"
    many.mkdir()
    for number, text in enumerate(texts.list_texts()):
        (many / f"{number:03}.txt").write_text(text, "utf-8")
    size = sum(path.stat().st_size for path in many.iterdir())
    seconds = min(ours.ask("read_folder", many) for _ in range(5))
    figure = 1000 * seconds * 10_240 / size
    yield Row(
        f"10 KB of text → full reading (all {len(list(many.iterdir()))} texts, each another document)",
        f"**{figure:.1f} ms**",
        "≤ 1 ms",
        figure <= 1,
    )
    founding = texts.composed(texts.FOUNDING)
    alone = 1000 * time_least(lambda: read_text(founding), 30)
    yield Row("the founding dispatch alone (9.8 kB)", f"{alone:.1f} ms", "≤ 1 ms", alone <= 1)


def _docx(ours: Worker, rivals: Worker, folder: Path) -> Iterator[Row]:
    made = folder / "made.docx"
    made.write_bytes(render_docx(REPORT))
    for path in (made, *texts.list_stored("008.docx", "017.docx", "025.docx")):
        pairs = {
            name: compare(ours, "read", rivals, name, (path, path), rounds=3, repeat=3)
            for name in ("python-docx", "mammoth", "markitdown")
        }
        figure = 1000 * min(pair.ours for pair in pairs.values())
        yield Row(
            f"DOCX → full reading, {path.name} ({path.stat().st_size // 1024} KB)",
            f"**{figure:.1f} ms**",
            "≤ 3 ms",
            figure <= 3,
            "bare extraction: "
            + ", ".join(f"{name} {1000 * pair.theirs:.1f} ms ({pair.ratio:.1f} ×)" for name, pair in pairs.items()),
        )


def _pdf(ours: Worker, rivals: Worker, folder: Path) -> Iterator[Row]:
    made = folder / "made.pdf"
    made.write_bytes(texts.make_pdf(6))
    for path in (made, *texts.list_stored("005.pdf", "015.pdf", "021.pdf")):
        pages = len(pdfium.PdfDocument(path))
        pairs = {
            name: compare(ours, "read", rivals, name, (path, path), rounds=3) for name in ("pypdfium2", "pdfplumber")
        }
        figure = 1000 * median(pair.ours for pair in pairs.values()) / pages
        beside = ", ".join(
            f"{name} {1000 * pair.theirs / pages:.1f} ms a page ({pair.ratio:.2f} ×)" for name, pair in pairs.items()
        )
        yield Row(f"PDF → full reading, {path.name}, {pages} pages", f"{figure:.1f} ms a page", "", None, beside)
    for placed, goal in ((True, 15), (False, 4)):
        seconds = list(_time_pages([made, *texts.list_stored("005.pdf", "015.pdf", "021.pdf")], placed=placed))
        worst, usual = 1000 * max(seconds), 1000 * median(seconds)
        yield Row(
            f"PDF page to lines where {'the geometry runs' if placed else 'it does not'} ({len(seconds)} pages)",
            f"**{usual:.1f} ms** median, {worst:.1f} worst",
            f"≤ {goal} ms",
            usual <= goal,
        )


def _time_pages(paths: list[Path], *, placed: bool) -> Iterator[float]:
    """The seconds of each page that is put in order from the place of its letters, or of each other one."""
    for path in paths:
        for index in range(len(pdfium.PdfDocument(path))):
            with patch("trienkhai.sources.pdf_page.order_page", wraps=order_page) as ordering:
                read_page(pdfium.PdfDocument(path), index)
            if ordering.called == placed:
                yield time_least(partial(_read_page, path, index), 3)


def _read_page(path: Path, index: int) -> None:
    read_page(pdfium.PdfDocument(path), index)


def _memory(folder: Path) -> Iterator[Row]:
    path = folder / "long.pdf"
    path.write_bytes(texts.make_pdf(200))
    bare = measure_peak("pass")
    used = measure_peak("import sys, trienkhai; trienkhai.read(sys.argv[1])", str(path)) - bare
    lines = measure_peak("import sys, pathlib; from trienkhai.sources import read_file; "
                         "read_file(pathlib.Path(sys.argv[1]))", str(path)) - bare  # fmt: skip
    yield Row(
        f"memory above the interpreter, a PDF of 200 full pages ({path.stat().st_size // 1024} KB)",
        f"**{used:.0f} MB** full reading, {lines:.0f} MB as lines",
        "≤ 80 MB",
        used <= 80,
    )


def _growth(ours: Worker, folder: Path) -> Iterator[Row]:
    """How much longer twice as much takes, whole reading, per format."""
    founding = texts.composed(texts.FOUNDING)
    made: dict[str, tuple[Callable[[int], bytes], int]] = {
        "text": (lambda times: (founding * times).encode(), 20),
        "docx": (texts.make_docx, 10),
        "pdf": (texts.make_pdf, 20),
    }
    for kind, (make, times) in made.items():
        once, twice = folder / f"once.{kind}", folder / f"twice.{kind}"
        once.write_bytes(make(times))
        twice.write_bytes(make(2 * times))
        pair = compare(ours, "read", ours, "read", (once, twice), rounds=3)
        yield Row(
            f"twice as much {kind.upper() if kind != 'text' else kind}",
            f"**{pair.ratio:.2f} ×** the time",
            "≤ 2.3 ×",
            pair.ratio <= 2.3,
        )


def _import() -> Row:
    code = "import time; a = time.process_time(); import trienkhai; print(time.process_time() - a)"
    reader = code.replace("import trienkhai;", "from trienkhai import read_text; read_text('x');")
    spent = {
        name: 1000 * median(float(_run(program)) for _ in range(9))
        for name, program in (("bare", code), ("first", reader))
    }
    return Row(
        "`import trienkhai`",
        f"**{spent['bare']:.0f} ms** (with the first reading of a text {spent['first']:.0f} ms)",
        "≤ 60 ms",
        spent["bare"] <= 60,
    )


def _run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def measure_all() -> list[Row]:
    """All rows, each printed as soon as it is known; those known before something went wrong are kept."""
    rows: list[Row] = []
    with TemporaryDirectory(prefix="bench-") as folder:
        try:
            for row in measure(Path(folder)):
                print(f"{row.what}: {row.figure}  [{row.goal}]  {row.beside}", flush=True)
                rows.append(row)
        except (RuntimeError, OSError, subprocess.SubprocessError) as error:
            rows.append(Row("what comes behind this row", f"was not measured: {error}", "", False))
    return rows
