"""The shape of what people send about directives and duties; what may be done decides `actions`."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from trienkhai.web.directives.models import DutyRequest
from trienkhai.web.documents.actions.issuing import AUTHORITIES
from trienkhai.web.documents.models import Purpose
from trienkhai.web.ui.fields import DayField

NO_REASON = {"required": gettext_lazy("Ghi lý do.")}
AUTHORITY_WORDS = {
    "none": gettext_lazy("ký trực tiếp (người đứng đầu)"),
    "KT.": gettext_lazy("KT. (ký thay người đứng đầu)"),
    "TL.": gettext_lazy("TL. (thừa lệnh)"),
    "TUQ.": gettext_lazy("TUQ. (thừa ủy quyền)"),
    "Q.": gettext_lazy("Q. (quyền cấp trưởng)"),
    "TM.": gettext_lazy("TM. (thay mặt tập thể)"),
}
DUTY_PURPOSE_CHOICES = [(purpose.value, purpose.label) for purpose in Purpose if purpose != Purpose.FILE]


class ChosenDayField(DayField):
    """A day that is needed with one of the choices beside it; the form says with which."""

    def clean(self, value: object) -> date | None:
        """The day, or None for nothing."""
        return None if value in self.empty_values else super().clean(value)


class ChosenUnitsField(forms.TypedMultipleChoiceField):
    """Units that are needed with one of the choices beside them; the form says with which."""

    def clean(self, value: object) -> list[int]:
        """The ids, none for nothing."""
        return [] if value in self.empty_values else super().clean(value)


class ChosenTextField(forms.CharField):
    """Words that are needed with what was chosen beside them; the action says when."""

    def clean(self, value: object) -> str:
        """The words, empty for nothing."""
        return "" if value in self.empty_values else super().clean(value)


def reason_field() -> forms.CharField:
    """A reason; required, and said so in words."""
    return forms.CharField(label=gettext_lazy("Lý do (bắt buộc)"), max_length=1000, error_messages=NO_REASON)


def basis_field() -> forms.CharField:
    """The paper a deed rests on."""
    return forms.CharField(
        label=gettext_lazy("Văn bản làm căn cứ"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("không có")}),
    )


class PeriodForm(forms.Form):
    """The days a directive covers."""

    start = DayField(label=gettext_lazy("Từ ngày"))
    end = DayField(label=gettext_lazy("đến"))


class AskedReportForm(forms.Form):
    """Whether units report: as the regime proposes, on another day, or not at all."""

    PROPOSAL, OTHER, NONE = "proposal", "other", "none"

    choice = forms.ChoiceField(
        label=gettext_lazy("Báo cáo kết quả"),
        choices=[
            (PROPOSAL, gettext_lazy("Theo đề xuất")),
            (OTHER, gettext_lazy("Đặt ngày khác")),
            (NONE, gettext_lazy("Không yêu cầu báo cáo")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn một cách.")},
    )
    deadline_on = ChosenDayField(label=gettext_lazy("Gửi trước hết ngày"))
    data_close_on = DayField(label=gettext_lazy("Chốt số liệu"), required=False)

    def clean(self) -> dict[str, object]:
        """Another day needs to be named."""
        given = super().clean() or {}
        if given.get("choice") == self.OTHER and not given.get("deadline_on") and "deadline_on" not in self.errors:
            self.add_error("deadline_on", _("Nhập ngày gửi, ví dụ 20/12/2023."))
        return given


class OptionsForm(forms.Form):
    """Whether plans and acceptance are wanted."""

    NONE, UNDATED, DATED = "none", "undated", "dated"

    plan = forms.ChoiceField(
        label=pgettext_lazy("legend", "Gửi kế hoạch"),
        choices=[
            (NONE, gettext_lazy("Không yêu cầu kế hoạch")),
            (UNDATED, gettext_lazy("Yêu cầu kế hoạch, không đặt hạn")),
            (DATED, gettext_lazy("Yêu cầu kế hoạch, đặt hạn …")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn một cách.")},
    )
    plan_due_on = ChosenDayField(label=gettext_lazy("Gửi kế hoạch trước hết ngày"))
    acceptance_needed = forms.BooleanField(label=gettext_lazy("Cơ quan tiếp nhận từng báo cáo"), required=False)

    def clean(self) -> dict[str, object]:
        """A dated plan needs its day."""
        given = super().clean() or {}
        if given.get("plan") == self.DATED and not given.get("plan_due_on") and "plan_due_on" not in self.errors:
            self.add_error("plan_due_on", _("Nhập hạn gửi kế hoạch, ví dụ 15/6/2023."))
        return given


class ItemForm(forms.Form):
    """One item: until when, by whom."""

    NONE, DAY, ALL, SOME = "none", "day", "all", "some"

    item = forms.IntegerField(widget=forms.HiddenInput)
    short = forms.CharField(label=gettext_lazy("Tên gọn trong bảng"), max_length=120, required=False)
    deadline = forms.ChoiceField(
        label=gettext_lazy("Hạn"),
        choices=[(NONE, gettext_lazy("Không đặt hạn")), (DAY, gettext_lazy("Đặt hạn …"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn một cách.")},
    )
    deadline_on = ChosenDayField(label=gettext_lazy("Hạn đến hết ngày"))
    who = forms.ChoiceField(
        label=gettext_lazy("Ai làm"),
        choices=[(ALL, gettext_lazy("mọi đơn vị nhận")), (SOME, gettext_lazy("chỉ các đơn vị dưới đây"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn một cách.")},
    )
    units = ChosenUnitsField(label=pgettext_lazy("one", "Đơn vị"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: object, choices: list[tuple[int, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["units"].choices = choices  # type: ignore[attr-defined]  # a choice field by its declaration above

    def clean(self) -> dict[str, object]:
        """A day where one is set, a unit where some are meant."""
        given = super().clean() or {}
        if given.get("deadline") == self.DAY and not given.get("deadline_on") and "deadline_on" not in self.errors:
            self.add_error("deadline_on", _("Nhập hạn, ví dụ 15/6/2023."))
        if given.get("who") == self.SOME and not given.get("units") and "units" not in self.errors:
            self.add_error("units", _("Chọn ít nhất một đơn vị."))
        return given


class StrikeItemForm(forms.Form):
    """An item that is not asked of anybody."""

    item = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field()


class PurposeForm(forms.Form):
    """Why the receivers of one line receive."""

    addressee = forms.IntegerField(widget=forms.HiddenInput)
    purpose = forms.ChoiceField(
        label=gettext_lazy("Nhận để làm gì"), choices=[(entry.value, entry.label) for entry in Purpose]
    )


class KeptUnitsForm(forms.Form):
    """Which units of one phrase stay; whoever lost its tick is struck with the reason."""

    addressee = forms.IntegerField(widget=forms.HiddenInput)
    units = forms.TypedMultipleChoiceField(label=pgettext_lazy("one", "Đơn vị"), required=False, coerce=int)
    reason = ChosenTextField(label=gettext_lazy("Lý do bỏ (bắt buộc)"), max_length=1000)
    basis = basis_field()

    def __init__(self, *args: object, choices: list[tuple[int, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["units"].choices = choices  # type: ignore[attr-defined]  # a choice field by its declaration above


class AddUnitForm(forms.Form):
    """A unit by its name, why it receives, and why it was added."""

    unit = forms.CharField(
        label=pgettext_lazy("one", "Đơn vị"),
        max_length=200,
        error_messages={"required": gettext_lazy("Nhập tên đơn vị.")},
        widget=forms.TextInput(attrs={"list": "moi-don-vi", "autocomplete": "off"}),
    )
    addressee = forms.TypedChoiceField(label=gettext_lazy("Thuộc dòng"), required=False, coerce=int, empty_value=None)
    purpose = forms.ChoiceField(
        label=gettext_lazy("Nhận để làm gì"), choices=DUTY_PURPOSE_CHOICES, initial=Purpose.CARRY_OUT
    )
    reason = reason_field()
    basis = basis_field()

    def __init__(self, *args: object, choices: list[tuple[int | str, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["addressee"].choices = choices  # type: ignore[attr-defined]  # a choice field, see above


class UnitDeedForm(forms.Form):
    """One unit of the list is struck, or exempt from reporting."""

    unit = forms.TypedChoiceField(
        label=pgettext_lazy("one", "Đơn vị"), coerce=int, error_messages={"required": gettext_lazy("Chọn một đơn vị.")}
    )
    reason = reason_field()
    basis = basis_field()

    def __init__(self, *args: object, choices: list[tuple[int, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]  # a choice field by its declaration above


class RestoreForm(forms.Form):
    """A unit whose changes are undone."""

    unit = forms.IntegerField(widget=forms.HiddenInput)


class CountedForm(forms.Form):
    """One form of the text: a twin of another, and what it means in the catalogue."""

    form = forms.IntegerField(widget=forms.HiddenInput)
    into = forms.TypedChoiceField(label=gettext_lazy("Gộp vào"), required=False, coerce=int, empty_value=None)
    keys = forms.MultipleChoiceField(
        label=gettext_lazy("Hình thức trong danh mục"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: object, twins: list[tuple[int | str, str]], keys: list[tuple[str, str]], **more: object
    ) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["into"].choices = twins  # type: ignore[attr-defined]  # a choice field by its declaration above
        self.fields["keys"].choices = keys  # type: ignore[attr-defined]  # a choice field by its declaration above


class SignForm(forms.Form):
    """In which authority a leader signs."""

    authority = forms.ChoiceField(
        label=gettext_lazy("Quyền hạn ký"),
        choices=[(key, AUTHORITY_WORDS[key]) for key in AUTHORITIES],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn quyền hạn ký.")},
    )


class ReasonForm(forms.Form):
    """Why, and on what basis."""

    reason = reason_field()
    basis = basis_field()


class AcknowledgeForm(forms.Form):
    """The unit takes a duty on; the office entering it for the unit names its basis."""

    note = forms.CharField(
        label=gettext_lazy("Ghi chú"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    effective_on = DayField(label=gettext_lazy("Ngày tiếp nhận"), required=False)
    on_behalf_basis = forms.CharField(label=gettext_lazy("Nhập hộ, theo"), required=False, max_length=300)
    paper = forms.FileField(label=gettext_lazy("Văn bản, ảnh chụp tin làm căn cứ"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        *,
        on_behalf: bool = False,
    ) -> None:
        super().__init__(data, files)
        basis = self.fields["on_behalf_basis"]
        basis.required = on_behalf
        basis.error_messages["required"] = _("Nhập hộ đơn vị thì ghi căn cứ: văn bản, thư hay cuộc gọi nào.")


class RequestForm(forms.Form):
    """What a unit asks of the issuing office."""

    use_required_attribute = False

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("Đề nghị"),
        choices=[
            (DutyRequest.Kind.EXTENSION.value, gettext_lazy("gia hạn")),
            (DutyRequest.Kind.EXEMPTION.value, gettext_lazy("miễn, vì không thuộc chức năng")),
            (DutyRequest.Kind.OBJECTION.value, gettext_lazy("nêu ý kiến: dấu quá hạn chưa đúng")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn một đề nghị.")},
    )
    item = forms.TypedChoiceField(label=gettext_lazy("Về mục"), required=False, coerce=int, empty_value=None)
    wanted_on = ChosenDayField(label=gettext_lazy("Gia hạn đến hết ngày"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), error_messages=NO_REASON
    )

    def __init__(self, *args: object, choices: list[tuple[int | str, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["item"].choices = choices  # type: ignore[attr-defined]  # a choice field by its declaration above


class AnswerForm(forms.Form):
    """Yes with a day, or no with an answer."""

    granted = forms.TypedChoiceField(
        label=gettext_lazy("Trả lời"),
        choices=[("yes", gettext_lazy("Đồng ý")), ("no", gettext_lazy("Không đồng ý"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn đồng ý hoặc không.")},
    )
    new_deadline_on = DayField(label=gettext_lazy("Gia hạn đến hết ngày"), required=False)
    answer = forms.CharField(
        label=gettext_lazy("Nội dung trả lời"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DutyChangeForm(forms.Form):
    """More time, an exemption or the end of one duty, decided by the issuing office."""

    use_required_attribute = False

    EXTEND, EXEMPT, WITHDRAW = "extend", "exempt", "withdraw"

    what = forms.ChoiceField(
        label=gettext_lazy("Thay đổi"),
        choices=[
            (EXTEND, gettext_lazy("Gia hạn")),
            (EXEMPT, gettext_lazy("Miễn")),
            (WITHDRAW, gettext_lazy("Rút nhiệm vụ")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn một thay đổi.")},
    )
    item = forms.TypedChoiceField(label=gettext_lazy("Về mục"), required=False, coerce=int, empty_value=None)
    new_deadline_on = ChosenDayField(label=gettext_lazy("Gia hạn đến hết ngày"))
    reason = reason_field()
    basis = basis_field()

    def __init__(self, *args: object, choices: list[tuple[int | str, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["item"].choices = choices  # type: ignore[attr-defined]  # a choice field by its declaration above

    def clean(self) -> dict[str, object]:
        """An extension needs its day."""
        given = super().clean() or {}
        named = given.get("new_deadline_on") or "new_deadline_on" in self.errors
        if given.get("what") == self.EXTEND and not named:
            self.add_error("new_deadline_on", _("Nhập ngày gia hạn, ví dụ 29/12/2023."))
        return given


class PassOnFileForm(forms.Form):
    """The unit's own document that passes a duty on; text may be pasted instead."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(label=gettext_lazy("Tệp văn bản"), required=False, allow_empty_file=True)
    pasted = forms.CharField(
        label=gettext_lazy("Hoặc dán chữ của văn bản"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    contest_secrecy = forms.BooleanField(label=gettext_lazy("Không phải văn bản mật, máy đọc nhầm"), required=False)


class PassOnItemsForm(forms.Form):
    """Which of the received items the unit asks of the units below it."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    subject = forms.CharField(label=gettext_lazy("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    items = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Giao tiếp các mục"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một mục.")},
    )

    def __init__(self, *args: object, choices: list[tuple[int, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["items"].choices = choices  # type: ignore[attr-defined]  # a choice field by its declaration above


class LinkForm(forms.Form):
    """The duty from above a draft fulfils."""

    duty = forms.TypedChoiceField(
        label=gettext_lazy("Thực hiện nhiệm vụ"), required=False, coerce=int, empty_value=None
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, choices: list[tuple[int | str, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["duty"].choices = choices  # type: ignore[attr-defined]  # a choice field by its declaration above


class ManyUnitsForm(forms.Form):
    """One deed for many units at once."""

    use_required_attribute = False

    URGE, EXTEND, EXEMPT = "urge", "extend", "exempt"

    duties = forms.TypedMultipleChoiceField(
        label=pgettext_lazy("one", "Đơn vị"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một đơn vị.")},
    )
    what = forms.ChoiceField(
        label=pgettext_lazy("legend", "Việc"),
        choices=[
            (URGE, pgettext_lazy("choice", "Đôn đốc")),
            (EXTEND, gettext_lazy("Gia hạn")),
            (EXEMPT, gettext_lazy("Miễn")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn một việc.")},
    )
    item = forms.TypedChoiceField(label=gettext_lazy("Về mục"), required=False, coerce=int, empty_value=None)
    new_deadline_on = ChosenDayField(label=gettext_lazy("Gia hạn đến hết ngày"))
    reason = ChosenTextField(label=gettext_lazy("Lý do, hoặc lời đôn đốc"), max_length=1000)
    basis = basis_field()

    def __init__(
        self, *args: object, units: list[tuple[int, str]], items: list[tuple[int | str, str]], **more: object
    ) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["duties"].choices = units  # type: ignore[attr-defined]  # a choice field by its declaration above
        self.fields["item"].choices = items  # type: ignore[attr-defined]  # a choice field by its declaration above

    def clean(self) -> dict[str, object]:
        """An extension needs its day; whatever changes the ledger needs a reason."""
        given = super().clean() or {}
        what = given.get("what")
        if what == self.EXTEND and not given.get("new_deadline_on") and "new_deadline_on" not in self.errors:
            self.add_error("new_deadline_on", _("Nhập ngày gia hạn, ví dụ 29/12/2023."))
        if what in (self.EXTEND, self.EXEMPT) and not str(given.get("reason", "")).strip():
            self.add_error("reason", _("Ghi lý do."))
        return given
