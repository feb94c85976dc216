"""Items of a text that was run together on one line: where each begins, told by the order of their labels.

Behind the end of a sentence any label begins an item (`clean.py`). Behind a heading no sign stands, so that "2." there
is an item only if "1." was one, and "1." only if "2." comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trienkhai.reading.labels import ITEM_LETTERS, parse_roman, wants_number
from trienkhai.vietnamese.letters import CAPITALS, fold

_ITEM = re.compile(
    rf"(?<=\s)(?:(?P<roman>[IVX]{{1,4}})\s?[.-]|(?P<number>\d{{1,2}})\.|(?P<deep>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\.?"
    rf"|(?P<letter>[a-eghđ])\)|(?P<dash>-)(?=\s[\w ,]{{2,40}}:))\s+(?=[{CAPITALS}“\"])"
)
# "lớp 2. Trường hợp ..": what else a number belongs to within a line.
_COUNTED = frozenset({"lop", "lan", "thu", "ky", "bang", "bieu", "luc"})

_LOOK_AHEAD = 60
Label = tuple[str, tuple[int, ...], int]  # kind, what it counts, place


def find_items(line: str) -> Iterator[int]:
    """Where the items of a line begin whose labels stand in order."""
    labels = list(_list_labels(line))
    counted: dict[tuple[str, tuple[int, ...]], int] = {}  # the last number of each series
    for index, (kind, ordinals, place) in enumerate(labels):
        if kind == "dash":
            yield place
            continue
        series = (kind, ordinals[:-1])
        first = ordinals[-1] == 1 and _goes_on(labels, index)
        if not first and counted.get(series) != ordinals[-1] - 1:
            continue
        counted[series] = ordinals[-1]
        yield place


def _list_labels(line: str) -> Iterator[Label]:
    for match in _ITEM.finditer(line):
        if wants_number(fold(line[max(0, match.start() - 24) : match.start()]), _COUNTED):
            continue
        kind = match.lastgroup or ""
        printed = match[kind]
        yield "number" if kind == "deep" else kind, _parse(kind, printed), match.start()


def _parse(kind: str, printed: str) -> tuple[int, ...]:
    if kind == "dash":
        return ()
    if kind == "roman":
        return (parse_roman(printed) or 0,)
    if kind == "letter":
        return (ITEM_LETTERS.index(printed) + 1,)
    return tuple(map(int, printed.split(".")))


def _goes_on(labels: Sequence[Label], index: int) -> bool:
    """Whether the second item of a series comes before another first one."""
    kind, ordinals, _ = labels[index]
    for other, following, _ in labels[index + 1 : index + _LOOK_AHEAD]:
        if other == kind and following[:-1] == ordinals[:-1]:
            return following[-1] == 2
    return False
