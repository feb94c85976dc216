"""The day one looks at, and from when it is known: the shape of the input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.web import clock
from trienkhai.web.coverage.queries import Sight
from trienkhai.web.ui.fields import DayField
from trienkhai.web.ui.formats import format_day, format_day_field

THEN, NOW = "khi-do", "nay"


class SightForm(forms.Form):
    """`?ngay=20/12/2023&biet=khi-do|nay`; nothing given means today."""

    ngay = DayField(label=gettext_lazy("Xem ngày"), required=False)
    biet = forms.ChoiceField(
        choices=((THEN, gettext_lazy("như biết khi đó")), (NOW, gettext_lazy("như biết hôm nay"))), required=False
    )

    def clean_ngay(self) -> date | None:
        """A day that has come."""
        day: date | None = self.cleaned_data["ngay"]
        if day is not None and day > clock.today():
            raise forms.ValidationError(
                _("Ngày %(day)s chưa tới. Nhập ngày đến hết hôm nay, %(today)s.")
                % {"day": format_day(day), "today": format_day(clock.today())},
                code="future",
            )
        return day


@dataclass(frozen=True, slots=True)
class AskedDay:
    """What was asked: the sight, the text in the field as typed, and what is wrong with it (then it is today's)."""

    sight: Sight
    typed: str
    problem: str

    @property
    def is_today(self) -> bool:
        """Whether it is the present day."""
        return self.sight.on == clock.today()

    @property
    def as_known_today(self) -> bool:
        """Whether a past day is shown with what was learned since."""
        return not self.is_today and self.sight.known != self.sight.on

    @property
    def kept(self) -> dict[str, str]:
        """What other addresses of the page carry on, so that the day stays."""
        if self.is_today:
            return {}
        return {"ngay": format_day_field(self.sight.on)} | ({"biet": NOW} if self.as_known_today else {})


def read_asked_day(given: Mapping[str, str]) -> AskedDay:
    """The day asked for. What cannot be read is told in a sentence, and today is shown."""
    form = SightForm(given)
    form.is_valid()
    today = clock.today()
    on = form.cleaned_data.get("ngay") or today
    known = today if form.cleaned_data.get("biet") == NOW else on
    problem = " ".join(str(error) for error in form.errors.get("ngay", ()))
    return AskedDay(Sight(on, known), str(given.get("ngay", "")) if problem else format_day_field(on), problem)
