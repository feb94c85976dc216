"""How much of a master's truth a reading holds, field by field."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.golden.synthetic.masters import Master
from trienkhai.parts import Date, Reading
from trienkhai.vietnamese.letters import fold

Values = list[str]
# Fields whose values are words of the text, so that a page reader can lose them.
PRINTED = frozenset(
    {"code", "symbol", "parent_agency", "agency", "place", "subject", "urgency", "addressees", "recipients", "archive"}
    | {"on_behalf_of", "position", "signer", "attachments"}
)


@dataclass
class Tally:
    """Right, wrong and missed values of one field, with a line for each miss."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """1.0 where there was nothing to find and nothing said."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


Tallies = dict[str, Tally]


def new_tallies() -> Tallies:
    """Empty tallies, one for each field that comes up."""
    return defaultdict(Tally)


def norm(words: str | None, *, folded: bool) -> str:
    """Letters and digits of a value; without marks where a page reader read it."""
    text = fold(words or "") if folded else (words or "").lower()
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


def _day(date: tuple[int, int, int] | None) -> str:
    return "/".join(str(part or "?") for part in date) if date else ""


def _date(date: Date | None) -> str:
    if date is None or not any((date.day, date.month, date.year)):
        return ""
    return _day((date.day or 0, date.month or 0, date.year or 0))


def truth_of(master: Master, *, stamped: bool = False) -> dict[str, Values]:
    """What a person takes out; where number and day are stamped elsewhere the header has none."""
    mode, above, position, name = master.signing
    day, month, year = master.date
    return {
        "doc_type": [master.kind],
        "code": [] if stamped else [master.code],
        "symbol": [master.symbol],
        "parent_agency": [master.parent],
        "agency": [master.agency],
        "place": [master.place],
        "date": [_day((0, 0, year) if stamped else (day, month, year))],
        "subject": [re.sub(r"^(?:Về việc|V/v) ", "", master.subject)],
        "urgency": [master.urgency],
        "addressees": master.addressees,
        "recipients": [text for text, _ in master.recv],
        "purpose": [f"{text}: {purpose}" for text, purpose in master.recv if purpose],
        "archive": [unit.strip() for unit in re.split(r"[,;](?![^(]*\))", master.file)],
        "mode": [mode],
        "on_behalf_of": [above],
        "position": [position],
        "signer": [name],
        "attachments": master.attach,
        "citations": [f"{one.code} {_day(one.date)}" for one in master.citations],
        "citations.type": [f"{one.code} {one.type}" for one in master.citations],
        "citations.issuer": [f"{one.code} {one.issuer}" for one in master.citations if one.issuer],
        "outline": [f"{line.label} {line.text[:24]}" for line in master.body if line.level],
        "outline.level": [f"{line.level} {line.label} {line.text[:24]}" for line in master.body if line.level],
        "deadlines": [_day(due.date) or "period" for due in master.deadlines],
    }


def said_of(reading: Reading) -> dict[str, Values]:
    """What the reader took out, in the shape of `truth_of`."""
    signature = reading.signature
    return {
        "doc_type": [reading.doc_type or ""],
        "code": [(reading.code or "").replace(" ", "")],
        "symbol": [(reading.symbol or "").replace(" ", "")],
        "parent_agency": [reading.parent_agency or ""],
        "agency": [reading.agency or ""],
        "place": [reading.place or ""],
        "date": [_date(reading.date)],
        "subject": [reading.subject or ""],
        "urgency": [reading.urgency or ""],
        "addressees": list(reading.addressees),
        "recipients": [one.text for one in reading.recipients],
        "purpose": [f"{one.text}: {one.purpose}" for one in reading.recipients if one.purpose],
        "archive": list(reading.archive),
        "mode": [signature.mode or ""],
        "on_behalf_of": [signature.on_behalf_of or ""],
        "position": [signature.position or ""],
        "signer": [signature.name or ""],
        "attachments": list(reading.attachments),
        "citations": [f"{one.code or ''} {_date(one.date)}" for one in reading.citations],
        "citations.type": [f"{one.code or ''} {one.type}" for one in reading.citations],
        "citations.issuer": [f"{one.code or ''} {one.issuer}" for one in reading.citations if one.issuer],
        "outline": [f"{item.label} {item.text[:24]}" for item in reading.outline],
        "outline.level": [f"{item.level} {item.label} {item.text[:24]}" for item in reading.outline],
        "deadlines": [_date(due.date) or "period" for due in reading.deadlines],
    }


def score(master: Master, reading: Reading, tallies: Tallies, *, scanned: bool = False, stamped: bool = False) -> None:
    """Add one document to the tallies; a wrong value counts as wrong and as missed.

    Of a scan, marks are not compared, and a value is only wanted where the text the page reader left still holds its
    words; as many values of that field that stand in the text in some misread form are forgiven.
    """
    said = said_of(reading)
    words = set(norm(reading.text, folded=True).split()) if scanned else set()
    for path, values in truth_of(master, stamped=stamped).items():
        want, have = (Counter(_plain(entries, scanned)) for entries in (values, said[path]))
        if scanned and path in PRINTED:
            lost = Counter({value: count for value, count in want.items() if not set(value.split()) <= words})
            want -= lost
            misread = list((have - want).elements())[: lost.total()]
            have -= Counter(value for value in misread if set(value.split()) <= words)
        tally = tallies[path]
        tally.right += (want & have).total()
        tally.missed += (want - have).total()
        tally.wrong += (have - want).total()
        if want != have:
            tally.misses.append(f"{master.name} {path}: missed {list(want - have)} said {list(have - want)}")


def _plain(values: Iterable[str], folded: bool) -> Iterable[str]:
    return filter(None, (norm(value, folded=folded) for value in values))


def macro(tallies: Tallies) -> float:
    """The mean F1 over the fields."""
    return sum(tally.f1 for tally in tallies.values()) / len(tallies)


def report(tallies: Tallies, *, misses: bool = False) -> str:
    """A table for a person."""
    lines = [f"{path:<18}{tally.right:>6}{tally.wrong:>6}{tally.missed:>6}{tally.f1:>8.4f}"
             for path, tally in tallies.items()]  # fmt: skip
    if misses:
        lines = [line for tally in tallies.values() for line in tally.misses] + lines
    return "\n".join([*lines, f"macro {macro(tallies):.4f}"])
