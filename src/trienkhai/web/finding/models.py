"""One table. Each database keeps its own inverted index over it by itself (see the first migration)."""

from __future__ import annotations

from enum import IntEnum

from django.db import models

_KIND_SIZE = 2**40
# PostgreSQL's index also holds, behind this sign, the kind of each entry and its block: neighbours by so many bits of
# their keys (migration 0003). What is looked for is met there first among the newest.
BLOCK_BITS = 12
IN_BLOCK = "="


class Kind(IntEnum):
    """What can be found; units are few and looked up where they are kept."""

    DOCUMENT = 1
    DIRECTIVE = 2
    ITEM = 3
    ACTIVITY = 4


class Findable(models.Model):
    """One thing and the words it is found by (`words.write_entry`).

    The key says kind and thing, the newest of a kind first: both databases read it in this order without sorting.
    """

    id = models.BigIntegerField(primary_key=True)
    words = models.TextField()

    def __str__(self) -> str:
        kind, object_id = read_key(self.pk)
        return f"{kind.name.lower()} {object_id}"


def make_key(kind: Kind, object_id: int) -> int:
    """The key of one thing."""
    return (kind + 1) * _KIND_SIZE - object_id


def read_key(key: int) -> tuple[Kind, int]:
    """Kind and thing of a key."""
    kind, left = divmod(key, _KIND_SIZE)
    return Kind(kind), _KIND_SIZE - left


def key_range(kind: Kind) -> tuple[int, int]:
    """The first and last key of a kind."""
    return kind * _KIND_SIZE + 1, (kind + 1) * _KIND_SIZE - 1
