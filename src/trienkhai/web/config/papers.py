"""Who prints which documents: the only page where documents learn it from the folders above them."""

from __future__ import annotations

from django.urls import reverse

from trienkhai.web.directives.queries import find_written_directive
from trienkhai.web.documents.papers import Source, register_source
from trienkhai.web.reminders.queries import find_letter_of_document
from trienkhai.web.reports.queries import find_report_of_document


def letter_page(document_id: int) -> str | None:
    """The page of the letter that reminds."""
    letter = find_letter_of_document(document_id)
    return reverse("reminders:detail", args=[letter]) if letter else None


def report_page(document_id: int) -> str | None:
    """The A4 page of the report."""
    report = find_report_of_document(document_id)
    return reverse("reports:sheet", args=[report]) if report else None


def dispatch_page(document_id: int) -> str | None:
    """The A4 page of a dispatch that passes items on."""
    directive = find_written_directive(document_id)
    return reverse("directives:sheet", args=[directive]) if directive else None


SOURCES: tuple[Source, ...] = (report_page, letter_page, dispatch_page)


def connect() -> None:
    """Register every source of the list above."""
    for source in SOURCES:
        register_source(source)
