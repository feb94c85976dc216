"""Where the data lies: SQLite in the office's own folder, or PostgreSQL where TRIENKHAI_DATABASE names one."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from trienkhai.errors import UnusableSetting
from trienkhai.web.config.sqlite import opening_commands

POOL = {"min_size": 1, "max_size": 8, "timeout": 10}
# The fifth time a connection is asked the same, the server keeps how it answers: planning one of our large queries
# costs it more than answering it. That needs the values sent beside the text, not written into it.
PREPARED = {"server_side_binding": True, "prepare_threshold": 5}


def read_database(address: str, home: Path) -> dict[str, object]:
    """Django's settings of the database at `address` ("" means SQLite in `home`).

    PostgreSQL is named as postgresql://user:password@host:port/name; a socket folder as ?host=/folder. With ?prepare=0
    nothing is prepared on the server, for a pooler in between that shares one connection among many (pgbouncer).
    Raises UnusableSetting with a sentence for the person who typed it.
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "office.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": opening_commands()},
        }
    parts = urlsplit(address)
    name = parts.path.lstrip("/")
    if parts.scheme not in ("postgresql", "postgres") or not name:
        raise UnusableSetting(
            "setting-unusable",
            "TRIENKHAI_DATABASE phải có dạng postgresql://người_dùng:mật_khẩu@máy:cổng/tên_cơ_sở_dữ_liệu.",
        )
    asked = parse_qs(parts.query)
    host = asked.get("host", [parts.hostname or ""])[0]
    prepares = asked.get("prepare", ["1"])[0] != "0"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        # The pool keeps connections; Django must not keep its own beside it.
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": dict(POOL), **(PREPARED if prepares else {})},
    }
