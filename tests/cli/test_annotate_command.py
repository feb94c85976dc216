"""`trienkhai annotate` writes one page that holds the whole text, marked, escaped, and loads nothing."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from trienkhai.checking import Finding, Severity
from trienkhai.cli import main
from trienkhai.cli.annotation import write_html
from trienkhai.parts import Problem, Reading

TEXT = "Số: 15/BC-SYT\n<script>alert(1)</script> & hết"
READING = Reading(
    text=TEXT,
    places={"number": ((4, 6),), "code": ((4, 13),)},
    problems=(Problem("odd", "Lạ <b>.", (5, 9)),),
)


def _article(page: str) -> str:
    found = re.search(r"<article>(.*)</article>", page, re.DOTALL)
    assert found
    return found[1]


def test_the_text_is_whole_and_escaped() -> None:
    page = write_html("a.txt", READING, ())
    assert unescape(re.sub(r"<[^>]*>", "", _article(page))) == TEXT
    assert "<script" not in page


def test_overlapping_marks_are_cut_and_each_piece_tells_all_of_them() -> None:
    article = _article(write_html("a.txt", READING, ()))
    pieces = re.findall(r'<mark[^>]* class="([^"]*)" title="([^"]*)">([^<]*)</mark>', article)
    assert [(groups, words) for groups, _, words in pieces] == [
        ("field", "1"),
        ("field problem", "5"),
        ("field problem", "/BC"),
        ("field", "-SYT"),
    ]
    assert pieces[1][1] == "Số · Số, ký hiệu · Lạ &lt;b&gt;."


def test_nothing_is_loaded_from_elsewhere() -> None:
    page = write_html("a.txt", READING, ())
    assert not re.search(r"https?:|src=|@import|url\(", page)


def test_a_finding_with_the_id_of_a_problem_is_listed_once() -> None:
    finding = Finding("odd", "Lạ", "Lạ <b>.", Severity.REMARK, "Nguồn", (5, 9))
    page = write_html("a.txt", READING, (finding,))
    assert page.count('<a href="#at5">') == 1


def test_marks_outside_the_text_are_left_out() -> None:
    page = write_html("a.txt", Reading(text="abc", problems=(Problem("odd", "Lạ.", (2, 9)),)), ())
    assert _article(page) == "abc"


def test_the_page_goes_where_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "a.html"
    source.write_text(TEXT, encoding="utf-8")
    assert main(["annotate", str(source), "-o", str(target)]) == 0
    assert target.read_text("utf-8").startswith("<!doctype html>")
    assert capsys.readouterr().out == ""
    assert main(["annotate", str(source), "-o", str(tmp_path / "absent" / "a.html")]) == 1
    assert "không ghi được tệp" in capsys.readouterr().err
