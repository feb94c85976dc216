"""Looking documents up, always limited to what the person may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Prefetch, Q, QuerySet

from trienkhai.vietnamese.letters import fold
from trienkhai.web.documents.codes import code_key
from trienkhai.web.documents.models import (
    Direction,
    Distribution,
    Document,
    DocumentFile,
    Reading,
    ReadPage,
    RegisterEntry,
)
from trienkhai.web.documents.permissions import visible_to
from trienkhai.web.errors import Unknown
from trienkhai.web.offices.actor import Actor


def visible_documents(actor: Actor) -> QuerySet[Document]:
    """What this person may see, newest first."""
    seen = Document.objects.filter(visible_to(actor)).values("pk")
    return Document.objects.filter(pk__in=seen).select_related("issuer").order_by("-id")


def find_document(actor: Actor, document_id: int) -> Document:
    """One document with its files. Raises Unknown."""
    found = (
        visible_documents(actor)
        .filter(pk=document_id)
        .prefetch_related(Prefetch("files", DocumentFile.objects.select_related("stored")))
        .first()
    )
    if found is None:
        raise Unknown
    return found


def find_reading(document: Document) -> Reading | None:
    """The document's reading with its corrections; None before it was read."""
    return Reading.objects.filter(document=document).prefetch_related("corrections").first()


def list_read_pages(reading: Reading, numbers: Iterable[int]) -> list[ReadPage]:
    """These pages of a reading with the places of their words; none for files without pages of their own."""
    return list(ReadPage.objects.filter(reading=reading, number__in=sorted(numbers)))


def find_read_page(document: Document, number: int) -> ReadPage:
    """One page of a document's reading. Raises Unknown."""
    found = ReadPage.objects.filter(reading__document=document, number=number).defer("words").first()
    if found is None:
        raise Unknown
    return found


def search_documents(actor: Actor, words: str) -> QuerySet[Document]:
    """Documents whose code or subject has these words, with or without marks; discarded drafts stand in no list."""
    found = visible_documents(actor).exclude(state=Document.State.DISCARDED)
    key, folded = code_key(words), fold(words).strip()
    if not folded:
        return found
    subject = Q()
    for word in folded.split():
        subject &= Q(subject_folded__contains=word)
    return found.filter(subject | Q(code_key__contains=key) if key else subject)


def list_same_file(actor: Actor, sha256: str, besides: int | None = None) -> list[Document]:
    """Documents of one's own office that hold exactly these bytes; other offices' are nobody's business."""
    held = DocumentFile.objects.filter(stored__sha256=sha256, document__office_id=actor.office_id)
    held = held.exclude(document__state=Document.State.DISCARDED)
    others = held.exclude(document_id=besides) if besides is not None else held
    return [entry.document for entry in others.select_related("document").order_by("id")]


def has_directive(document_id: int) -> bool:
    """Whether this document orders something that is run as a directive here."""
    return Document.objects.filter(pk=document_id, directive__isnull=False).exists()


@dataclass(frozen=True, slots=True)
class DirectiveRef:
    """What documents know of the directive one of them gave."""

    id: int
    title: str
    state: str


def find_directive(document_id: int) -> DirectiveRef | None:
    """The directive this document gave; None where it gave none."""
    found = Document.objects.filter(pk=document_id, directive__isnull=False)
    row = found.values_list("directive__pk", "directive__title", "directive__state").first()
    return DirectiveRef(*row) if row else None


def find_directive_id(document_id: int) -> int | None:
    """The number of the directive this document gave; None where it gave none."""
    made = find_directive(document_id)
    return made.id if made else None


def find_registered(actor: Actor, document_ids: list[int]) -> dict[int, int]:
    """The arrival numbers that these documents have in the office's incoming register."""
    entries = RegisterEntry.objects.filter(office_id=actor.office_id, document_id__in=document_ids)
    return dict(entries.filter(direction=Direction.INCOMING).values_list("document_id", "number"))


def list_register_years(actor: Actor, direction: Direction) -> list[int]:
    """The years in which the office's register has lines, newest first."""
    entries = RegisterEntry.objects.filter(office_id=actor.office_id, direction=direction)
    return list(entries.order_by("-year").values_list("year", flat=True).distinct())


def list_planned(document_id: int) -> list[Distribution]:
    """Who is to receive a document that was not sent yet, in the order of its Nơi nhận."""
    return list(Distribution.objects.filter(document_id=document_id, sent_at__isnull=True))


def next_number(office_id: int, direction: Direction, year: int, series: str = "chung") -> int:
    """The number that follows the highest one of the series and year."""
    entries = RegisterEntry.objects.filter(office_id=office_id, direction=direction, year=year, series=series)
    return (entries.aggregate(last=Max("number"))["last"] or 0) + 1


def who_has_number(
    office_id: int, direction: Direction, year: int, number: int, series: str = "chung"
) -> Document | None:
    """The document that bears a number already."""
    entry = (
        RegisterEntry.objects.filter(office_id=office_id, direction=direction, year=year, series=series, number=number)
        .select_related("document")
        .first()
    )
    return entry.document if entry else None


def list_register(actor: Actor, direction: Direction, year: int) -> QuerySet[RegisterEntry]:
    """The office's register of one direction and year, newest number first, with each document's receivers."""
    return (
        RegisterEntry.objects.filter(office_id=actor.office_id, direction=direction, year=year)
        .select_related("document")
        .prefetch_related("document__distributions")
        .order_by("-number")
    )


def find_distribution(actor: Actor, document_id: int) -> Distribution | None:
    """How this document came to the person's unit; None where it did not."""
    units = (actor.unit_id, actor.office_id)
    return Distribution.objects.filter(document_id=document_id, unit_id__in=units, sent_at__isnull=False).first()


def list_files(document_id: int) -> list[DocumentFile]:
    """The files of a document that the person has in hand, with their sizes, the text itself first."""
    return list(DocumentFile.objects.filter(document_id=document_id).select_related("stored"))
