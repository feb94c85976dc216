"""Where the paper of a document that was written here is shown. Folders above know; each answers through a source.

`web/config/papers.py` names the sources at start-up; nothing here knows what they are.
"""

from __future__ import annotations

from collections.abc import Callable

Source = Callable[[int], str | None]

_sources: list[Source] = []


def register_source(source: Source) -> None:
    """This source is asked from now on; registering it twice asks it once."""
    if source not in _sources:
        _sources.append(source)


def find_paper_address(document_id: int) -> str:
    """The page that shows the document as a paper; "" for one that nothing here has written."""
    found = (source(document_id) for source in _sources)
    return next((address for address in found if address), "")
