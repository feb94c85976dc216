"""The 29 kinds of state administrative documents (Decree 30/2020, article 7) with their abbreviations."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind as the decree names it. `abbreviation` is None for công văn and thư công, which have none."""

    name: str
    abbreviation: str | None
    template: str | None


@cache
def list_kinds() -> dict[str, Kind]:
    """The kinds by name in small letters, without remarks such as "(cá biệt)"."""
    raw = json.loads(files("trienkhai.data").joinpath("document_types.json").read_text("utf-8"))
    found = {}
    for entry in (*raw["state"], *raw["state_copies"]):
        name = str(entry["name"]).partition(" (")[0].lower()
        found[name] = Kind(name, entry["abbreviation"], entry["template"])
    return found


def find_kind(name: str | None) -> Kind | None:
    """The kind of this name, None where it is not one of the decree's."""
    return list_kinds().get((name or "").lower())


def may_be_state_kind(name: str) -> bool:
    """Whether the name is a kind of the decree, or one with words added to it ("chương trình phối hợp")."""
    plain = name.lower()
    return any(plain == kind or plain.startswith(f"{kind} ") for kind in list_kinds())
