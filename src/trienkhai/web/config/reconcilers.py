"""Every reconciler, on one page. Each finds stuck work from the state of the domain; mostly there is none."""

from __future__ import annotations

from collections.abc import Callable

from trienkhai.web.files.pieces import sweep_uploads
from trienkhai.web.journal.actions import seal_entries

RECONCILERS: tuple[Callable[[], object], ...] = (seal_entries, sweep_uploads)
