"""The shape of what people send about documents."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trienkhai.web.documents.models import Direction
from trienkhai.web.ui.fields import DayField


class EnterForm(forms.Form):
    """A file to read; text may be pasted instead."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    direction = forms.ChoiceField(
        label=_("Văn bản này là"),
        choices=[
            (Direction.OUTGOING, _("văn bản đi: cơ quan mình ban hành")),
            (Direction.INCOMING, pgettext_lazy("direction", "văn bản đến")),
        ],
        initial=Direction.OUTGOING,
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label=_("Tệp văn bản"), required=False, allow_empty_file=True)
    pasted = forms.CharField(
        label=_("Hoặc dán chữ của văn bản"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    contest_secrecy = forms.BooleanField(label=_("Không phải văn bản mật, máy đọc nhầm"), required=False)


class NumberForm(forms.Form):
    """Number and day of a signed document."""

    number = forms.IntegerField(
        label=_("Số"), min_value=1, max_value=99_999, error_messages={"invalid": _("Nhập số, chỉ gồm chữ số.")}
    )
    day = DayField(label=_("Ngày văn bản"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AssignForm(forms.Form):
    """Who deals with an arrival, by when, and what the head wants done."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    receiver = forms.ChoiceField(
        label=_("Phòng hoặc người giải quyết"), error_messages={"required": _("Chọn phòng hoặc người giải quyết.")}
    )
    due_on = DayField(label=_("Hạn giải quyết"))
    opinion = forms.CharField(
        label=_("Ý kiến chỉ đạo"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class CaseFileForm(forms.Form):
    """The head of a new file."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    year = forms.IntegerField(
        label=_("Năm"), error_messages={"invalid": _("Năm gồm bốn chữ số."), "required": _("Ghi năm của hồ sơ.")}
    )
    code = forms.CharField(label=_("Ký hiệu"), max_length=40, error_messages={"required": _("Ghi ký hiệu hồ sơ.")})
    title = forms.CharField(label=_("Tiêu đề"), max_length=500, error_messages={"required": _("Ghi tiêu đề hồ sơ.")})
