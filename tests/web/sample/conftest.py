"""The sample office, built once for this folder inside a transaction that is rolled back at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from trienkhai.web import clock
from trienkhai.web.sample.building import TODAY, make_office


@pytest.fixture(scope="module")
def sample(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The whole story told; it is the sample's own day. Gives the folder with accounts and the second dispatch."""
    from django.test.utils import override_settings  # settings must be configured first

    home = tmp_path_factory.mktemp("sample")
    with django_db_blocker.unblock(), override_settings(TRIENKHAI_FILES=home / "files"), transaction.atomic():
        make_office(home)
        with clock.at(TODAY):
            yield home
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def store() -> None:
    """The sample has its own store; the one of single tests is not wanted here."""


@pytest.fixture(autouse=True)
def db(django_db_setup: None) -> None:
    """Says that these tests need the database, so that it is made also when this folder runs alone.

    Nothing is rolled back between them: they only read what `sample` made.
    """
