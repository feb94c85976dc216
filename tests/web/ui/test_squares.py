"""Each state has a shape of its own, each unit a place of its own."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from trienkhai.web.ui.squares import (
    CHOICE_STATES,
    Bar,
    Square,
    SquareState,
    count_squares,
    describe_squares,
    render_bars,
    render_large_squares,
    render_square_guide,
    render_square_mark,
    render_squares,
)

ONE_OF_EACH = tuple(Square(x, 0, state, f"Đơn vị {x}") for x, state in enumerate(CHOICE_STATES))


def read_paths(drawing: str) -> dict[str, str]:
    root = ElementTree.fromstring(drawing)
    return {path.attrib["class"]: path.attrib["d"] for path in root.iter("path")}


def test_counts_name_every_state_also_those_without_a_unit() -> None:
    counted = count_squares([Square(0, 0, SquareState.PROVED), Square(1, 0, SquareState.PROVED)])
    assert counted == {state: 2 if state is SquareState.PROVED else 0 for state in SquareState}


def test_the_drawing_says_in_words_what_it_shows() -> None:
    assert describe_squares(ONE_OF_EACH) == "1 có minh chứng, 1 đã ghi, 1 có kế hoạch, 1 không chọn"
    assert "<title>Nội dung 1.5: 1 có minh chứng" in render_squares(ONE_OF_EACH, label="Nội dung 1.5")


def test_the_states_differ_by_shape_without_colour() -> None:
    """Proved is a full square, recorded a frame with a triangle, ahead a frame, not chosen a dot, late a triangle."""
    shapes = {state: read_paths(render_squares([Square(0, 0, state)])) for state in SquareState}
    assert shapes[SquareState.PROVED] == {"sq-fill": "M0 0h7v7h-7z"}
    assert shapes[SquareState.RECORDED] == {"sq-frame": "M0.5 0.5h6v6h-6z", "sq-fill": "M7 0v7h-7z"}
    assert shapes[SquareState.PLANNED] == {"sq-frame": "M0.5 0.5h6v6h-6z"}
    assert shapes[SquareState.NOT_CHOSEN] == {"sq-dot": "M2.7 2.7h1.6v1.6h-1.6z"}
    assert shapes[SquareState.TO_DO] == shapes[SquareState.PLANNED]
    assert shapes[SquareState.LATE] == {"sq-late": "M3.5 0L7 7H0z"}
    assert shapes[SquareState.NOT_APPLICABLE] == {"sq-dot": "M1.4 3h4.2v1h-4.2z"}


def test_words_leave_out_what_no_unit_is() -> None:
    assert (
        describe_squares([Square(0, 0, SquareState.LATE), Square(1, 0, SquareState.TO_DO)]) == "1 chưa làm, 1 quá hạn"
    )


def test_a_unit_stands_at_its_column_and_row() -> None:
    assert read_paths(render_squares([Square(10, 2, SquareState.PROVED)])) == {"sq-fill": "M90 18h7v7h-7z"}


def test_the_field_keeps_its_size_whoever_is_missing() -> None:
    few = render_squares([Square(3, 1, SquareState.PLANNED)])
    assert 'viewBox="0 0 97 25"' in few
    assert 'viewBox="0 0 97 25"' in render_squares([])


def test_a_gap_moves_the_columns_after_it_only() -> None:
    near = Square(4, 0, SquareState.PROVED)
    far = Square(5, 0, SquareState.PROVED)
    drawn = read_paths(render_squares([near, far], columns=14, rows=6, gap_after=5))
    assert drawn["sq-fill"] == "M36 0h7v7h-7zM49 0h7v7h-7z"


def test_bars_are_as_long_as_their_share_and_say_it() -> None:
    drawn = render_bars([Bar("Xã, phường", 50, 10, 200), Bar("Trung tâm", 0, 0, 11)], label="1.1")
    widths = [rect.attrib["width"] for rect in ElementTree.fromstring(drawn).iter("rect")]
    assert widths == ["97", "24.25", "3.85", "97"]
    assert "<title>1.1: Xã, phường: 60 trong 200, 50 có minh chứng; Trung tâm: 0 trong 11" in drawn


def test_the_small_grid_has_one_path_a_shape_for_any_number_of_units() -> None:
    many = [Square(n % 11, n // 11, CHOICE_STATES[n % 4]) for n in range(300)]
    assert len(re.findall("<path", render_squares(many, rows=28))) == 3


def test_each_large_square_names_unit_and_state() -> None:
    drawn = render_large_squares([Square(0, 0, SquareState.RECORDED, "Bảo tàng tỉnh", "/don-vi/7/")])
    assert 'href="/don-vi/7/"' in drawn
    assert "<title>Bảo tàng tỉnh: đã ghi, chưa có minh chứng</title>" in drawn


def test_a_linked_large_square_is_a_target_of_twenty_four_units() -> None:
    drawn = render_large_squares([Square(1, 0, SquareState.NOT_CHOSEN, "Thư viện tỉnh", "#")])
    target = ElementTree.fromstring(drawn).find("a/rect")
    assert target is not None
    assert (target.attrib["width"], target.attrib["height"]) == ("24", "24")


@pytest.mark.parametrize("hostile", ['<script>alert("x")</script>', '" onload="x'])
def test_names_cannot_break_out_of_the_drawing(hostile: str) -> None:
    square = Square(0, 0, SquareState.PROVED, hostile, hostile)
    drawings = (
        render_squares([square], label=hostile),
        render_large_squares([square], label=hostile),
        render_square_guide([hostile], [hostile], {(0, 0): hostile}),
    )
    for drawing in drawings:
        names = {key for element in ElementTree.fromstring(drawing).iter() for key in element.attrib}
        assert "<script" not in drawing
        assert "onload" not in names


def test_a_mark_is_hidden_because_its_word_stands_beside_it() -> None:
    assert 'aria-hidden="true"' in render_square_mark(SquareState.PROVED)


def test_the_guide_draws_only_places_that_have_a_unit() -> None:
    drawn = render_square_guide(("LS", "TĐ"), ("Phòng", "Thuộc Sở"), {(0, 0): "", (0, 1): "BT"})
    assert drawn.count("<path") == 2
    assert ">BT</text>" in drawn
