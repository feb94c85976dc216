"""Lines become parts. `pipeline.py` shows the steps in order; each step has a file of its own.

The names below are imported when first asked for: a step can be used without loading the others.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trienkhai.reading.citations import find_citations
    from trienkhai.reading.header import find_secrecy_mark
    from trienkhai.reading.pipeline import read, read_source, read_text

_HOME_OF = {
    "find_citations": "citations",
    "find_secrecy_mark": "header",
    "read": "pipeline",
    "read_source": "pipeline",
    "read_text": "pipeline",
}

__all__ = ["find_citations", "find_secrecy_mark", "read", "read_source", "read_text"]


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(importlib.import_module(f"{__name__}.{home}"), name)
    return found
