"""How SQLite is opened: safe first, fast where the linked library allows it."""

from __future__ import annotations

import sqlite3

# The write-ahead log could be reset under a reader before these releases, one in each maintained line.
_FIXED_IN_LINE = {(3, 44): 6, (3, 50): 7, (3, 51): 3}


def write_ahead_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite has the WAL-reset fix."""
    line, patch = version[:2], version[2]
    if line in _FIXED_IN_LINE:
        return patch >= _FIXED_IN_LINE[line]
    return line > max(_FIXED_IN_LINE)


def opening_commands() -> str:
    """What every connection says first."""
    version = sqlite3.sqlite_version_info
    mode = "WAL" if write_ahead_is_safe((version[0], version[1], version[2])) else "DELETE"
    return f"PRAGMA journal_mode={mode}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
