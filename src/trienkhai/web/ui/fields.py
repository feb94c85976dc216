"""Form fields that speak like the office: a day with the month's own limit in its error."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.web.ui.formats import format_day_field

_WRITTEN = re.compile(r"\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})\s*")


class DayField(forms.DateField):
    """A day typed as 20/12/2023 (or 20-12-2023, 20.12.2023, 2023-12-20); typed text comes back as it was."""

    default_error_messages = {
        "required": gettext_lazy("Nhập ngày, ví dụ 20/12/2023."),
        "invalid": gettext_lazy("Chưa đọc được ngày. Nhập ngày/tháng/năm, ví dụ 20/12/2023."),
    }
    widget = forms.DateInput(
        attrs={"data-day": "", "autocomplete": "off", "placeholder": gettext_lazy("ngày/tháng/năm")}
    )

    def to_python(self, value: str | datetime | date | None) -> date | None:
        """The day; a day its month does not have is refused with the month's last day."""
        if isinstance(value, str) and (written := _WRITTEN.fullmatch(value)):
            day, month, year = (int(part) for part in written.groups())
            if not 1 <= month <= 12:
                said = _("Không có tháng %(month)s. Nhập tháng từ 01 đến 12.") % {"month": month}
                raise ValidationError(said, code="month")
            if year < 1:
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            last = monthrange(year, month)[1]
            if not 1 <= day <= last:
                said = _("Tháng %(month)s có %(last)s ngày. Nhập ngày từ 01 đến %(last)s.")
                raise ValidationError(said % {"month": month, "last": last}, code="day")
            return date(year, month, day)
        return super().to_python(value)

    def prepare_value(self, value: object) -> object:
        """Show a day in two digits, and typed text as typed."""
        if isinstance(value, date | datetime):
            return format_day_field(value)
        return value
