"""trienkhai: read official Vietnamese documents, check their form, print them, and run what they order.

The front door. Everything is imported when first asked for, so that `import trienkhai` costs next to nothing:

>>> from trienkhai import read_text
>>> read_text("Số: 15/KH-SVHTTDL").code
'15/KH-SVHTTDL'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trienkhai.checking import Finding, check
    from trienkhai.errors import TrienkhaiError, UnreadableFile
    from trienkhai.parts import (
        Candidate,
        Citation,
        Date,
        Deadline,
        Directive,
        OutlineItem,
        Problem,
        Reading,
        Recipient,
        Signature,
        reading_to_json,
    )
    from trienkhai.reading import find_citations, find_secrecy_mark, read, read_source, read_text
    from trienkhai.rendering.docx import render_docx
    from trienkhai.rendering.pdf import render_pdf

_HOMES = {
    "trienkhai.checking": ("Finding", "check"),
    "trienkhai.rendering.docx": ("render_docx",),
    "trienkhai.rendering.pdf": ("render_pdf",),
    "trienkhai.errors": ("TrienkhaiError", "UnreadableFile"),
    "trienkhai.parts": (
        "Candidate",
        "Citation",
        "Date",
        "Deadline",
        "Directive",
        "OutlineItem",
        "Problem",
        "Reading",
        "Recipient",
        "Signature",
        "reading_to_json",
    ),
    "trienkhai.reading": ("find_citations", "find_secrecy_mark", "read", "read_source", "read_text"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Candidate",
    "Citation",
    "Date",
    "Deadline",
    "Directive",
    "Finding",
    "OutlineItem",
    "Problem",
    "Reading",
    "Recipient",
    "Signature",
    "TrienkhaiError",
    "UnreadableFile",
    "check",
    "find_citations",
    "find_secrecy_mark",
    "read",
    "read_source",
    "read_text",
    "reading_to_json",
    "render_docx",
    "render_pdf",
]


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(importlib.import_module(home), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
