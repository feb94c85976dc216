"""Sign-in must not cost what a small computer does not have, and old passwords stay valid."""

from __future__ import annotations

import pytest
from argon2.low_level import Type, hash_secret
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password

from trienkhai.web.config import settings
from trienkhai.web.config.passwords import OfficeHasher


def test_the_office_hashes_with_argon2id_in_little_memory() -> None:
    """The numbers stand in every hash."""
    assert settings.PASSWORD_HASHERS == ["trienkhai.web.config.passwords.OfficeHasher"]
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in OfficeHasher().encode("trien-khai-2023", "saltsaltsaltsalt")


def test_a_hash_made_with_other_numbers_is_valid_and_renewed(settings: object) -> None:
    """Nobody has to choose a new password."""
    settings.PASSWORD_HASHERS = ["trienkhai.web.config.passwords.OfficeHasher"]  # type: ignore[attr-defined]  # untyped
    older = hash_secret(
        b"trien-khai-2023", b"saltsaltsaltsalt", time_cost=1, memory_cost=1024, parallelism=2, hash_len=32, type=Type.ID
    )
    kept = "argon2" + older.decode("ascii")
    renewed: list[str] = []
    assert check_password("trien-khai-2023", kept, setter=renewed.append)
    assert renewed == ["trien-khai-2023"]
    assert not check_password("another", kept)


@pytest.mark.parametrize("name", ["time_cost", "memory_cost", "parallelism"])
def test_no_number_is_above_djangos(name: str) -> None:
    """Ours is the cheaper one in everything."""
    assert getattr(OfficeHasher, name) <= getattr(Argon2PasswordHasher, name)
