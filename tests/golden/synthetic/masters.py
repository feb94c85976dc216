"""Invented documents with what a person would take out of them written into their text.

A master is a block of `key: value` lines with a marked body. The body's marks carry the truth:

    [Kế hoạch số 9/KH-SYT ngày 5/6/2024~kế hoạch~9/KH-SYT~5/6/2024~Sở Y tế]   a citation: kind, code, date, issuer
    {trước ngày 20/8/2025~20/8/2025}                                           a deadline; nothing behind ~: no day
    2>a) Rà soát danh sách;                                                    an item of level 2
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "masters"

_MARK = re.compile(r"\[([^\[\]~]+)~([^~\]]*)~([^~\]]*)~([^~\]]*)~([^~\]]*)\]|\{([^{}~]+)~([^{}~]*)\}")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as a person reads it; an empty string where the text does not say."""

    text: str
    type: str
    code: str
    date: tuple[int, int, int] | None
    issuer: str


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as a person reads it."""

    text: str
    date: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the body; `level` is 0 where it is no item."""

    text: str
    level: int = 0
    label: str = ""


@dataclass(slots=True)
class Master:
    """A document and its truth. `form` is state, party or youth; `sign` the printed lines of the signing block."""

    name: str
    form: str = "state"
    parent: str = ""
    agency: str = ""
    code: str = ""
    place: str = ""
    date: tuple[int, int, int] = (0, 0, 0)
    title: str = ""
    subject: str = ""
    issuer: str = ""
    urgency: str = ""
    to: list[str] = field(default_factory=list)
    below_to: list[str] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    sign: list[str] = field(default_factory=list)
    signer: str = ""
    signer_name: str = ""
    recv: list[tuple[str, str]] = field(default_factory=list)
    file: str = ""
    attach: list[str] = field(default_factory=list)
    citations: list[Cited] = field(default_factory=list)
    deadlines: list[Due] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The number alone."""
        return re.split(r"[-/]", self.code, maxsplit=1)[0]

    @property
    def symbol(self) -> str:
        """What follows the number and its separator."""
        return self.code[len(self.number) + 1 :]

    @property
    def kind(self) -> str:
        """The kind in small letters."""
        return self.title.lower() or "công văn"

    @property
    def addressees(self) -> list[str]:
        """Kính gửi without dashes and end signs."""
        return [entry.lstrip("- ").rstrip(" ;,.") for entry in self.to]

    @property
    def signing(self) -> tuple[str, str, str, str]:
        """Mode, on behalf of, position, name; the first authority line leads, the last line is the signer's own."""
        lines, mode, above = self.sign, "", ""
        match = re.match(r"(KT\.|TM\.|TL\.|TUQ\.|Q\.|T/M|T/L|K/T)\s+(.*)", lines[0]) if lines else None
        if match:
            mode, above = match.groups()
        if not lines:
            return "", "", "", self.signer_name
        if mode == "Q." and len(lines) == 1:
            return mode, "", above, self.signer_name
        return mode, above, lines[-1] if len(lines) > 1 or not mode else "", self.signer_name


def read_masters(folder: Path = FOLDER) -> list[Master]:
    """All masters of the folder, in the order of their files."""
    return [
        _parse(block) for path in sorted(folder.glob("*.txt")) for block in path.read_text("utf-8").split("\n=====\n")
    ]


def _parse(block: str) -> Master:
    head, _, body = block.partition("\nbody:\n")
    lines = body.split("\n")
    foot = next((n for n, line in enumerate(lines) if re.match(r"(?:sign|name|recv|file|attach): ", line)), len(lines))
    master = Master(name="")
    for line in [*head.split("\n"), *lines[foot:]]:
        if line.startswith("  "):
            master.below_to.append(line.strip())
        elif line.strip():
            _set(master, *line.split(": ", 1))
    master.body = list(parse_body(lines[:foot], master))
    return master


def parse_date(words: str) -> tuple[int, int, int] | None:
    """Day, month, year; 0 where one is not said."""
    parts = [int(part) for part in words.split("/")] if words else []
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None


def _set(master: Master, key: str, value: str) -> None:
    if key in ("to", "sign", "attach"):
        getattr(master, key).append(value)
    elif key == "date":
        master.date = parse_date(value) or (0, 0, 0)
    elif key == "recv":
        text, _, purpose = value.partition("~")
        master.recv.append((text, purpose))
    elif key == "name" and not master.name:
        master.name = value
    elif key == "name":
        master.signer, _, short = value.partition(" => ")
        master.signer_name = short or master.signer
    else:
        assert hasattr(master, key), key
        setattr(master, key, value)


def parse_body(lines: Sequence[str], master: Master) -> Iterator[Line]:
    """The paragraphs of a marked body; their truth is added to the master."""
    for line in lines:
        if not line.strip():
            continue
        level = re.match(r"(\d)>", line)
        text = _plain(line[2:] if level else line, master)
        label = ""
        if level:
            match = re.match(r"(Điều \d+|[-+*]|\w+(?:\.\w+)*)(?=[.)\-]|\s)", text)
            assert match, text
            label = match.group(1)
        yield Line(text, int(level.group(1)) if level else 0, label)


def _plain(line: str, master: Master) -> str:
    def take(match: re.Match[str]) -> str:
        if match[1]:
            master.citations.append(Cited(match[1], match[2], match[3], parse_date(match[4]), match[5]))
            return match[1]
        master.deadlines.append(Due(match[6], parse_date(match[7])))
        return match[6]

    return _MARK.sub(take, line).strip()
