"""Amounts as people type them, and the short codes of units."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from trienkhai.web.activities.amounts import Amount, InvalidAmount, parse_amount
from trienkhai.web.activities.closing import Close, is_supplement
from trienkhai.web.activities.codes import assign_codes


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12", Amount(Decimal(12))),
        ("1.665", Amount(Decimal(1665))),
        ("1 665", Amount(Decimal(1665))),
        ("2,5", Amount(Decimal("2.5"))),
        ("0", Amount(Decimal(0))),
        ("khoảng 350", Amount(Decimal(350), True)),
        ("~350 lượt người", Amount(Decimal(350), True, "lượt người")),
        ("48 m2", Amount(Decimal(48), False, "m²")),
    ],
)
def test_one_amount(typed: str, amount: Amount) -> None:
    """Dots part thousands, a comma stands before decimals, "khoảng" is heard."""
    assert parse_amount(typed) == amount


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12 chiếc, 96 m", "Số lượng “12 chiếc, 96 m”: ghi thành hai dòng, mỗi đơn vị tính một dòng."),
        ("1 buổi, 350 lượt người, 6 bài", "ghi thành ba dòng"),
        ("mười hai", "không có chữ số"),
        ("", "không có chữ số"),
        ("-5", "chưa đọc được"),
        ("2.5", "2,5"),
        ("1,665", "1.665"),
        ("9" * 13, "quá lớn"),
        ("=1+1", ""),
    ],
)
def test_what_is_no_single_amount(typed: str, sentence: str) -> None:
    """Refused with what to do instead."""
    with pytest.raises(InvalidAmount) as refusal:
        parse_amount(typed)
    assert sentence in str(refusal.value)


def test_codes_stay_when_units_are_added() -> None:
    """No two alike; a unit added later changes none before it."""
    names = ["Phòng VH&TT huyện Lộc Bình", "Trung tâm VH, TT&TT huyện Lộc Bình", "Phòng VH&TT huyện Cao Lộc"]
    more = [*names, "Phòng VH&TT huyện Chi Lăng", "Phòng VH&TT huyện Lộc Bình"]
    assert assign_codes(names)[:2] == ("LB", "LB-T")
    assert assign_codes(more)[: len(names)] == assign_codes(names)
    assert len(set(assign_codes(more))) == len(more)


def test_bo_sung_is_recorded_after_the_close_of_its_own_period() -> None:
    """The day of the close is in time; another period's close does not touch it; no close, no bổ sung."""
    first = Close(date(2023, 1, 1), date(2023, 6, 30), date(2023, 6, 14))
    second = Close(date(2023, 7, 1), None, date(2023, 12, 14))
    assert not is_supplement(date(2023, 6, 1), date(2023, 6, 14), [first, second])
    assert is_supplement(date(2023, 6, 1), date(2023, 6, 15), [first, second])
    assert not is_supplement(date(2023, 7, 1), date(2023, 12, 1), [first, second])
    assert not is_supplement(date(2023, 7, 1), date(2024, 12, 1), [])
