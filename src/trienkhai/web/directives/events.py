"""What happens to directives and duties, as the journal says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from trienkhai.web.journal.events import Event
from trienkhai.web.ui.formats import format_day


@dataclass(frozen=True, kw_only=True)
class DirectiveEvent(Event):
    """Something happened to one directive."""

    object_type: ClassVar[str] = "directive"


@dataclass(frozen=True, kw_only=True)
class DutyEvent(Event):
    """Something happened to one duty; `unit` is the unit's name."""

    object_type: ClassVar[str] = "duty"
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class DirectiveDrafted(DirectiveEvent):
    """A confirmed reading became a directive."""

    name: ClassVar[str] = "directive.drafted"
    items: int = 0
    units: int = 0

    def sentence(self) -> str:
        """With how much in it."""
        return f"Lập chỉ đạo “{self.object_label}”: {self.items} mục, {self.units} đơn vị theo văn bản."


@dataclass(frozen=True, kw_only=True)
class PeriodSet(DirectiveEvent):
    """The days it covers were decided."""

    name: ClassVar[str] = "directive.period_set"
    start: date
    end: date

    def sentence(self) -> str:
        """From when to when."""
        return f"Đặt kỳ thực hiện từ {format_day(self.start)} đến {format_day(self.end)}."


@dataclass(frozen=True, kw_only=True)
class ReportSet(DirectiveEvent):
    """Units are asked for a report by a day, or for none."""

    name: ClassVar[str] = "directive.report_set"
    deadline_on: date | None = None
    data_close_on: date | None = None

    def sentence(self) -> str:
        """By when."""
        if self.deadline_on is None:
            return "Không yêu cầu báo cáo."
        close = f", chốt số liệu {format_day(self.data_close_on)}" if self.data_close_on else ""
        return f"Đặt hạn báo cáo {format_day(self.deadline_on)}{close}."


@dataclass(frozen=True, kw_only=True)
class ItemSet(DirectiveEvent):
    """An item's deadline, units or short name was changed."""

    name: ClassVar[str] = "directive.item_set"
    item: str = ""
    deadline_on: date | None = None

    def sentence(self) -> str:
        """Which item."""
        day = f", hạn {format_day(self.deadline_on)}" if self.deadline_on else ", không đặt hạn"
        return f"Sửa mục {self.item}{day}."


@dataclass(frozen=True, kw_only=True)
class ItemStruck(DirectiveEvent):
    """An item is not asked for."""

    name: ClassVar[str] = "directive.item_struck"
    item: str = ""

    def sentence(self) -> str:
        """Which item."""
        return f"Bỏ mục {self.item}."


@dataclass(frozen=True, kw_only=True)
class UnitAdded(DirectiveEvent):
    """A unit the text does not name is among the receivers."""

    name: ClassVar[str] = "directive.unit_added"
    unit: str = ""

    def sentence(self) -> str:
        """Which unit."""
        return f"Thêm {self.unit} vào danh sách nhận."


@dataclass(frozen=True, kw_only=True)
class UnitStruck(DirectiveEvent):
    """A unit is not among the receivers, against the text or the rule."""

    name: ClassVar[str] = "directive.unit_struck"
    unit: str = ""

    def sentence(self) -> str:
        """Which unit."""
        return f"Bỏ {self.unit} khỏi danh sách nhận."


@dataclass(frozen=True, kw_only=True)
class UnitExempted(DirectiveEvent):
    """A unit receives, but need not report."""

    name: ClassVar[str] = "directive.unit_exempted"
    unit: str = ""

    def sentence(self) -> str:
        """Which unit."""
        return f"Miễn báo cáo cho {self.unit}; đơn vị vẫn nhận để thực hiện."


@dataclass(frozen=True, kw_only=True)
class UnitRestored(DirectiveEvent):
    """What a person changed about one unit was undone."""

    name: ClassVar[str] = "directive.unit_restored"
    unit: str = ""

    def sentence(self) -> str:
        """Which unit."""
        return f"Hoàn tác thay đổi về {self.unit}."


@dataclass(frozen=True, kw_only=True)
class PurposeSet(DirectiveEvent):
    """A person said why somebody receives."""

    name: ClassVar[str] = "directive.purpose_set"
    phrase: str = ""
    purpose: str = ""

    def sentence(self) -> str:
        """Who, and why."""
        return f"“{self.phrase}”: {self.purpose}."


@dataclass(frozen=True, kw_only=True)
class OptionsSet(DirectiveEvent):
    """Whether plans and acceptance are wanted."""

    name: ClassVar[str] = "directive.options_set"
    plan_needed: bool = False
    acceptance_needed: bool = True

    def sentence(self) -> str:
        """Both choices."""
        plan = "yêu cầu kế hoạch" if self.plan_needed else "không yêu cầu kế hoạch"
        accept = "báo cáo cần tiếp nhận" if self.acceptance_needed else "báo cáo không cần tiếp nhận"
        return f"Đặt: {plan}; {accept}."


@dataclass(frozen=True, kw_only=True)
class FormsMerged(DirectiveEvent):
    """Two forms of the text are one, or one was set apart again, or the catalogue forms behind it were chosen."""

    name: ClassVar[str] = "directive.forms_set"
    form: str = ""
    into: str = ""

    def sentence(self) -> str:
        """Which ones."""
        if self.into:
            return f"Gộp hình thức “{self.form}” vào “{self.into}”."
        return f"Đặt lại hình thức “{self.form}”."


@dataclass(frozen=True, kw_only=True)
class DirectiveIssued(DirectiveEvent):
    """Duties began; one entry for all of them."""

    name: ClassVar[str] = "directive.issued"
    duties: int = 0
    units_hash: str = ""

    def sentence(self) -> str:
        """How many."""
        return f"Giao {self.duties} nhiệm vụ theo “{self.object_label}”."


@dataclass(frozen=True, kw_only=True)
class DirectiveWithdrawn(DirectiveEvent):
    """Nothing is asked any more."""

    name: ClassVar[str] = "directive.withdrawn"
    duties: int = 0

    def sentence(self) -> str:
        """How many duties ended with it."""
        return f"Thu hồi chỉ đạo “{self.object_label}”; {self.duties} nhiệm vụ dừng."


@dataclass(frozen=True, kw_only=True)
class DutyAdded(DutyEvent):
    """One more unit was given the duty after issue."""

    name: ClassVar[str] = "duty.added"

    def sentence(self) -> str:
        """Which unit."""
        return f"Giao thêm nhiệm vụ cho {self.unit}."


@dataclass(frozen=True, kw_only=True)
class DutyAcknowledged(DutyEvent):
    """The unit takes it on."""

    name: ClassVar[str] = "duty.acknowledged"
    on_behalf_basis: str = ""

    def sentence(self) -> str:
        """By whom."""
        if self.on_behalf_basis:
            return f"{self.unit} tiếp nhận nhiệm vụ (nhập hộ, theo {self.on_behalf_basis})."
        return f"{self.unit} tiếp nhận nhiệm vụ."


@dataclass(frozen=True, kw_only=True)
class DutyExtended(DutyEvent):
    """There is more time."""

    name: ClassVar[str] = "duty.extended"
    until: date
    item: str = ""

    def sentence(self) -> str:
        """Until when."""
        return f"Gia hạn cho {self.unit} đến {format_day(self.until)}{f', {self.item}' if self.item else ''}."


@dataclass(frozen=True, kw_only=True)
class DutyExempted(DutyEvent):
    """The unit need not do it, or one item of it."""

    name: ClassVar[str] = "duty.exempted"
    item: str = ""

    def sentence(self) -> str:
        """What of it."""
        return f"Miễn {self.item or 'cả nhiệm vụ'} cho {self.unit}."


@dataclass(frozen=True, kw_only=True)
class DutyWithdrawn(DutyEvent):
    """The duty ended."""

    name: ClassVar[str] = "duty.withdrawn"

    def sentence(self) -> str:
        """Whose."""
        return f"Rút nhiệm vụ của {self.unit}."


@dataclass(frozen=True, kw_only=True)
class ChangeRequested(DutyEvent):
    """A unit asks for more time, to be left out, or objects."""

    name: ClassVar[str] = "duty.change_requested"
    kind: str = ""
    wanted_on: date | None = None

    def sentence(self) -> str:
        """What for."""
        day = f" đến {format_day(self.wanted_on)}" if self.wanted_on else ""
        return f"{self.unit} gửi {self.kind}{day}."


@dataclass(frozen=True, kw_only=True)
class RequestAnswered(DutyEvent):
    """The issuing office answered."""

    name: ClassVar[str] = "duty.request_answered"
    kind: str = ""
    granted: bool = False

    def sentence(self) -> str:
        """How."""
        return f"Trả lời {self.kind} của {self.unit}: {'đồng ý' if self.granted else 'không đồng ý'}."


@dataclass(frozen=True, kw_only=True)
class DutyLinked(DirectiveEvent):
    """A draft fulfils a duty its office has from above, or no longer does."""

    name: ClassVar[str] = "directive.duty_linked"
    above: str = ""
    office: str = ""

    def sentence(self) -> str:
        """Which duty, given by whom."""
        if not self.above:
            return "Bỏ ghi thực hiện nhiệm vụ cấp trên giao."
        return f"Ghi: thực hiện nhiệm vụ “{self.above}” do {self.office} giao."


@dataclass(frozen=True, kw_only=True)
class DutyNotLinked(DirectiveEvent):
    """The duty a document was to pass on counted no more when its reading was confirmed."""

    name: ClassVar[str] = "directive.duty_not_linked"
    above: str = ""

    def sentence(self) -> str:
        """Which duty."""
        return f"Không ghi thực hiện nhiệm vụ “{self.above}”: nhiệm vụ không còn hiệu lực."


@dataclass(frozen=True, kw_only=True)
class DutyPassedOn(DutyEvent):
    """A unit gave its duty on to units below it, by a directive of its own."""

    name: ClassVar[str] = "duty.passed_on"
    title: str = ""
    units: int = 0

    def sentence(self) -> str:
        """To how many units."""
        return f"{self.unit} giao tiếp nhiệm vụ xuống {self.units} đơn vị: “{self.title}”."


@dataclass(frozen=True, kw_only=True)
class UnitUrged(DutyEvent):
    """The issuing office reminded a unit."""

    name: ClassVar[str] = "duty.urged"
    item: str = ""

    def sentence(self) -> str:
        """Of what."""
        return f"Đôn đốc {self.unit}: {self.item or 'nhiệm vụ'}."
