"""What happens to units, posts and people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from trienkhai.web.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class UnitsLoaded(Event):
    """A list of units was written down; one entry for all of them."""

    name: ClassVar[str] = "units.loaded"
    object_type: ClassVar[str] = "unit"
    count: int
    codes_hash: str

    def sentence(self) -> str:
        """What happened."""
        return f"Đã nạp danh mục {self.count} đơn vị."


@dataclass(frozen=True, kw_only=True)
class PostOpened(Event):
    """A post was made in a unit."""

    name: ClassVar[str] = "post.opened"
    object_type: ClassVar[str] = "post"
    unit: str

    def sentence(self) -> str:
        """What happened."""
        return f"Đã lập chức danh {self.object_label} tại {self.unit}."


@dataclass(frozen=True, kw_only=True)
class PersonAppointed(Event):
    """A person was given a post and an account."""

    name: ClassVar[str] = "person.appointed"
    object_type: ClassVar[str] = "appointment"
    post: str

    def sentence(self) -> str:
        """What happened."""
        return f"Đã giao chức danh {self.post} cho {self.object_label}."
