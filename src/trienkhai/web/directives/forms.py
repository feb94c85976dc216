"""The shape of what people send about directives and duties; what may be done decides `actions`."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from trienkhai.web.directives.models import DutyRequest
from trienkhai.web.documents.actions.issuing import AUTHORITIES
from trienkhai.web.documents.models import Purpose
from trienkhai.web.ui.fields import DayField

NO_REASON = {"required": "Ghi lý do."}
AUTHORITY_WORDS = {
    "none": "ký trực tiếp (người đứng đầu)",
    "KT.": "KT. (ký thay người đứng đầu)",
    "TL.": "TL. (thừa lệnh)",
    "TUQ.": "TUQ. (thừa ủy quyền)",
    "Q.": "Q. (quyền cấp trưởng)",
    "TM.": "TM. (thay mặt tập thể)",
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


def reason_field(label: str = "Lý do (bắt buộc)") -> forms.CharField:
    """A reason; required, and said so in words."""
    return forms.CharField(label=label, max_length=1000, error_messages=NO_REASON)


def basis_field() -> forms.CharField:
    """The paper a deed rests on."""
    return forms.CharField(
        label="Văn bản làm căn cứ",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "không có"}),
    )


class PeriodForm(forms.Form):
    """The days a directive covers."""

    start = DayField(label="Từ ngày")
    end = DayField(label="đến")


class AskedReportForm(forms.Form):
    """Whether units report: as the regime proposes, on another day, or not at all."""

    PROPOSAL, OTHER, NONE = "proposal", "other", "none"

    choice = forms.ChoiceField(
        label="Báo cáo kết quả",
        choices=[(PROPOSAL, "Theo đề xuất"), (OTHER, "Đặt ngày khác"), (NONE, "Không yêu cầu báo cáo")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một cách."},
    )
    deadline_on = ChosenDayField(label="Gửi trước hết ngày")
    data_close_on = DayField(label="Chốt số liệu", required=False)

    def clean(self) -> dict[str, object]:
        """Another day needs to be named."""
        given = super().clean() or {}
        if given.get("choice") == self.OTHER and not given.get("deadline_on") and "deadline_on" not in self.errors:
            self.add_error("deadline_on", "Nhập ngày gửi, ví dụ 20/12/2023.")
        return given


class OptionsForm(forms.Form):
    """Whether plans and acceptance are wanted."""

    NONE, UNDATED, DATED = "none", "undated", "dated"

    plan = forms.ChoiceField(
        label="Gửi kế hoạch",
        choices=[
            (NONE, "Không yêu cầu kế hoạch"),
            (UNDATED, "Yêu cầu kế hoạch, không đặt hạn"),
            (DATED, "Yêu cầu kế hoạch, đặt hạn …"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một cách."},
    )
    plan_due_on = ChosenDayField(label="Gửi kế hoạch trước hết ngày")
    acceptance_needed = forms.BooleanField(label="Cơ quan tiếp nhận từng báo cáo", required=False)

    def clean(self) -> dict[str, object]:
        """A dated plan needs its day."""
        given = super().clean() or {}
        if given.get("plan") == self.DATED and not given.get("plan_due_on") and "plan_due_on" not in self.errors:
            self.add_error("plan_due_on", "Nhập hạn gửi kế hoạch, ví dụ 15/6/2023.")
        return given


class ItemForm(forms.Form):
    """One item: until when, by whom."""

    NONE, DAY, ALL, SOME = "none", "day", "all", "some"

    item = forms.IntegerField(widget=forms.HiddenInput)
    short = forms.CharField(label="Tên gọn trong bảng", max_length=120, required=False)
    deadline = forms.ChoiceField(
        label="Hạn",
        choices=[(NONE, "Không đặt hạn"), (DAY, "Đặt hạn …")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một cách."},
    )
    deadline_on = ChosenDayField(label="Hạn đến hết ngày")
    who = forms.ChoiceField(
        label="Ai làm",
        choices=[(ALL, "mọi đơn vị nhận"), (SOME, "chỉ các đơn vị dưới đây")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một cách."},
    )
    units = ChosenUnitsField(label="Đơn vị", coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: object, choices: list[tuple[int, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["units"].choices = choices  # type: ignore[attr-defined]  # a choice field by its declaration above

    def clean(self) -> dict[str, object]:
        """A day where one is set, a unit where some are meant."""
        given = super().clean() or {}
        if given.get("deadline") == self.DAY and not given.get("deadline_on") and "deadline_on" not in self.errors:
            self.add_error("deadline_on", "Nhập hạn, ví dụ 15/6/2023.")
        if given.get("who") == self.SOME and not given.get("units") and "units" not in self.errors:
            self.add_error("units", "Chọn ít nhất một đơn vị.")
        return given


class StrikeItemForm(forms.Form):
    """An item that is not asked of anybody."""

    item = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field()


class PurposeForm(forms.Form):
    """Why the receivers of one line receive."""

    addressee = forms.IntegerField(widget=forms.HiddenInput)
    purpose = forms.ChoiceField(label="Nhận để làm gì", choices=[(entry.value, entry.label) for entry in Purpose])


class KeptUnitsForm(forms.Form):
    """Which units of one phrase stay; whoever lost its tick is struck with the reason."""

    addressee = forms.IntegerField(widget=forms.HiddenInput)
    units = forms.TypedMultipleChoiceField(label="Đơn vị", required=False, coerce=int)
    reason = ChosenTextField(label="Lý do bỏ (bắt buộc)", max_length=1000)
    basis = basis_field()

    def __init__(self, *args: object, choices: list[tuple[int, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["units"].choices = choices  # type: ignore[attr-defined]  # a choice field by its declaration above


class AddUnitForm(forms.Form):
    """A unit by its name, why it receives, and why it was added."""

    unit = forms.CharField(
        label="Đơn vị",
        max_length=200,
        error_messages={"required": "Nhập tên đơn vị."},
        widget=forms.TextInput(attrs={"list": "moi-don-vi", "autocomplete": "off"}),
    )
    addressee = forms.TypedChoiceField(label="Thuộc dòng", required=False, coerce=int, empty_value=None)
    purpose = forms.ChoiceField(label="Nhận để làm gì", choices=DUTY_PURPOSE_CHOICES, initial=Purpose.CARRY_OUT)
    reason = reason_field()
    basis = basis_field()

    def __init__(self, *args: object, choices: list[tuple[int | str, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["addressee"].choices = choices  # type: ignore[attr-defined]  # a choice field, see above


class UnitDeedForm(forms.Form):
    """One unit of the list is struck, or exempt from reporting."""

    unit = forms.TypedChoiceField(label="Đơn vị", coerce=int, error_messages={"required": "Chọn một đơn vị."})
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
    into = forms.TypedChoiceField(label="Gộp vào", required=False, coerce=int, empty_value=None)
    keys = forms.MultipleChoiceField(
        label="Hình thức trong danh mục", required=False, widget=forms.CheckboxSelectMultiple
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
        label="Quyền hạn ký",
        choices=[(key, AUTHORITY_WORDS[key]) for key in AUTHORITIES],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn quyền hạn ký."},
    )


class ReasonForm(forms.Form):
    """Why, and on what basis."""

    reason = reason_field()
    basis = basis_field()


class AcknowledgeForm(forms.Form):
    """The unit takes a duty on; the office entering it for the unit names its basis."""

    note = forms.CharField(label="Ghi chú", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    effective_on = DayField(label="Ngày tiếp nhận", required=False)
    on_behalf_basis = forms.CharField(label="Nhập hộ, theo", required=False, max_length=300)
    paper = forms.FileField(label="Văn bản, ảnh chụp tin làm căn cứ", required=False)

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
        basis.error_messages["required"] = "Nhập hộ đơn vị thì ghi căn cứ: văn bản, thư hay cuộc gọi nào."


class RequestForm(forms.Form):
    """What a unit asks of the issuing office."""

    use_required_attribute = False

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="Đề nghị",
        choices=[
            (DutyRequest.Kind.EXTENSION.value, "gia hạn"),
            (DutyRequest.Kind.EXEMPTION.value, "miễn, vì không thuộc chức năng"),
            (DutyRequest.Kind.OBJECTION.value, "nêu ý kiến: dấu quá hạn chưa đúng"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một đề nghị."},
    )
    item = forms.TypedChoiceField(label="Về mục", required=False, coerce=int, empty_value=None)
    wanted_on = ChosenDayField(label="Gia hạn đến hết ngày")
    reason = forms.CharField(
        label="Lý do", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), error_messages=NO_REASON
    )

    def __init__(self, *args: object, choices: list[tuple[int | str, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["item"].choices = choices  # type: ignore[attr-defined]  # a choice field by its declaration above


class AnswerForm(forms.Form):
    """Yes with a day, or no with an answer."""

    granted = forms.TypedChoiceField(
        label="Trả lời",
        choices=[("yes", "Đồng ý"), ("no", "Không đồng ý")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đồng ý hoặc không."},
    )
    new_deadline_on = DayField(label="Gia hạn đến hết ngày", required=False)
    answer = forms.CharField(
        label="Nội dung trả lời", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DutyChangeForm(forms.Form):
    """More time, an exemption or the end of one duty, decided by the issuing office."""

    use_required_attribute = False

    EXTEND, EXEMPT, WITHDRAW = "extend", "exempt", "withdraw"

    what = forms.ChoiceField(
        label="Thay đổi",
        choices=[(EXTEND, "Gia hạn"), (EXEMPT, "Miễn"), (WITHDRAW, "Rút nhiệm vụ")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một thay đổi."},
    )
    item = forms.TypedChoiceField(label="Về mục", required=False, coerce=int, empty_value=None)
    new_deadline_on = ChosenDayField(label="Gia hạn đến hết ngày")
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
            self.add_error("new_deadline_on", "Nhập ngày gia hạn, ví dụ 29/12/2023.")
        return given


class PassOnFileForm(forms.Form):
    """The unit's own document that passes a duty on; text may be pasted instead."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(label="Tệp văn bản", required=False, allow_empty_file=True)
    pasted = forms.CharField(label="Hoặc dán chữ của văn bản", required=False, widget=forms.Textarea(attrs={"rows": 6}))
    contest_secrecy = forms.BooleanField(label="Không phải văn bản mật, máy đọc nhầm", required=False)


class PassOnItemsForm(forms.Form):
    """Which of the received items the unit asks of the units below it."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    subject = forms.CharField(label="Trích yếu", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    items = forms.TypedMultipleChoiceField(
        label="Giao tiếp các mục",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một mục."},
    )

    def __init__(self, *args: object, choices: list[tuple[int, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["items"].choices = choices  # type: ignore[attr-defined]  # a choice field by its declaration above


class LinkForm(forms.Form):
    """The duty from above a draft fulfils."""

    duty = forms.TypedChoiceField(label="Thực hiện nhiệm vụ", required=False, coerce=int, empty_value=None)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, choices: list[tuple[int | str, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed through as Django declares it
        self.fields["duty"].choices = choices  # type: ignore[attr-defined]  # a choice field by its declaration above


class ManyUnitsForm(forms.Form):
    """One deed for many units at once."""

    use_required_attribute = False

    URGE, EXTEND, EXEMPT = "urge", "extend", "exempt"

    duties = forms.TypedMultipleChoiceField(
        label="Đơn vị",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một đơn vị."},
    )
    what = forms.ChoiceField(
        label="Việc",
        choices=[(URGE, "Đôn đốc"), (EXTEND, "Gia hạn"), (EXEMPT, "Miễn")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một việc."},
    )
    item = forms.TypedChoiceField(label="Về mục", required=False, coerce=int, empty_value=None)
    new_deadline_on = ChosenDayField(label="Gia hạn đến hết ngày")
    reason = ChosenTextField(label="Lý do, hoặc lời đôn đốc", max_length=1000)
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
            self.add_error("new_deadline_on", "Nhập ngày gia hạn, ví dụ 29/12/2023.")
        if what in (self.EXTEND, self.EXEMPT) and not str(given.get("reason", "")).strip():
            self.add_error("reason", "Ghi lý do.")
        return given
