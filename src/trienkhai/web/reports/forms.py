"""The shape of what people write in reports."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy

from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.ui.fields import DayField

TEXT = {"class": "write", "rows": 2}


class ReportForm(forms.Form):
    """The written sections; figures are never typed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    leading = forms.CharField(
        label=gettext_lazy("Công tác lãnh đạo, chỉ đạo"),
        required=False,
        widget=forms.Textarea(attrs={**TEXT, "placeholder": gettext_lazy("Văn bản đã ban hành, phân công, phối hợp.")}),
    )
    assessment = forms.CharField(
        label=gettext_lazy("Đánh giá chung"),
        required=False,
        widget=forms.Textarea(
            attrs={**TEXT, "placeholder": gettext_lazy("Ưu điểm; tồn tại, hạn chế; nguyên nhân. Bỏ trống được.")}
        ),
    )
    directions = forms.CharField(
        label=gettext_lazy("Phương hướng, nhiệm vụ"),
        required=False,
        widget=forms.Textarea(attrs={**TEXT, "placeholder": gettext_lazy("Bỏ trống được.")}),
    )
    proposals = forms.CharField(
        label=gettext_lazy("Kiến nghị, đề xuất"),
        required=False,
        widget=forms.Textarea(attrs={**TEXT, "placeholder": gettext_lazy("Bỏ trống được.")}),
    )
    nothing_to_report = forms.BooleanField(label=gettext_lazy("Báo cáo “không phát sinh”"), required=False)
    not_applicable = forms.MultipleChoiceField(
        label=gettext_lazy("Hình thức đơn vị không có"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def choose_forms(self, keys: Iterable[str]) -> None:
        """Offer these forms of the catalogue as not applicable."""
        choices = [(key, catalogue().form_name(key)) for key in keys]
        field = self.fields["not_applicable"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices


class IssueForm(forms.Form):
    """The number and day of a report's paper; empty: the next number, today."""

    number = forms.IntegerField(label=gettext_lazy("Số"), required=False, min_value=1, max_value=99_999)
    day = DayField(label=gettext_lazy("Ngày"), required=False)
