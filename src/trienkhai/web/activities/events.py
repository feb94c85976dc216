"""What happens to activities, as the journal says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from trienkhai.web.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class ActivityEvent(Event):
    """Something happened to one activity; `object_label` is its code."""

    object_type: ClassVar[str] = "activity"
    on_behalf_basis: str = ""

    def behalf(self) -> str:
        """How an entry on somebody's behalf is told."""
        return f" (nhập hộ, theo {self.on_behalf_basis})" if self.on_behalf_basis else ""


@dataclass(frozen=True, kw_only=True)
class ActivityRecorded(ActivityEvent):
    """A unit did something."""

    name: ClassVar[str] = "activity.recorded"
    form: str = ""

    def sentence(self) -> str:
        """Who recorded what."""
        return f"Ghi hoạt động {self.object_label}{': ' + self.form if self.form else ''}{self.behalf()}."


@dataclass(frozen=True, kw_only=True)
class ActivityChanged(ActivityEvent):
    """It was corrected before anybody confirmed it."""

    name: ClassVar[str] = "activity.changed"
    before: str = ""

    def sentence(self) -> str:
        """What changed."""
        return f"Sửa hoạt động {self.object_label}{self.behalf()}."


@dataclass(frozen=True, kw_only=True)
class ActivitiesConfirmed(ActivityEvent):
    """A leader stands for them; a bulk deed is one entry with its list."""

    name: ClassVar[str] = "activity.confirmed"
    codes: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()

    def sentence(self) -> str:
        """Which ones."""
        if len(self.codes) == 1:
            return f"Xác nhận hoạt động {self.codes[0]}{self.behalf()}."
        return f"Xác nhận {len(self.codes)} hoạt động: {', '.join(self.codes)}{self.behalf()}."


@dataclass(frozen=True, kw_only=True)
class ConfirmationTakenBack(ActivityEvent):
    """The leader's confirmation is undone on its own day, before anybody built on it."""

    name: ClassVar[str] = "activity.confirmation_taken_back"
    confirmed_by: str = ""

    def sentence(self) -> str:
        """Whose."""
        return f"Rút lại xác nhận hoạt động {self.object_label} ({self.confirmed_by} đã xác nhận trong ngày)."


@dataclass(frozen=True, kw_only=True)
class ActivityQuestioned(ActivityEvent):
    """The issuing office asks."""

    name: ClassVar[str] = "activity.questioned"

    def sentence(self) -> str:
        """What about."""
        return f"Hỏi lại về hoạt động {self.object_label}: “{self.reason}”."


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(ActivityEvent):
    """The unit answers."""

    name: ClassVar[str] = "activity.answered"

    def sentence(self) -> str:
        """With what."""
        return f"Trả lời câu hỏi về hoạt động {self.object_label}: “{self.reason}”."


@dataclass(frozen=True, kw_only=True)
class ActivityWithdrawn(ActivityEvent):
    """It no longer counts from that day."""

    name: ClassVar[str] = "activity.withdrawn"

    def sentence(self) -> str:
        """Why."""
        return f"Rút hoạt động {self.object_label}, lý do: {self.reason}."


@dataclass(frozen=True, kw_only=True)
class EvidenceAdded(ActivityEvent):
    """Something proves it."""

    name: ClassVar[str] = "evidence.added"
    evidence: str = ""

    def sentence(self) -> str:
        """What."""
        return f"Thêm minh chứng “{self.evidence}” cho hoạt động {self.object_label}{self.behalf()}."


@dataclass(frozen=True, kw_only=True)
class EvidenceWithdrawn(ActivityEvent):
    """It no longer proves anything."""

    name: ClassVar[str] = "evidence.withdrawn"
    evidence: str = ""
    evidence_id: int = 0

    def sentence(self) -> str:
        """Why."""
        return f"Rút minh chứng “{self.evidence}” của hoạt động {self.object_label}, lý do: {self.reason}."
