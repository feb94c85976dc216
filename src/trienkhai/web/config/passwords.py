"""How passwords are hashed: argon2id with what OWASP's password storage cheat sheet asks for (19 MiB, two passes).

Django's own choice takes 100 MB and eight threads for every sign-in: a morning on which a hundred people sign in at a
small computer would need all of its memory and several minutes of its processor. Hashes made with other numbers stay
valid and are renewed when their owner signs in.
"""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class OfficeHasher(Argon2PasswordHasher):
    """argon2id, 19 MiB, two passes, one thread."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
