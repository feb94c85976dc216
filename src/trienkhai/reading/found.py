"""A value that was found, with its places and what else it might be."""

from __future__ import annotations

from dataclasses import dataclass

from trienkhai.parts import Candidate, Span


@dataclass(frozen=True, slots=True)
class Found:
    """A value, the pieces of text it was taken from, how sure that is (0..1), and other readings, best first."""

    value: str
    spans: tuple[Span, ...]
    confidence: float = 0.95
    others: tuple[Candidate, ...] = ()

    def candidates(self) -> tuple[Candidate, ...]:
        """All readings, this one first."""
        span = (self.spans[0][0], self.spans[-1][1]) if self.spans else None
        return (Candidate(self.value, span, self.confidence), *self.others)
