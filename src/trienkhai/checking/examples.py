"""Small readings by which each rule shows what it accepts and what it does not."""

from __future__ import annotations

from dataclasses import replace

from trienkhai.parts import Reading


def locate(reading: Reading, **words: str) -> Reading:
    """The reading with places: each keyword is a path ("signature_name" for "signature.name", "recipients_0"
    for "recipients[0]"), each value the words of the text that stand there. Words that do not occur raise."""
    places = dict(reading.places)
    for name, value in words.items():
        head, _, tail = name.partition("_")
        path = name if head not in _PARTED or not tail else f"{head}[{tail}]" if tail.isdigit() else f"{head}.{tail}"
        start = reading.text.index(value)
        places[path] = ((start, start + len(value)),)
    return replace(reading, places=places)


_PARTED = frozenset({"signature", "recipients", "addressees", "archive", "date"})
