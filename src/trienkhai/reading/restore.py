"""The way back: places found in the composed text become places in the text as it was found."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from trienkhai.parts import Citation, Deadline, OutlineItem, Reading, Span
from trienkhai.vietnamese.letters import Composed

_OUTLINE_TEXT = 80

Part = TypeVar("Part")


def restore_places(reading: Reading, composed: Composed, text: str) -> Reading:
    """The reading with every place, and every text that is quoted with its place, taken from the found text."""
    if composed.offsets is None:  # it was read from the found text itself
        return reading
    return replace(
        _restored(reading, composed, text),
        places={path: _moved(spans, composed) for path, spans in reading.places.items()},
        candidates={
            path: tuple(_restored(candidate, composed, text) for candidate in candidates)
            for path, candidates in reading.candidates.items()
        },
        text=text,
    )


def _moved(spans: tuple[Span, ...], composed: Composed) -> tuple[Span, ...]:
    return tuple(composed.span(span) for span in spans)


def _restored(part: Part, composed: Composed, text: str) -> Part:
    """A part whose `span` and `spans`, at any depth, are places in the found text."""
    if not is_dataclass(part) or isinstance(part, type):
        return part
    changes: dict[str, object] = {}
    for entry in fields(part):
        value = getattr(part, entry.name)
        if entry.name == "span" and value is not None:
            changes["span"] = composed.span(value)
        elif entry.name == "spans":
            changes["spans"] = _moved(value, composed)
        elif isinstance(value, tuple):
            changes[entry.name] = tuple(_restored(one, composed, text) for one in value)
        elif is_dataclass(value):
            changes[entry.name] = _restored(value, composed, text)
    span = changes.get("span")
    if isinstance(span, tuple) and isinstance(part, Citation | Deadline | OutlineItem):
        quoted = text[span[0] : span[1]]
        changes["text"] = quoted[:_OUTLINE_TEXT] if isinstance(part, OutlineItem) else quoted
    restored: Part = replace(part, **changes)  # type: ignore[type-var]  # it is a dataclass: see above
    return restored
