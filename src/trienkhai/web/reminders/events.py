"""What happens to letters, as the journal says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from trienkhai.web.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class LetterDrafted(Event):
    """Somebody wrote a letter to units that are late."""

    name: ClassVar[str] = "urging_letter.drafted"
    object_type: ClassVar[str] = "urging_letter"
    units: int = 0

    def sentence(self) -> str:
        """To how many units."""
        return f"Soạn công văn đôn đốc {self.units} đơn vị còn việc quá hạn."
