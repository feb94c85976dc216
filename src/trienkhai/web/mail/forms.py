"""What the page of letters sends; what may be done decides `actions`."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from trienkhai.web.mail.models import MailChoice


class ChoiceForm(forms.Form):
    """Where to, how often, at what hour."""

    use_required_attribute = False

    address = forms.CharField(
        label=gettext_lazy("Địa chỉ thư"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email", "inputmode": "email"}),
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("Gửi khi nào"), choices=MailChoice.Mode.choices, widget=forms.RadioSelect
    )
    hour = forms.TypedChoiceField(
        label=gettext_lazy("Giờ gửi thư mỗi ngày"),
        coerce=int,
        choices=[(hour, f"{hour}:00") for hour in range(24)],
    )
