"""The shape of what people send about documents."""

from __future__ import annotations

import uuid

from django import forms

from trienkhai.web.documents.models import Direction
from trienkhai.web.ui.fields import DayField


class EnterForm(forms.Form):
    """A file to read; text may be pasted instead."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    direction = forms.ChoiceField(
        label="Văn bản này là",
        choices=[(Direction.OUTGOING, "văn bản đi: cơ quan mình ban hành"), (Direction.INCOMING, "văn bản đến")],
        initial=Direction.OUTGOING,
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label="Tệp văn bản", required=False, allow_empty_file=True)
    pasted = forms.CharField(label="Hoặc dán chữ của văn bản", required=False, widget=forms.Textarea(attrs={"rows": 6}))
    contest_secrecy = forms.BooleanField(label="Không phải văn bản mật, máy đọc nhầm", required=False)


class NumberForm(forms.Form):
    """Number and day of a signed document."""

    number = forms.IntegerField(
        label="Số", min_value=1, max_value=99_999, error_messages={"invalid": "Nhập số, chỉ gồm chữ số."}
    )
    day = DayField(label="Ngày văn bản")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
