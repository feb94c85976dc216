"""The shape of what is asked of the list of units."""

from __future__ import annotations

from django import forms

from trienkhai.web.ui.fields import DayField


class UnitsForm(forms.Form):
    """Words of a name, and the day on which the units are shown; both may be left empty."""

    tim = forms.CharField(
        label="Tìm đơn vị",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "tên, cách viết tắt, nơi"}),
    )
    ngay = DayField(label="Vào ngày", required=False)
