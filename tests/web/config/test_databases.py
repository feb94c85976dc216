"""Where an office keeps its data, by one address."""

from __future__ import annotations

from pathlib import Path

import pytest

from trienkhai.errors import UnusableSetting
from trienkhai.web.config.databases import read_database


def test_without_an_address_it_is_sqlite_in_the_offices_folder() -> None:
    """Opened so that a write waits for another instead of failing."""
    said = read_database("", Path("/srv/office"))
    assert said["NAME"] == Path("/srv/office/office.sqlite3")
    assert said["OPTIONS"]["transaction_mode"] == "IMMEDIATE"  # type: ignore[index]  # the options are a mapping


def test_an_address_names_user_password_host_port_and_name() -> None:
    """Signs that an address cannot hold are written as %xx; a socket folder stands in the question."""
    said = read_database("postgresql://van%20thu:m%40t@db.local:5433/so", Path("."))
    assert [said[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "van thu",
        "m@t",
        "db.local",
        "5433",
        "so",
    ]
    assert said["CONN_MAX_AGE"] == 0
    assert read_database("postgresql://postgres@/so?host=/run/pg", Path("."))["HOST"] == "/run/pg"


def test_what_is_asked_again_and_again_is_prepared_on_the_server_unless_the_address_says_no() -> None:
    """A pooler that shares a connection among many would mix up what was prepared."""
    said = [read_database(f"postgresql://postgres@db/so{asked}", Path("."))["OPTIONS"] for asked in ("", "?prepare=0")]
    assert [options.get("server_side_binding", False) for options in said] == [True, False]  # type: ignore[attr-defined]  # the options are a mapping
    assert [options.get("prepare_threshold") for options in said] == [5, None]  # type: ignore[attr-defined]  # the options are a mapping


@pytest.mark.parametrize("address", ["mysql://a/b", "postgresql://host", "so.sqlite3"])
def test_another_address_is_refused_with_a_sentence(address: str) -> None:
    """At the start, not at the first page."""
    with pytest.raises(UnusableSetting, match="TRIENKHAI_DATABASE phải có dạng"):
        read_database(address, Path("."))
