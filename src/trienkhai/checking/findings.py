"""What a check says: findings, and the rules they rest on, as frozen types."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trienkhai.checking.subject import Subject, System
from trienkhai.parts import Reading, Span


class Severity(StrEnum):
    """How much it matters: an error must be mended before issue, a warning should be, a remark may stay."""

    ERROR = "error"
    WARNING = "warning"
    REMARK = "remark"


SEVERITY_WORDS = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cần xem", Severity.REMARK: "Lưu ý"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule is not kept. `message` is a Vietnamese sentence that says what is there."""

    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit with all a person needs to judge it: the rule, its legal source, how much it matters."""

    id: str
    title: str
    message: str
    severity: Severity
    source: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Law:
    """A text that sets rules of form, and the days on which it is in force (both included)."""

    name: str
    valid_from: date
    valid_to: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Whether the text holds on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of form. `passing` and `failing` are two readings that keep and break it.

    `in_draft` is the severity while the document has not been issued, where it differs.
    """

    id: str
    title: str
    law: Law
    article: str
    severity: Severity
    system: System
    check: Callable[[Subject], Iterable[Hit]]
    passing: Reading
    failing: Reading
    in_draft: Severity | None = None

    @property
    def source(self) -> str:
        """The legal source as a person cites it."""
        return f"{self.law.name}, {self.article}"
