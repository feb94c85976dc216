"""A line of a register with the columns of Decree 30/2020/NĐ-CP, Appendix IV."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trienkhai.web.documents.models import Assignment, Direction, Distribution, Purpose, RegisterEntry
from trienkhai.web.ui.formats import format_day

MOST_RECEIVERS = 3


@dataclass(frozen=True, slots=True)
class BookLine:
    """One line. `receivers` are all of them, `short` the first few; what the office does not know stays empty."""

    entry: RegisterEntry
    code: str
    name: str
    signer: str
    receivers: str
    short: str
    receiver_count: int
    kept_by: str
    handed_on: date | None
    taken: str
    remark: str


def book_line(entry: RegisterEntry) -> BookLine:
    """The line of a register entry; needs the document's distributions and the entry's assignments loaded."""
    return _outgoing(entry) if entry.direction == Direction.OUTGOING else _incoming(entry)


def _outgoing(entry: RegisterEntry) -> BookLine:
    document = entry.document
    rows = list(document.distributions.all())
    sent = [row for row in rows if row.purpose != Purpose.FILE]
    units = [row for row in sent if row.unit_id is not None and row.sent_at is not None]
    taken = sum(row.registered_at is not None for row in units)
    return BookLine(
        entry=entry,
        code=document.code,
        name=_name(entry),
        signer=" ".join(filter(None, (document.signing_mode, document.signing_title, document.signer_name))),
        receivers="; ".join(row.printed for row in sent),
        short="; ".join(row.printed for row in sent[:MOST_RECEIVERS]),
        receiver_count=len(sent),
        kept_by=_kept(rows),
        handed_on=document.issued_on,
        taken=ngettext("%(taken)s/%(units)s đơn vị đã vào sổ", "%(taken)s/%(units)s đơn vị đã vào sổ", len(units))
        % {"taken": taken, "units": len(units)}
        if units
        else "",
        remark=document.urgency,
    )


def _kept(rows: list[Distribution]) -> str:
    return "; ".join(row.printed for row in rows if row.purpose == Purpose.FILE)


def _incoming(entry: RegisterEntry) -> BookLine:
    document = entry.document
    given = next((row for row in entry.assignments.all() if row.state != Assignment.State.WITHDRAWN), None)
    remark = [document.urgency] if document.urgency else []
    if given is not None:
        remark.append(_("hạn %(due_on)s") % {"due_on": format_day(given.due_on)})
        if given.state == Assignment.State.DONE:
            remark.append(f"xong: {given.outcome}")
    return BookLine(
        entry=entry,
        code=document.code or document.symbol,
        name=_name(entry),
        signer="",
        receivers=given.receiver if given is not None else "",
        short="",
        receiver_count=0,
        kept_by="",
        handed_on=given.given_on if given is not None else None,
        taken=given.taken_by or given.done_by if given is not None else "",
        remark="; ".join(remark),
    )


def _name(entry: RegisterEntry) -> str:
    kind = entry.document.kind_name
    return f"{kind[:1].upper()}{kind[1:]}: {entry.document.subject}"
