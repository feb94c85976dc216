"""A typed day is understood in the order people write it, or refused with the limit of its month."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms

from trienkhai.web.ui.fields import DayField


class OneDay(forms.Form):
    day = DayField(label="Ngày")


@pytest.mark.parametrize("typed", ["07/12/2023", "7/12/2023", " 7-12-2023 ", "7.12.2023", "2023-12-07"])
def test_the_usual_ways_to_write_a_day_mean_the_same(typed: str) -> None:
    form = OneDay({"day": typed})
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2023, 12, 7)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/11/2023", "Tháng 11 có 30 ngày. Nhập ngày từ 01 đến 30."),
        ("29/02/2023", "Tháng 2 có 28 ngày. Nhập ngày từ 01 đến 28."),
        ("00/5/2023", "Tháng 5 có 31 ngày. Nhập ngày từ 01 đến 31."),
        ("12/13/2023", "Không có tháng 13. Nhập tháng từ 01 đến 12."),
        ("1/1/0000", "Chưa đọc được ngày. Nhập ngày/tháng/năm, ví dụ 20/12/2023."),
        ("mai", "Chưa đọc được ngày. Nhập ngày/tháng/năm, ví dụ 20/12/2023."),
        ("", "Nhập ngày, ví dụ 20/12/2023."),
    ],
)
def test_a_day_that_cannot_be_says_what_can(typed: str, said: str) -> None:
    assert OneDay({"day": typed}).errors["day"] == [said]


def test_the_leap_day_is_accepted_in_a_leap_year() -> None:
    assert OneDay({"day": "29/02/2024"}).is_valid()


def test_a_known_day_is_shown_in_two_digits() -> None:
    assert 'value="01/07/2025"' in str(OneDay(initial={"day": date(2025, 7, 1)})["day"])


def test_a_wrong_day_comes_back_as_it_was_typed() -> None:
    assert 'value="31/11/2023"' in str(OneDay({"day": "31/11/2023"})["day"])
