"""Putting a reading beside its document; inside the transaction of whoever brings or reads the file."""

from __future__ import annotations

from trienkhai import parts
from trienkhai.parts import reading_to_json
from trienkhai.sources import Source
from trienkhai.web import clock
from trienkhai.web.documents import events
from trienkhai.web.documents.actions.locking import about
from trienkhai.web.documents.doubts import list_doubts
from trienkhai.web.documents.header import show_values
from trienkhai.web.documents.models import Correction, Document, Reading, ReadPage
from trienkhai.web.documents.values import current_values
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.events import MACHINE, Author

READER_VERSION = "1"
BY_HAND = "hand"


def keep_reading(document: Document, found: parts.Reading, source: Source, *, by: Author | None = None) -> Reading:
    """What the machine found in the source stands beside the document; the document's own fields show it.

    It was found before: nothing that takes time stands inside a transaction. `by` is whoever types everything by hand,
    because the machine found nothing.
    """
    reading = Reading.objects.create(
        document=document,
        text=found.text,
        found=reading_to_json(found),
        reader_version=READER_VERSION if by is None else BY_HAND,
        read_at=clock.now(),
    )
    ReadPage.objects.bulk_create(
        ReadPage(
            reading=reading,
            number=number,
            width=page.width,
            height=page.height,
            recognised=page.recognised,
            turn=page.turn,
            skew=page.skew,
            words=list(page.words),
        )
        for number, page in enumerate(source.pages, 1)
    )
    show_values(document, found)
    document.save()
    if by is None:
        record(events.DocumentRead(problems=len(list_doubts(reading)), **about(document)), MACHINE)
    else:
        record(events.ReadingByHand(**about(document)), by)
    return reading


def note_contested(document: Document, reading: Reading, made_by: str, author: Author) -> None:
    """The clerk's word stands over the machine's mark."""
    Correction.objects.create(reading=reading, path="secrecy", value=None, made_by=made_by, made_at=clock.now())
    show_values(document, current_values(reading))
    document.save()
    record(events.SecrecyContested(**about(document)), author)
