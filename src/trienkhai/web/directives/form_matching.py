"""Which forms of the catalogue a form of a directive means, by names and synonyms of `communication_forms.json`.

The examples a text gives in brackets decide where they are known; else the words of the form itself; else the name of a
whole group ("phương tiện thông tin đại chúng"). What matches nothing stays unmapped: an officer chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from trienkhai.vietnamese.letters import compose, fold
from trienkhai.web.directives.catalogue import Form, FormGroup, catalogue

_SPLIT = re.compile(r"\s*(?:,|/|;)\s*")
_FILLER = re.compile(r"\b(?:cac|nhung|cua|ve|chung|tren|trong|tai|bang)\b")
_SPACES = re.compile(r"[\s\-]+")


def match_forms(text: str, examples: Iterable[str] = ()) -> tuple[str, ...]:
    """Keys of the catalogue, in its order; empty where nothing is known.

    >>> match_forms("mạng xã hội", ["Facebook", "Zalo"])
    ('facebook', 'zalo')
    """
    said = [_plain(example) for example in examples]
    found = {key for words in said for key in _forms_in(words) | _forms_beginning(words)}
    if not found:
        words = _plain(text)
        found = _forms_in(words) | _forms_of_groups(words)
    return tuple(key for key in catalogue().forms if key in found)


def _forms_in(words: str) -> set[str]:
    """Forms one of whose names stands in these words; the longer name wins over one that lies inside it."""
    hits = {(name, key) for name, key in _names() if _stands_in(name, words)}
    return {key for name, key in hits if not any(name != other and _stands_in(name, other) for other, _ in hits)}


def _forms_beginning(words: str) -> set[str]:
    """An example may be the beginning of a name: "chiếu phim" for "chiếu phim lưu động"."""
    if " " not in words:
        return set()
    return {key for name, key in _names() if name.startswith(f"{words} ")}


def _forms_of_groups(words: str) -> set[str]:
    found: set[str] = set()
    for group in catalogue().groups:
        whole = _plain(group.name)
        parts = [part for part in map(_plain, _SPLIT.split(group.name)) if part]
        if _stands_in(whole, words) or any(part == words for part in parts):
            found |= {form.key for form in group.forms}
    return found


@cache
def _names() -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, form.key) for group in catalogue().groups for form in group.forms for name in _names_of(form, group)
    )


def _names_of(form: Form, group: FormGroup) -> set[str]:
    """Name and synonyms; a name that lists variants ("Áp phích, tranh cổ động") gives each of them.

    Single common words ("họp", "bài") and the group's own name say too little.
    """
    names = {_plain(form.name), *map(_plain, form.synonyms)}
    bare = re.sub(r"\(.*?\)", "", form.name)
    names |= {_plain(part) for part in _SPLIT.split(bare)}
    names |= {_plain(bare)}
    single = {_plain(form.name), *map(_plain, form.synonyms)}
    return {name for name in names if name and name != _plain(group.name) and (" " in name or name in single)}


def _stands_in(name: str, words: str) -> bool:
    return f" {name} " in f" {words} "


def _plain(text: str) -> str:
    folded = fold(compose(text).text)
    return _SPACES.sub(" ", _FILLER.sub(" ", re.sub(r"[^\w\s\-]", " ", folded))).strip()
