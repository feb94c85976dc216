"""From a text to its reading: the steps, in the order they are taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from trienkhai.parts import Layout, Reading, Span
from trienkhai.reading.addressees import read_addressees
from trienkhai.reading.attachments import read_attachments
from trienkhai.reading.chain import read_authority_chain
from trienkhai.reading.citations import find_citations
from trienkhai.reading.clean import close_gaps, cut_lines
from trienkhai.reading.deadlines import find_deadlines
from trienkhai.reading.directive import read_directive
from trienkhai.reading.found import Found
from trienkhai.reading.header import Header, read_header
from trienkhai.reading.marks import Marks, find_marks
from trienkhai.reading.outline import find_outline
from trienkhai.reading.pasted import mend_pasted
from trienkhai.reading.problems import find_layer_problems, find_problems
from trienkhai.reading.recipients import Receivers, read_recipients
from trienkhai.reading.resolve import without_self
from trienkhai.reading.restore import restore_places
from trienkhai.reading.sections import read_body
from trienkhai.reading.sheet import Sheet, lay_out
from trienkhai.reading.signature import Signing, read_signature
from trienkhai.reading.split import Zones, split_sheet
from trienkhai.reading.subject import read_subject
from trienkhai.sources import read_file
from trienkhai.sources.lines import Source, split_lines
from trienkhai.vietnamese.letters import compose


def read(path: str | Path) -> Reading:
    """Everything found in one file: text, DOCX, DOC, PDF or a scan. Raises `UnreadableFile` if it is none of these."""
    return read_source(read_file(Path(path)))


def read_text(text: str) -> Reading:
    """Everything found in one text. Never raises; offsets refer to `text` as given."""
    return read_source(Source("text", text))


def read_source(source: Source) -> Reading:
    """Everything found in one file that was turned into text."""
    composed = close_gaps(mend_pasted(compose(source.text)))
    sheet = lay_out(composed.text, cut_lines(composed.text, split_lines(composed.text)))
    marks = find_marks(sheet)
    zones = split_sheet(sheet, marks)
    reading = _read_parts(sheet, marks, zones, source.layout)
    issuers = (reading.agency, reading.parent_agency)
    body = read_body(sheet.text, sheet.lines, zones, reading.outline, reading.addressees, issuers)
    chain = read_authority_chain(sheet.text, zones, reading.citations)
    directive = read_directive(body, zones, reading, chain)
    problems = (*find_layer_problems(source), *find_problems(body, zones, reading, directive))
    reading = replace(reading, directive=directive, problems=problems)
    return restore_places(reading, composed, source.text)


def _read_parts(sheet: Sheet, marks: Marks, zones: Zones, layout: Layout | None) -> Reading:
    """What can be read without knowing what is ordered: header, subject, addressees, signature, recipients, enclosures,
    citations, outline, deadlines."""
    header = read_header(sheet, marks, zones)
    subject = read_subject(sheet, marks, zones)
    addressees = read_addressees(sheet, marks, zones)
    signing = read_signature(sheet, zones)
    receivers = read_recipients(sheet, zones, signing.taken)
    attachments = read_attachments(sheet, zones)
    found = _named(header, subject, addressees, attachments)
    citations = find_citations(sheet.text)
    return Reading(
        doc_type=_value(header.doc_type),
        number=_value(header.number),
        symbol=_value(header.symbol),
        code=_value(header.code),
        parent_agency=_value(header.parent_agency),
        agency=_value(header.agency),
        place=_value(header.place),
        date=header.date,
        subject=_value(subject),
        urgency=_value(header.urgency),
        secrecy=_value(header.secrecy),
        truncated=_is_truncated(zones, header),
        addressees=tuple(entry.value for entry in addressees),
        recipients=receivers.recipients,
        archive=receivers.archive,
        signature=signing.signature,
        citations=without_self(sheet.text, citations, _value(header.doc_type), _value(header.code)),
        outline=find_outline(sheet.text, sheet.lines, zones),
        deadlines=find_deadlines(sheet.text, citations),
        attachments=tuple(entry.value for entry in attachments),
        places=_places(found, header, signing, receivers),
        candidates={path: entry.candidates() for path, entry in found.items()},
        layout=layout,
        text=sheet.text,
    )


def _is_truncated(zones: Zones, header: Header) -> bool:
    """Whether head or foot is missing: nobody signs or receives, or nothing says who issued it and when."""
    headless = header.symbol is None and header.agency is None and not header.date_spans
    return zones.foot is None or headless


def _value(found: Found | None) -> str | None:
    return found.value if found else None


def _named(
    header: Header, subject: Found | None, addressees: tuple[Found, ...], attachments: tuple[Found, ...]
) -> dict[str, Found]:
    """Every found value under its path."""
    single = {
        "doc_type": header.doc_type,
        "number": header.number,
        "symbol": header.symbol,
        "code": header.code,
        "parent_agency": header.parent_agency,
        "agency": header.agency,
        "place": header.place,
        "subject": subject,
        "urgency": header.urgency,
        "secrecy": header.secrecy,
    }
    named = {path: found for path, found in single.items() if found is not None}
    named |= {f"addressees[{index}]": entry for index, entry in enumerate(addressees)}
    named |= {f"attachments[{index}]": entry for index, entry in enumerate(attachments)}
    return named


def _places(
    found: dict[str, Found], header: Header, signing: Signing, receivers: Receivers
) -> dict[str, tuple[Span, ...]]:
    places = {path: entry.spans for path, entry in found.items() if entry.spans}
    if header.date_spans:
        places["date"] = header.date_spans
    places |= {f"recipients[{index}]": spans for index, spans in enumerate(receivers.spans)}
    places |= {f"archive[{index}]": (span,) for index, span in enumerate(receivers.archive_spans)}
    return places | signing.places
