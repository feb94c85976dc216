"""The worker: one process beside the web servers that does what nobody waits for, and is started again when it ends.

It may be killed at any moment. Nothing is remembered between rounds, neither here nor in a queue: each round finds work
from the state of the domain (`config/reconcilers.py`), and each piece of work may be done twice or broken off.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

from trienkhai.sources.limits import READ_SECONDS
from trienkhai.sources.programs import die_with_parent

PAUSE = 2.0
"""Between two looks at the tables while there is nothing to do. SQLite writes one at a time: not more often."""

LONGEST_PIECE = 3 * READ_SECONDS
"""A piece of work that takes longer hangs: the worker ends, and the piece counts as interrupted."""

LONGEST_BREAK = 30.0
"""Before a worker that ends again and again is started once more."""

_log = logging.getLogger(__name__)


def supervise() -> None:
    """Keep one worker running until this process is told to end, or whoever started it is gone."""
    parent, tries = os.getppid(), 0
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    worker = 0
    try:
        while os.getppid() == parent:
            started = time.monotonic()
            worker = start_worker()
            while os.getppid() == parent and not _has_ended(worker):
                time.sleep(0.5)
            if os.getppid() != parent:
                break
            tries = 1 if time.monotonic() - started > LONGEST_BREAK else tries + 1
            _log.warning("the worker ended and is started again")
            time.sleep(min(0.1 * 2**tries, LONGEST_BREAK))
    finally:
        if worker:
            _end(worker)


def start_supervisor() -> int:
    """The process that keeps the worker running. It ends with the process that called this."""
    disconnect()
    child = os.fork()
    if child:
        return child
    _run_and_leave(supervise)
    return 0


def start_worker() -> int:
    """A worker in a process of its own, sharing the memory of what is loaded already."""
    # Loaded before the fork: a worker that is started again is at work within milliseconds.
    import trienkhai.web.config.reconcilers  # noqa: F401 - Django must be set up first

    disconnect()
    child = os.fork()
    if child:
        return child
    die_with_parent()
    _run_and_leave(work)
    return 0


def work() -> None:
    """Work until the process ends: standing duties in a thread, so that a long piece of work does not hold them up."""
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    threading.Thread(target=_keep_house, daemon=True).start()
    while True:
        while take_next():
            continue
        _disconnect_thread()
        time.sleep(PAUSE)


def take_next() -> bool:
    """One piece of work is done, the most urgent; False where there is none."""
    from trienkhai.web.config.reconcilers import WORK  # Django must be set up first

    return any(_try(find_and_do) for find_and_do in WORK)


def go_round() -> None:
    """One round of the standing duties."""
    from trienkhai.web.config.reconcilers import STANDING  # Django must be set up first

    for reconcile in STANDING:
        _try(reconcile)


def disconnect() -> None:
    """No connection to the database is carried into a process that is forked off."""
    from django.db import connection  # Django must be set up first

    connection.close()
    close_pool = getattr(connection, "close_pool", None)  # PostgreSQL only
    if close_pool is not None:
        close_pool()


def _keep_house() -> None:
    while True:
        go_round()
        _disconnect_thread()
        time.sleep(PAUSE)


def _try(reconcile: Callable[[], object]) -> bool:
    """Whether something was done. A failure is told to whoever runs the office, and tried again in a later round."""
    on_main = threading.current_thread() is threading.main_thread()
    if on_main:
        signal.alarm(LONGEST_PIECE)
    try:
        return bool(reconcile())
    except Exception:  # noqa: BLE001 - one piece of work that fails must not stop the others
        _log.warning("%s will be tried again", reconcile.__name__, exc_info=True)
        return False
    finally:
        if on_main:
            signal.alarm(0)


def _disconnect_thread() -> None:
    from django.db import connection  # Django must be set up first

    connection.close()


def _has_ended(child: int) -> bool:
    try:
        return os.waitpid(child, os.WNOHANG)[0] == child
    except ChildProcessError:
        return True


def _end(child: int) -> None:
    try:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
    except (ProcessLookupError, ChildProcessError):
        return


def _run_and_leave(run: Callable[[], None]) -> None:
    """Run in a forked process, and leave without what the first process meant to do at its own end."""
    status = 1
    try:
        run()
        status = 0
    except (KeyboardInterrupt, SystemExit):
        status = 0
    except Exception:  # noqa: BLE001 - whatever it is, the process ends here and says so
        _log.exception("the process ended")
    finally:
        os._exit(status)


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(0)
