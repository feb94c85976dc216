"""The standing work of the office: sealing the journal, and finding work that got stuck."""

from __future__ import annotations

import logging
import os
import time

PAUSE = 2.0


def keep_house(parent: int) -> None:
    """Work until the process numbered `parent`, which must have started this one, is gone."""
    while os.getppid() == parent:
        go_round()
        time.sleep(PAUSE)


def go_round() -> None:
    """One round. A failure is logged and the next round tries again: nothing here is remembered between rounds."""
    from django.db import DatabaseError, connection  # Django must be set up first

    from trienkhai.web.config.reconcilers import RECONCILERS

    for reconcile in RECONCILERS:
        try:
            reconcile()
        except DatabaseError:
            logging.getLogger(__name__).warning("%s will be tried again", reconcile.__name__, exc_info=True)
    connection.close()
