"""From a text to its reading: the steps, in the order they are taken."""

from __future__ import annotations

from trienkhai.parts import Reading
from trienkhai.reading.split import split_document
from trienkhai.sources.lines import Source, split_lines
from trienkhai.vietnamese.letters import compose


def read_text(text: str) -> Reading:
    """Everything found in one text. Never raises; offsets refer to `text` as given."""
    return read_source(Source("text", text))


def read_source(source: Source) -> Reading:
    """Everything found in one file that was turned into text."""
    composed = compose(source.text)
    text = composed.text
    lines = split_lines(text)
    zones = split_document(text, lines)
    assert zones.header[0] == 0
    return Reading(text=source.text, layout=source.layout)
