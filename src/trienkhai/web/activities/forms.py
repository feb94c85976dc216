"""The shape of what people send about activities."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from trienkhai.vietnamese.letters import compose, fold
from trienkhai.web.activities.actions import ActivityContent, Quantity
from trienkhai.web.activities.amounts import InvalidAmount, parse_amount
from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.errors import Refusal
from trienkhai.web.ui.fields import DayField
from trienkhai.web.ui.formats import format_number_field

MOST_LINES = 20
_LINE = re.compile(r"amount-(\d{1,2})")
# What a refused deed calls a thing, and what the page calls it.
_FIELD_OF = {"file": "photos", "link": "links", "": "photos"}


@dataclass(frozen=True, slots=True)
class AmountLine:
    """One line of amounts as typed. `value` and `key` are set where it could be read."""

    amount: str = ""
    measure: str = ""
    about: bool = False
    error: str = ""
    quantity: Quantity | None = None


class ActivityForm(forms.Form):
    """One activity. `photos`, `quantities` only carry faults; files and lines are read beside the form."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    photos = forms.CharField(label=gettext_lazy("Ảnh, tệp"), required=False)
    links = forms.CharField(
        label=pgettext_lazy("evidence", "Đường dẫn"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    effective_on = DayField(label=gettext_lazy("Ngày"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Nơi tổ chức"), max_length=200, error_messages={"required": gettext_lazy("Ghi nơi tổ chức.")}
    )
    form = forms.CharField(label=gettext_lazy("Hình thức"), required=False)
    form_note = forms.CharField(label=gettext_lazy("Ghi rõ hình thức"), max_length=200, required=False)
    embedded = forms.BooleanField(label=gettext_lazy("Lồng ghép trong sự kiện khác"), required=False)
    host_event = forms.CharField(label=gettext_lazy("Tên sự kiện"), max_length=200, required=False)
    items = forms.TypedMultipleChoiceField(
        label=pgettext_lazy("topics", "Nội dung"),
        coerce=int,
        error_messages={"required": gettext_lazy("Chọn ít nhất một nội dung hoặc nhiệm vụ.")},
    )
    completes = forms.BooleanField(label=gettext_lazy("Xong nhiệm vụ này"), required=False)
    quantities = forms.CharField(label=gettext_lazy("Số lượng"), required=False)
    partners = forms.CharField(label=gettext_lazy("Cùng tổ chức"), max_length=300, required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    on_behalf_basis = forms.CharField(
        label=gettext_lazy("Nhập hộ, theo"),
        max_length=300,
        error_messages={"required": gettext_lazy("Ghi căn cứ nhập hộ.")},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        items: Sequence[tuple[int, str]],
        initial: Mapping[str, object] | None = None,
        taken_on: date | None = None,
        on_behalf: bool = False,
    ) -> None:
        """`items` are those asked of the unit; `taken_on` is the day of the first photo, for a day left empty.

        `on_behalf` asks for the basis of an entry that the issuing office makes for the unit.
        """
        super().__init__(data, initial=dict(initial or {}))
        cast(forms.TypedMultipleChoiceField, self.fields["items"]).choices = list(items)
        self.fields["effective_on"].widget.attrs |= {"class": "form-control", "aria-describedby": "ngay-goi-y"}
        self.fields["on_behalf_basis"].required = on_behalf
        self.taken_on = taken_on
        self.lines: tuple[AmountLine, ...] = (AmountLine(),)

    def clean_effective_on(self) -> date:
        """The day typed, else the day of the photo."""
        day: date | None = self.cleaned_data["effective_on"] or self.taken_on
        if day is None:
            raise forms.ValidationError(_("Nhập ngày tổ chức, ví dụ 28/11/2023; hoặc thêm ảnh có ngày chụp."))
        return day

    def clean(self) -> dict[str, object]:
        """Amounts are read with everything else, so that all faults show at once."""
        self.lines = read_lines(cast(QueryDict, self.data))
        faults = [line.error for line in self.lines if line.error]
        if faults:
            self.add_error("quantities", faults[0])
        return self.cleaned_data

    def take_refusal(self, refusal: Refusal) -> None:
        """Show a refused deed at the fields it names, else above them."""
        for name, sentence in refusal.fields.items():
            field = _FIELD_OF.get(name, name)
            if not self.errors.get(field):
                self.add_error(field if field in self.fields else None, sentence)
        if not refusal.fields:
            self.add_error(None, refusal.message)

    def say_again(self, **hidden: str) -> None:
        """What was typed stays, under another uuid or version."""
        data = cast(QueryDict, self.data).copy()
        for name, value in hidden.items():
            data[name] = value
        self.data = data

    def content(self) -> ActivityContent:
        """What the person says, for the action."""
        given = self.cleaned_data
        return ActivityContent(
            effective_on=given["effective_on"],
            place=given["place"],
            items=tuple(sorted(given["items"])),
            form=given["form"],
            form_note=given["form_note"],
            embedded=given["embedded"],
            host_event=given["host_event"] if given["embedded"] else "",
            partners=given["partners"],
            note=given["note"],
            completes=given["completes"],
            quantities=tuple(line.quantity for line in self.lines if line.quantity is not None),
        )

    def link_list(self) -> tuple[str, ...]:
        """The links, one a line."""
        return tuple(dict.fromkeys(str(self.cleaned_data["links"]).split()))


def typed_values(data: QueryDict) -> dict[str, object]:
    """What was typed, to be shown again without judging it."""
    shown: dict[str, object] = {name: data.get(name, "") for name in ActivityForm.base_fields}
    shown["items"] = [int(item) for item in data.getlist("items") if item.isdigit()]
    for name in ("embedded", "completes"):
        shown[name] = name in data
    return shown


def typed_lines(data: QueryDict) -> tuple[AmountLine, ...]:
    """The amounts as typed, unread; at least one line."""
    places = sorted(int(found[1]) for name in data if (found := _LINE.fullmatch(name)))[:MOST_LINES]
    lines = tuple(
        AmountLine(data.get(f"amount-{n}", ""), data.get(f"measure-{n}", ""), f"about-{n}" in data) for n in places
    )
    return lines or (AmountLine(),)


def read_lines(data: QueryDict) -> tuple[AmountLine, ...]:
    """The amounts, read; each faulty line says what is wrong with it."""
    seen: set[str] = set()
    lines = []
    for line in typed_lines(data):
        read = read_line(line)
        if read.quantity is not None and read.quantity.measure in seen:
            twice = _("Đã có dòng “%(measure)s”; cộng lại thành một dòng.") % {
                "measure": catalogue().measure_name(read.measure)
            }
            read = AmountLine(line.amount, line.measure, line.about, twice)
        elif read.quantity is not None:
            seen.add(read.quantity.measure)
        lines.append(read)
    return tuple(lines)


def read_line(line: AmountLine) -> AmountLine:
    """One line, read. A line without an amount says nothing."""
    if not line.amount.strip():
        return line

    def fault(sentence: str) -> AmountLine:
        return AmountLine(line.amount, line.measure, line.about, sentence)

    try:
        amount = parse_amount(line.amount)
    except InvalidAmount as error:
        return fault(str(error))
    named = find_measure(amount.words) if amount.words else ""
    if amount.words and not named:
        return fault(
            _("Chưa rõ đơn vị tính “%(words)s”. Ghi số ở đây, chọn đơn vị tính bên cạnh.") % {"words": amount.words}
        )
    if named and line.measure and named != line.measure:
        chosen = catalogue().measure_name(line.measure)
        return fault(
            _("Ghi “%(words)s” nhưng đang chọn đơn vị tính “%(chosen)s”. Sửa một trong hai.")
            % {"words": amount.words, "chosen": chosen}
        )
    measure = line.measure or named
    if measure not in catalogue().measures:
        return fault(_("Chọn đơn vị tính cho số này."))
    about = line.about or amount.approximate
    return AmountLine(line.amount, measure, about, "", Quantity(measure, amount.value, about))


def find_measure(words: str) -> str:
    """The measure these words name ("chiếc", "m²", "lượt người"), "" for none."""
    wanted = fold(compose(words).text).strip()
    for key, measure in catalogue().measures.items():
        names = fold(compose(measure.name).text)
        if wanted == names or wanted in (part.strip() for part in re.split(r"[/(]", names)):
            return key
    return ""


def initial_of(activity: Activity) -> dict[str, object]:
    """What the form shows of an activity that exists."""
    shown: dict[str, object] = {
        name: getattr(activity, name)
        for name in ActivityForm.base_fields
        if name not in ("items", "photos", "links", "quantities", "uuid")
    }
    return shown | {"items": [item.pk for item in activity.items.all()]}


def lines_of(activity: Activity) -> tuple[AmountLine, ...]:
    """The amounts of an activity that exists, as they would be typed."""
    found = tuple(
        AmountLine(format_number_field(entry.value.normalize()), entry.measure, entry.approximate)
        for entry in activity.measures.order_by("id")
    )
    return found or (AmountLine(),)
