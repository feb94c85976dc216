"""Page rules speak only of what the layout tells, once for each zone."""

from __future__ import annotations

import pytest

from trienkhai.checking import check
from trienkhai.parts import Layout, LineLayout, Reading

TEXT = "UBND TỈNH LẠNG SƠN\nSỞ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH\nNội dung của văn bản."


def _place(*lines: LineLayout, **places: tuple[tuple[int, int], ...]) -> Reading:
    return Reading(text=TEXT, layout=Layout(lines=lines), places=places)


def _messages(reading: Reading, id: str) -> list[str]:
    return [finding.message for finding in check(reading) if finding.id == id]


def test_without_a_layout_nothing_is_said_of_the_page() -> None:
    found = {finding.id for finding in check(Reading(text=TEXT))}
    assert not {id for id in found if id.startswith(("page-", "font", "body-size")) or id.endswith("-style")}


@pytest.mark.parametrize(
    ("font", "judged"),
    [
        ("Times New Roman", False),
        ("ABCDEF+TimesNewRomanPS-BoldMT", False),
        ("LiberationSerif", False),
        ("F1", False),
        ("C2_0", False),
        ("Arial", True),
        (".VnTime", True),
    ],
)
def test_only_a_face_that_is_named_and_is_not_times_is_told(font: str, judged: bool) -> None:
    assert bool(_messages(_place(LineLayout(3, 1, font=font)), "font")) is judged


def test_two_lines_of_one_zone_with_one_fault_are_told_once() -> None:
    lines = [LineLayout(number, 1, size=16, bold=True) for number in (1, 2)]
    reading = _place(*lines, agency=((19, 39), (40, 50)))
    assert _messages(reading, "issuer-style") == ["Cơ quan ban hành: cỡ chữ 16, quy định 12 đến 13."]


def test_a_line_that_holds_mostly_another_zone_is_not_judged() -> None:
    reading = _place(LineLayout(3, 1, size=9), agency=((50, 54),))
    assert _messages(reading, "issuer-style") == []


def test_the_greater_part_of_the_body_decides_its_size() -> None:
    reading = _place(LineLayout(0, 1, size=11), LineLayout(3, 1, size=14), LineLayout(1, 1, size=14))
    assert _messages(reading, "body-size") == []
    assert _messages(_place(LineLayout(3, 1, size=11)), "body-size") == ["Nội dung cỡ chữ 11; quy định 13 đến 14."]


def test_a_millimetre_is_allowed_on_a_margin() -> None:
    layout = Layout(210.0, 297.0, 19.2, 13.0, 25.9, 29.1)
    reading = Reading(layout=layout)
    assert _messages(reading, "page-margins") == ["Lề phải 13 mm; quy định 15 đến 20 mm."]
