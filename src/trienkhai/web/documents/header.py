"""The document's own fields: copies of what its reading says now, so that lists and registers need no reading."""

from __future__ import annotations

from datetime import date

from trienkhai import parts
from trienkhai.vietnamese.letters import fold
from trienkhai.web.documents.codes import code_key
from trienkhai.web.documents.models import Direction, Document
from trienkhai.web.language import in_vietnamese


def show_values(document: Document, values: parts.Reading) -> None:
    """The document says what the reading says; it is not saved yet."""
    issuer = values.agency or (values.directive.issuer.name if values.directive.issuer else "")
    document.kind_name = (values.doc_type or in_vietnamese("công văn"))[:60]
    document.kind = kind_key(document.kind_name)
    document.number = (values.number or "")[:20]
    document.symbol = (values.symbol or "")[:60]
    document.code = (code_of(values) or "")[:80]
    document.code_key = code_key(document.code)
    document.issuer_name = (issuer or "")[:200]
    document.issuer_id = document.office_id if document.direction == Direction.OUTGOING else None
    document.place = (values.place or "")[:100]
    document.dated_on = whole_date(values.date)
    document.subject = values.subject or ""
    document.subject_folded = fold(document.subject)
    document.urgency = (values.urgency or "")[:20]
    document.signer_name = (values.signature.name or "")[:120]


def kind_key(name: str) -> str:
    """The key of a kind by its name: "công văn" is kind_cong_van."""
    return "kind_" + "_".join(fold(name).split())[:35]


def code_of(values: parts.Reading) -> str | None:
    """Number and symbol as printed; put together where a person set one of them."""
    if values.number is None or values.symbol is None:
        return values.number
    printed = values.code
    if printed and values.number in printed and printed.endswith(values.symbol):
        return printed
    between = "-" if values.symbol.split("/")[0].isalpha() and "/" in values.symbol else "/"
    return f"{values.number}{between}{values.symbol}"


def whole_date(said: parts.Date | None) -> date | None:
    """A calendar day where day, month and year are all known and exist."""
    if said is None or said.day is None or said.month is None or said.year is None:
        return None
    try:
        return date(said.year, said.month, said.day)
    except ValueError:
        return None
