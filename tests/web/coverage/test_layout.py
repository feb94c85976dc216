"""A unit stands always in the same place, for 4, 27, 65 and 300 units."""

from __future__ import annotations

from trienkhai.web.coverage.counting import CellState, UnitColumn
from trienkhai.web.coverage.layout import arrange_units, count_bands

DISTRICTS = (
    "Thành phố Lạng Sơn", "Huyện Tràng Định", "Huyện Bình Gia", "Huyện Văn Lãng", "Huyện Cao Lộc", "Huyện Văn Quan",
    "Huyện Bắc Sơn", "Huyện Hữu Lũng", "Huyện Chi Lăng", "Huyện Lộc Bình", "Huyện Đình Lập",
)  # fmt: skip
AFFILIATED = ("Bảo tàng tỉnh", "Trung tâm Văn hóa Nghệ thuật tỉnh", "Thư viện tỉnh", "Trung tâm Xúc tiến Du lịch")


def unit(number: int, name: str, band: str, place: str = "") -> UnitColumn:
    return UnitColumn(number, number, name, name, band, place, frozenset())


def province() -> list[UnitColumn]:
    """Affiliated units first, as the unit list has them, then an office and a centre in each district."""
    rows = [(name, "Thuộc Sở", "") for name in AFFILIATED]
    rows += [(f"Phòng VH&TT {place}", "Phòng", place) for place in DISTRICTS]
    rows += [(f"TTVH {place}", "Trung tâm", place) for place in DISTRICTS]
    return [unit(number, *row) for number, row in enumerate(rows)]


def communes(number: int) -> list[UnitColumn]:
    return [unit(index, f"UBND xã Mẫu {index}", "Cấp xã", f"Xã Mẫu {index}") for index in range(number)]


def test_districts_are_columns_and_kinds_are_rows() -> None:
    layout = arrange_units(province())
    assert (layout.columns, layout.rows) == (11, 3)
    assert layout.row_names == ("Phòng", "Trung tâm", "Thuộc Sở")
    places = dict(zip((entry.name for entry in province()), layout.places, strict=True))
    assert places["Phòng VH&TT Huyện Cao Lộc"] == (4, 0)
    assert places["TTVH Huyện Cao Lộc"] == (4, 1)
    assert places["Thư viện tỉnh"] == (2, 2)


def test_columns_are_told_apart_by_as_few_letters_as_possible() -> None:
    names = arrange_units(province()).column_names
    assert names == ("LS", "TĐ", "BG", "VL", "CLộ", "VQ", "BS", "HL", "CLă", "LB", "ĐL")


def test_units_without_a_district_carry_their_own_letters() -> None:
    letters = arrange_units(province()).letters
    assert [letters[x, 2] for x in range(4)] == ["BT", "VH", "TV", "XT"]
    assert letters[0, 0] == ""


def test_a_unit_that_leaves_empties_its_place_and_moves_nobody_of_its_row() -> None:
    whole = arrange_units(province())
    fewer = [entry for entry in province() if entry.name != "TTVH Huyện Bình Gia"]
    after = dict(zip((entry.name for entry in fewer), arrange_units(fewer).places, strict=True))
    before = dict(zip((entry.name for entry in province()), whole.places, strict=True))
    assert all(after[name] == before[name] for name in after)


def test_sixty_five_communes_stand_in_thirteen_columns_and_five_rows() -> None:
    layout = arrange_units(communes(65))
    assert (layout.columns, layout.rows) == (13, 5)
    assert len(set(layout.places)) == 65
    assert not layout.is_bars
    assert layout.row_names == ("Cấp xã", "", "", "", "")


def test_communes_beside_districts_fill_rows_of_their_own() -> None:
    layout = arrange_units([*province(), *(unit(100 + n, f"UBND xã {n}", "Cấp xã", f"Xã {n}") for n in range(30))])
    assert layout.columns == 13
    assert layout.row_names == ("Phòng", "Trung tâm", "Thuộc Sở", "Cấp xã", "", "")
    assert len(set(layout.places)) == 56


def test_three_hundred_units_become_bars_of_their_kinds() -> None:
    units = [*province(), *(unit(100 + n, f"UBND xã {n}", "Cấp xã", f"Xã {n}") for n in range(274))]
    layout = arrange_units(units)
    assert layout.is_bars
    states = [CellState.PROVED] * 26 + [CellState.RECORDED] * 100 + [CellState.NOT_APPLICABLE] * 74
    states += [CellState.NONE] * 100
    assert count_bands(layout, states) == (
        ("Phòng", 11, 0, 11),
        ("Trung tâm", 11, 0, 11),
        ("Thuộc Sở", 4, 0, 4),
        ("Cấp xã", 0, 100, 200),
    )


def test_the_fifth_kind_and_those_after_it_share_a_bar() -> None:
    layout = arrange_units([unit(n, f"Đơn vị {n}", f"Loại {n % 6}") for n in range(120)])
    assert [band.name for band in layout.bands] == ["Loại 0", "Loại 1", "Loại 2", "Khác"]
    assert sum(len(band.positions) for band in layout.bands) == 120


def test_nobody_needs_a_place() -> None:
    layout = arrange_units([])
    assert (layout.columns, layout.rows, layout.places) == (1, 1, ())
