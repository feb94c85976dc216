"""What the page of a new letter sends; what may be done decides `actions`."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy

from trienkhai.web.ui.fields import DayField


class LetterForm(forms.Form):
    """To whom, until when, what else."""

    use_required_attribute = False

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    duties = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Gửi đơn vị"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một đơn vị đang quá hạn.")},
    )
    answer_by = DayField(label=gettext_lazy("Đề nghị hoàn thành trước ngày"), required=False)
    words = forms.CharField(
        label=gettext_lazy("Nội dung thêm"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *given: object, units: Sequence[tuple[int, str]], **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]  # handed on as they came
        field = self.fields["duties"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = units
