"""Bars, strips and courses show the share, the day and the lateness they were given."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from trienkhai.web.ui.drawings import (
    DayMark,
    find_share,
    render_bar,
    render_confidence,
    render_course,
    render_day_strip,
)

START, END = date(2023, 6, 1), date(2023, 12, 1)


@pytest.mark.parametrize(
    ("done", "whole", "share"), [(20, 25, 80.0), (0, 26, 0.0), (0, 0, 0.0), (3, 2, 100.0), (-1, 2, 0.0)]
)
def test_a_share_stays_between_nothing_and_all(done: float, whole: float, share: float) -> None:
    assert find_share(done, whole) == share


def test_a_bar_is_as_wide_as_its_share() -> None:
    rects = ElementTree.fromstring(render_bar(20, 25)).findall("rect")
    assert [rect.attrib["width"] for rect in rects] == ["100", "80"]


def test_confidence_fills_as_many_bars_as_it_has() -> None:
    assert [render_confidence(bars).count('fill="currentColor"') for bars in range(4)] == [0, 1, 2, 3]


def test_confidence_beyond_three_bars_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="three bars"):
        render_confidence(4)


def find_knob(drawing: str) -> float:
    wide = ElementTree.fromstring(f"<both>{drawing}</both>")[0]
    knob = wide.find("circle")
    assert knob is not None
    return float(knob.attrib["cx"])


def test_the_knob_moves_with_the_day_and_stays_on_the_strip() -> None:
    knobs = [find_knob(render_day_strip(START, END, day)) for day in (date(2020, 1, 1), START, date(2023, 9, 1), END)]
    assert knobs == sorted(knobs)
    assert knobs[0] == knobs[1]
    assert find_knob(render_day_strip(START, END, date(2030, 1, 1))) == knobs[-1] <= 460


def test_a_strip_of_one_day_is_drawn() -> None:
    assert find_knob(render_day_strip(START, START, START)) > 0


def test_the_narrow_strip_names_first_and_last_mark_only() -> None:
    marks = [DayMark(date(2023, month, 1), f"mốc {month}") for month in (6, 9, 11)]
    wide, narrow = ElementTree.fromstring(f"<both>{render_day_strip(START, END, END, marks)}</both>")
    assert [text.text for text in wide.findall("text")] == ["mốc 6", "mốc 9", "mốc 11"]
    assert [text.text for text in narrow.findall("text")] == ["mốc 6", "mốc 11"]


def test_a_course_is_red_only_after_its_due_day() -> None:
    due, after = date(2023, 12, 20), date(2023, 12, 21)
    marks = [DayMark(due, "hạn báo cáo"), DayMark(after, "hôm nay")]
    assert "#b3261e" in render_course(marks, today=after, late_from=due)
    assert "#b3261e" not in render_course(marks, today=due, late_from=due)
    assert "#b3261e" not in render_course(marks, today=after)
