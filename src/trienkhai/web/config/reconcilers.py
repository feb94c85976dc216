"""Every reconciler, on one page. Each finds what is to be done from the state of the domain; mostly nothing is."""

from __future__ import annotations

from collections.abc import Callable

from trienkhai.web.activities.reconcile import draw_small_pictures
from trienkhai.web.documents.reconcile import draw_pages, read_waiting, search_parts, sweep_held
from trienkhai.web.files.pieces import sweep_uploads
from trienkhai.web.journal.actions import seal_entries
from trienkhai.web.mail.reconcile import look_for_new_work, send_waiting

Reconciler = Callable[[], object]

# Quick, each two seconds, whatever else the worker does.
STANDING: tuple[Reconciler, ...] = (seal_entries, sweep_uploads, sweep_held)

# One piece of work at a time, the most urgent first: each does one piece, or says that it found none.
WORK: tuple[Reconciler, ...] = (
    send_waiting,
    look_for_new_work,
    read_waiting,
    search_parts,
    draw_small_pictures,
    draw_pages,
)
