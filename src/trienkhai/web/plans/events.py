"""What happens to plans, as the journal says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from trienkhai.web.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class PlanEvent(Event):
    """Something happened to one plan; `object_label` is its edition."""

    object_type: ClassVar[str] = "plan"
    unit: str = ""
    on_behalf_basis: str = ""

    def whose(self) -> str:
        """Which plan, and on what basis somebody else entered it."""
        behalf = f" (nhập hộ, theo {self.on_behalf_basis})" if self.on_behalf_basis else ""
        return f"{self.object_label} của {self.unit}{behalf}"


@dataclass(frozen=True, kw_only=True)
class PlanDrafted(PlanEvent):
    """Somebody began it."""

    name: ClassVar[str] = "plan.drafted"
    proposed: int = 0

    def sentence(self) -> str:
        """Which one, and how much was proposed."""
        said = f", {self.proposed} ô gợi ý từ hoạt động trước" if self.proposed else ""
        return f"Lập {self.whose()}{said}."


@dataclass(frozen=True, kw_only=True)
class PlanWritten(PlanEvent):
    """It was saved."""

    name: ClassVar[str] = "plan.written"
    cells: int = 0

    def sentence(self) -> str:
        """With how much in it."""
        return f"Lưu {self.whose()}: {self.cells} ô."


@dataclass(frozen=True, kw_only=True)
class PlanSubmitted(PlanEvent):
    """It waits for the unit's leader."""

    name: ClassVar[str] = "plan.submitted"

    def sentence(self) -> str:
        """Which one."""
        return f"Trình {self.whose()}."


@dataclass(frozen=True, kw_only=True)
class PlanTakenBack(PlanEvent):
    """Whoever submitted it took it back before anybody acted."""

    name: ClassVar[str] = "plan.taken-back"

    def sentence(self) -> str:
        """Which one."""
        return f"Rút lại {self.whose()}."


@dataclass(frozen=True, kw_only=True)
class PlanApproved(PlanEvent):
    """The unit's leader stands for it."""

    name: ClassVar[str] = "plan.approved"

    def sentence(self) -> str:
        """Which one."""
        return f"Duyệt {self.whose()}."


@dataclass(frozen=True, kw_only=True)
class PlanAccepted(PlanEvent):
    """The issuing office took it in."""

    name: ClassVar[str] = "plan.accepted"

    def sentence(self) -> str:
        """Which one."""
        return f"Tiếp nhận {self.whose()}."


@dataclass(frozen=True, kw_only=True)
class PlanReturned(PlanEvent):
    """It goes back to be mended."""

    name: ClassVar[str] = "plan.returned"
    reason: str = ""

    def sentence(self) -> str:
        """Why."""
        return f"Trả lại {self.whose()}: “{self.reason}”."


@dataclass(frozen=True, kw_only=True)
class PlanReplaced(PlanEvent):
    """A later edition holds now."""

    name: ClassVar[str] = "plan.replaced"

    def sentence(self) -> str:
        """Which one."""
        return f"Thôi dùng {self.whose()}, đã có bản sau."
