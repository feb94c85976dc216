"""Finding documents that wait for something, from what stands in their tables. Runs in the worker, round after round.

There is no queue that could forget one: a document without a reading is the entry. Whatever a killed worker left
behind looks, to the next round, like any other document that was not read yet.
"""

from __future__ import annotations

import time

from trienkhai.web.documents import queries, tasks
from trienkhai.web.documents.pictures import Sheet, draw_ahead
from trienkhai.web.files.holding import let_go, list_old

LOOKED_AT = 50
NEWEST, SHOWN_AT_ONCE = 20, 10


def read_waiting() -> bool:
    """One document that was not read is dealt with, the oldest that nobody else is at; False where there is none."""
    return any(tasks.read_document(document_id) for document_id in queries.list_unread(time.time(), LOOKED_AT))


def search_parts() -> bool:
    """One file that comes to a document is searched for a secrecy mark, the oldest first; False where there is none."""
    return any(tasks.read_part(part_id) for part_id in queries.list_waiting_parts(time.time(), LOOKED_AT))


def draw_pages() -> bool:
    """One page that somebody will look at is drawn before they ask; False where all are."""
    return any(draw_ahead(Sheet(*found)) for found in queries.list_sheets_to_review(NEWEST, SHOWN_AT_ONCE))


def sweep_held() -> int:
    """Held bytes that no document waits for are gone; gives how many."""
    # Files first, rows after: a file whose row is made in between is young, and stays.
    old = list_old()
    forgotten = set(old) - queries.list_held_tokens() if old else set()
    for token in forgotten:
        let_go(token)
    return len(forgotten)
