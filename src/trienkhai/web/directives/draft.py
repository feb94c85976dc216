"""What a confirmed reading proposes for a directive: short name, order, receivers with purposes. Decides nothing.

The purpose of a receiver is mostly not printed. Defaults: addressees (Kính gửi) carry out, a superior addressed gets a
report; other receivers get it to know; "Như trên" repeats the addressees. A person changes what does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trienkhai import parts
from trienkhai.web.documents.models import Origin, Purpose
from trienkhai.web.documents.purposes import infer_purpose
from trienkhai.web.offices.models import UnitKind
from trienkhai.web.offices.naming import fold_name

SHORT_LENGTH = 120
_RELAYS = re.compile(
    r"^(?:về )?(?:việc )?(?:tiếp tục )?(?:triển khai|tổ chức|thực hiện|quán triệt|hưởng ứng)\b", re.IGNORECASE
)
_ABOUT = re.compile(r"\s+về (?:việc )?", re.IGNORECASE)
_SAME_AS_ABOVE = re.compile(r"^nhu (?:tren|kinh gui|dieu \d+)")
_WHOLE = re.compile(r"(?<=[^\W\d_]{2}[.;])\s")

# Levels by the words an official name begins with; 0 is the centre. Only used to tell a superior from a receiver.
_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(r"^(?:bo |thu tuong|chinh phu|van phong chinh phu|quoc hoi|tong cuc|bo chinh tri)|\btrung uong\b")),
    (
        1,
        re.compile(
            r"^(?:lanh dao |van phong |thuong truc )*(?:(?:uy ban|hoi dong) nhan dan|doan dai bieu quoc hoi) tinh\b"
            r"|\btinh uy\b|^ban can su dang\b|^dang uy uy ban nhan dan tinh\b"
        ),
    ),
    (2, re.compile(r"^so \b|^(?:ban|co quan) .*\btinh$")),
    (
        3,
        re.compile(r"^(?:van phong )?(?:uy ban|hoi dong) nhan dan (?:huyen|thanh pho|thi xa|quan)\b|\bhuyen uy\b"),
    ),
)
_OFFICE_LEVELS = {
    UnitKind.DEPARTMENT: 2,
    UnitKind.AFFILIATED: 3,
    UnitKind.DISTRICT_OFFICE: 4,
    UnitKind.DISTRICT_CENTRE: 4,
    UnitKind.COMMUNE: 4,
}
_GOVERNMENT_LEVELS = {"province_government": 1, "district_government": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A phrase that names receivers, where it stands, and why they receive."""

    phrase: str
    place: str
    span: parts.Span | None
    purpose: Purpose
    origin: Origin


def level_of(kind: str, role: str) -> int:
    """How far below the centre an office stands."""
    return _GOVERNMENT_LEVELS.get(role, _OFFICE_LEVELS.get(UnitKind(kind), 2))


def is_superior(phrase: str, office_level: int) -> bool:
    """Whether the words name a body above an office of that level."""
    folded = fold_name(phrase)
    return any(level < office_level and pattern.search(folded) for level, pattern in _LEVELS)


def list_receivers(reading: parts.Reading, office_level: int) -> tuple[Receiver, ...]:
    """Everyone the document goes to, in its order: Kính gửi, Nơi nhận, Lưu."""
    same = next((entry for entry in reading.recipients if _SAME_AS_ABOVE.match(fold_name(entry.text))), None)
    carry_out = infer_purpose(same) if same is not None else (Purpose.CARRY_OUT, Origin.INFERRED)
    return (*_addressees(reading, office_level, carry_out), *_recipients(reading, same), *_archive(reading))


def _addressees(reading: parts.Reading, level: int, carry_out: tuple[Purpose, Origin]) -> Iterator[Receiver]:
    for index, phrase in enumerate(reading.addressees):
        above = is_superior(phrase, level)
        yield Receiver(
            phrase=phrase,
            place=f"Kính gửi, dòng {index + 1}",
            span=_place(reading, f"addressees[{index}]"),
            purpose=Purpose.REPORT if above else carry_out[0],
            origin=Origin.INFERRED if above else carry_out[1],
        )


def _recipients(reading: parts.Reading, same: parts.Recipient | None) -> Iterator[Receiver]:
    for index, entry in enumerate(reading.recipients):
        if entry is same:
            continue
        purpose, origin = infer_purpose(entry)
        yield Receiver(
            phrase=entry.text,
            place=f"Nơi nhận, dòng {index + 1}",
            span=_place(reading, f"recipients[{index}]"),
            purpose=purpose,
            origin=origin,
        )


def _archive(reading: parts.Reading) -> Iterator[Receiver]:
    if reading.archive:
        yield Receiver(
            phrase=f"Lưu: {', '.join(reading.archive)}",
            place="Nơi nhận, dòng Lưu",
            span=_place(reading, "archive[0]"),
            purpose=Purpose.FILE,
            origin=Origin.STATED,
        )


def _place(reading: parts.Reading, path: str) -> parts.Span | None:
    spans = reading.places.get(path, ())
    return spans[0] if spans else None


def shorten_subject(reading: parts.Reading) -> str:
    """A short name for lists: what the relayed document is about, else the subject itself.

    "triển khai thực hiện Kế hoạch số 113-KH/TU … về thông tin, tuyên truyền …" is "Thông tin, tuyên truyền …".
    """
    subject = " ".join((reading.subject or "").split())
    name = subject
    cited = [citation.text for citation in reading.citations if citation.text and citation.text in subject]
    if cited and _RELAYS.match(subject):
        rest = subject[max(subject.index(text) + len(text) for text in cited) :]
        about = _ABOUT.search(f" {rest}")
        name = f" {rest}"[about.end() :] if about else subject
    name = name.strip(" .,;:/") or (reading.doc_type or "văn bản")
    return name[:1].upper() + name[1:300]


def find_order(reading: parts.Reading, text: str) -> tuple[str, parts.Span | None]:
    """The sentence that orders it, with its place; the subject where none was found."""
    assignments = [entry for entry in reading.directive.assignments if entry.span]
    if not assignments:
        return reading.subject or "", None
    first = min(assignments, key=lambda entry: entry.span[0])
    start, end = first.span
    return " ".join(text[start:end].split()), first.span


def shorten_item(text: str) -> str:
    """What fits a table: the first sentence or clause, cut between words."""
    first = _WHOLE.split(" ".join(text.split()), maxsplit=1)[0].rstrip(".;")
    if len(first) <= SHORT_LENGTH:
        return first
    return first[: SHORT_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def named_in_items(items: Iterable[parts.Item]) -> Iterator[tuple[str, str]]:
    """Phrase and label of the item, for every addressee an item names."""
    for item in items:
        for phrase in item.addressees:
            yield phrase, item.label or ""
