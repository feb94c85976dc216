"""What every held file goes through while the machine tries to read it: begun, failed, given up, begun anew.

Nothing here locks or saves; that is done by whoever holds the row (`holding`, `parts`).
"""

from __future__ import annotations

import time

from trienkhai.errors import UnreadableFile
from trienkhai.web import clock
from trienkhai.web.documents.machine_words import SECRET_WORDS, STOPPED_WORDS
from trienkhai.web.documents.models import Held

MOST_STOPS = 3
"""A file that ends its own reader does so again; twice more is for a machine that was short of memory or time."""

MOST_INTERRUPTIONS = 10
"""A worker that ends while it reads is nearly always ended from outside: by a restart, a power cut."""

LONGEST_PAUSE = 300.0
PASSING = frozenset({"reading-stopped", "scan-timeout"})
SECRET = "secret-document"
LOST = "file-lost"
NO_LONGER_HERE = frozenset({SECRET, LOST})


def try_begin(held: Held) -> bool:
    """Whether whoever claimed the file reads it now.

    A mark that stands already is that of a reader that is no more: the file waits a while, longer each time, so that
    one which ends its worker does not keep the others from being read.
    """
    if held.refusal or held.wait_until > time.time():
        return False
    if held.begun_at is None:
        held.begun_at = clock.now()
        return True
    held.interrupted += 1
    held.begun_at = None
    if held.interrupted >= MOST_INTERRUPTIONS:
        give_up(held, "reading-stopped", STOPPED_WORDS)
    else:
        _pause(held, held.interrupted)
    return False


def fail(held: Held, refusal: UnreadableFile) -> None:
    """The reader's own sentence stands beside the file; what may pass is tried again, at most three times."""
    held.begun_at = None
    if refusal.id in PASSING:
        held.stopped += 1
        _pause(held, held.stopped)
    if refusal.id not in PASSING or held.stopped >= MOST_STOPS:
        give_up(held, refusal.id, refusal.message)


def give_up(held: Held, id: str, words: str) -> None:
    """The machine does not try again by itself."""
    held.begun_at = None
    held.refusal, held.refusal_words = id, words


def turn_away(held: Held) -> None:
    """A secrecy mark was found: nothing of the content is kept, not even the file's name."""
    give_up(held, SECRET, SECRET_WORDS)
    held.name, held.sha256 = "", ""


def start_over(held: Held) -> None:
    """The file waits for the reader once more, its tries counted from the beginning."""
    held.refusal, held.refusal_words = "", ""
    held.stopped, held.interrupted, held.wait_until = 0, 0, 0.0


def _pause(held: Held, times: int) -> None:
    """Longer each time, by the machine's own clock: the sample office's day stands still."""
    held.wait_until = time.time() + min(2.0**times, LONGEST_PAUSE)
