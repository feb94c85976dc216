"""The shape of what is asked of the list of units."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from trienkhai.web.ui.fields import DayField


class UnitsForm(forms.Form):
    """Words of a name, and the day on which the units are shown; both may be left empty."""

    tim = forms.CharField(
        label=_("Tìm đơn vị"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("tên, cách viết tắt, nơi")}),
    )
    ngay = DayField(label=_("Vào ngày"), required=False)
