"""Looking documents up, always limited to what the person may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from trienkhai.sources.picture import Frame
from trienkhai.vietnamese.letters import fold
from trienkhai.web import clock
from trienkhai.web.documents.codes import code_key
from trienkhai.web.documents.models import (
    Assignment,
    CaseFile,
    Direction,
    Distribution,
    Document,
    DocumentFile,
    Filing,
    HeldFile,
    HeldPart,
    Publication,
    Reading,
    ReadPage,
    RegisterEntry,
)
from trienkhai.web.documents.permissions import assigned_to, clerk_appointments, files_of, visible_to
from trienkhai.web.errors import Unknown
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Appointment
from trienkhai.web.offices.queries import in_force, list_versions
from trienkhai.web.prepared import prepared


def visible_documents(actor: Actor) -> QuerySet[Document]:
    """What this person may see, newest first."""
    seen = Document.objects.filter(visible_to(actor)).values("pk")
    return Document.objects.filter(pk__in=seen).select_related("issuer").order_by("-id")


def find_document(actor: Actor, document_id: int) -> Document:
    """One document with its files, its directive and publication.

    Known with it: whether the office has a clerk (`clerk_there`) and whether files wait to come to it (`parts_there`).
    Raises Unknown.
    """
    found = (
        visible_documents(actor)
        .filter(pk=document_id)
        .select_related("directive", "publication")
        .annotate(
            clerk_there=Exists(clerk_appointments(actor.office_id)),
            parts_there=Exists(HeldPart.objects.filter(document=OuterRef("pk"))),
        )
        .prefetch_related(Prefetch("files", DocumentFile.objects.select_related("stored")))
        .first()
    )
    if found is None:
        raise Unknown
    return found


def find_reading(document: Document) -> Reading | None:
    """The document's reading with its corrections; None before it was read."""
    return Reading.objects.filter(document=document).prefetch_related("corrections").first()


def find_held(document: Document) -> HeldFile | None:
    """The document's file that was not read yet; None once it was, and where there never was one."""
    return HeldFile.objects.filter(document=document).first()


def list_held(document_ids: Iterable[int]) -> dict[int, HeldFile]:
    """The files of these documents that were not read yet."""
    return {held.document_id: held for held in HeldFile.objects.filter(document_id__in=list(document_ids))}


def count_before(held: HeldFile) -> int:
    """How many files came in earlier and still wait for the reader."""
    return HeldFile.objects.filter(pk__lt=held.pk, refusal="", document__state=Document.State.DRAFT).count()


def list_unread(moment: float, limit: int) -> list[int]:
    """Documents that have no reading, no refusal, and whose time has come (the machine's own seconds), oldest first."""
    waiting = HeldFile.objects.filter(refusal="", wait_until__lte=moment, document__state=Document.State.DRAFT)
    return list(waiting.order_by("pk").values_list("document_id", flat=True)[:limit])


def list_held_tokens() -> set[str]:
    """The tokens of all held files that a document waits for."""
    return {*HeldFile.objects.values_list("token", flat=True), *HeldPart.objects.values_list("token", flat=True)}


def list_waiting_parts(moment: float, limit: int) -> list[int]:
    """Files that come to documents and were not searched, whose time has come (the machine's own seconds)."""
    waiting = HeldPart.objects.filter(refusal="", wait_until__lte=moment)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])


def find_part(part_id: int) -> HeldPart | None:
    """One of them; None where it was taken in or thrown away."""
    return HeldPart.objects.filter(pk=part_id).first()


def list_held_parts(document_id: int) -> list[HeldPart]:
    """What comes to a document that the person has in hand and was not taken in yet, oldest first."""
    return list(HeldPart.objects.filter(document_id=document_id))


def list_read_pages(reading: Reading, numbers: Iterable[int]) -> list[ReadPage]:
    """These pages of a reading with the places of their words; none for files without pages of their own."""
    return list(ReadPage.objects.filter(reading=reading, number__in=sorted(numbers)))


def list_sheets_to_review(readings: int, pages: int) -> list[tuple[str, str, Frame]]:
    """The first pages of what was read last and waits for a person: hash and name of the file, and the page."""
    newest = list(Reading.objects.order_by("-pk").values_list("pk", flat=True)[:readings])
    found = ReadPage.objects.filter(
        reading_id__in=newest,
        number__lte=pages,
        file__isnull=True,
        reading__document__state=Document.State.DRAFT,
        reading__document__files__part=DocumentFile.Part.ORIGINAL,
    ).order_by("-reading_id", "number")
    named = found.values_list(
        "reading__document__files__stored__sha256", "reading__document__files__name", "number", "turn", "skew"
    )
    return [(sha256, name, Frame(number, turn, skew)) for sha256, name, number, turn, skew in named]


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
    return _files(document_id)


@prepared
def _files(document_id: int) -> QuerySet[DocumentFile]:
    """The files of a document."""
    return DocumentFile.objects.filter(document_id=document_id).select_related("stored")


@dataclass(frozen=True, slots=True)
class Receiver:
    """A division or a post an arrival can be given to. `key` is what a form sends."""

    key: str
    name: str
    unit_id: int
    post_id: int | None = None


def list_receivers(actor: Actor) -> list[Receiver]:
    """The units that use the office's registers today, each followed by its posts somebody holds (two queries)."""
    today = clock.today()
    versions = list(list_versions(today).filter(office_id=actor.office_id))
    held = Appointment.objects.filter(
        in_force(today), post__unit__in=[version.unit_id for version in versions], person__user__is_active=True
    )
    posts: dict[int, dict[int, str]] = {}
    for appointment in held.select_related("post").order_by("post_id", "id"):
        posts.setdefault(appointment.post.unit_id, {})[appointment.post_id] = appointment.post.title
    found = []
    for version in versions:
        found.append(Receiver(f"u{version.unit_id}", version.name, version.unit_id))
        for post_id, title in posts.get(version.unit_id, {}).items():
            found.append(Receiver(f"p{post_id}", f"{title}, {version.short_name}", version.unit_id, post_id))
    return found


def list_assigned(actor: Actor) -> QuerySet[Assignment]:
    """What this person's post or unit was given and has not dealt with, the nearest deadline first."""
    open_states = (Assignment.State.GIVEN, Assignment.State.TAKEN)
    mine = Assignment.objects.filter(assigned_to(actor), state__in=open_states, entry__office_id=actor.office_id)
    return mine.select_related("document", "entry").order_by("due_on", "id")


def with_assignment(actor: Actor, documents: QuerySet[Document]) -> QuerySet[Document]:
    """Documents with what of them was given to this person (`given_due_on` and more; None where nothing was)."""
    mine = list_assigned(actor).filter(document=OuterRef("pk"))
    paths = {"due_on": "due_on", "on": "given_on", "by": "given_by", "to": "receiver", "opinion": "opinion"}
    paths["number"] = "entry__number"
    return documents.annotate(**{f"given_{name}": Subquery(mine.values(path)[:1]) for name, path in paths.items()})


def list_assignments(actor: Actor, document_id: int) -> QuerySet[Assignment]:
    """Who in the person's own office dealt with an arrival, and how, oldest first."""
    return Assignment.objects.filter(document_id=document_id, entry__office_id=actor.office_id).order_by("id")


def search_register(actor: Actor, direction: Direction, year: int, words: str = "") -> QuerySet[RegisterEntry]:
    """The register of one direction and year; found by number, code, subject, author or receiver of it."""
    found = list_register(actor, direction, year).prefetch_related("assignments")
    folded, key = fold(words).strip(), code_key(words)
    if not folded:
        return found
    named = Q()
    for word in folded.split():
        named &= Q(document__subject_folded__contains=word)
    named |= Q(document__issuer_name__icontains=words.strip()) | Q(assignments__receiver__icontains=words.strip())
    if key:
        named |= Q(document__code_key__contains=key)
    if folded.isascii() and folded.isdigit() and len(folded) < 6:
        named |= Q(number=int(folded))
    return found.filter(pk__in=RegisterEntry.objects.filter(named).values("pk"))


def search_case_files(actor: Actor, words: str = "", year: int | None = None) -> QuerySet[CaseFile]:
    """The office's files, newest year first, with the number of documents in each (`size`)."""
    lying = Count("filings", filter=Q(filings__taken_out_at__isnull=True))
    found = CaseFile.objects.filter(files_of(actor)).annotate(size=lying).order_by("-year", "code")
    if year is not None:
        found = found.filter(year=year)
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    return found


def list_case_files_for(actor: Actor, document_id: int) -> QuerySet[CaseFile]:
    """Files of the office that a document lies in (`place` is where), and those that still take it (no `place`)."""
    lying = Filing.objects.filter(case_file=OuterRef("pk"), document_id=document_id, taken_out_at__isnull=True)
    found = CaseFile.objects.filter(files_of(actor)).annotate(place=Subquery(lying.values("position")[:1]))
    return found.filter(Q(place__isnull=False) | Q(state=CaseFile.State.OPEN)).order_by("-year", "code")


def find_case_file(actor: Actor, case_file_id: int) -> CaseFile:
    """One file of the office. Raises Unknown."""
    found = CaseFile.objects.filter(files_of(actor), pk=case_file_id).first()
    if found is None:
        raise Unknown
    return found


def list_filings(case_file: CaseFile) -> QuerySet[Filing]:
    """What lies in a file, in the order in which it was put there."""
    return case_file.filings.filter(taken_out_at__isnull=True).select_related("document").order_by("position")


def list_files_of(actor: Actor, document_id: int) -> QuerySet[Filing]:
    """In which files of the person's office a document lies."""
    lying = Filing.objects.filter(document_id=document_id, taken_out_at__isnull=True)
    return lying.filter(case_file__office_id=actor.office_id).select_related("case_file").order_by("case_file_id")


def published() -> QuerySet[Publication]:
    """What everybody may read: shown now, issued, outgoing; newest first. All public pages stand on this alone."""
    return Publication.objects.filter(
        shown=True, document__state=Document.State.ISSUED, document__direction=Direction.OUTGOING
    ).select_related("document")


def search_published(office_code: str, words: str = "") -> QuerySet[Publication]:
    """One office's public documents whose code or subject has these words."""
    found = published().filter(office_code=office_code)
    folded, key = fold(words).strip(), code_key(words)
    if not folded:
        return found
    subject = Q()
    for word in folded.split():
        subject &= Q(document__subject_folded__contains=word)
    return found.filter(subject | Q(document__code_key__contains=key) if key else subject)


def find_published(office_code: str, slug: str) -> Publication:
    """One public document with its files. Raises Unknown, whatever the reason why it is not public."""
    files = Prefetch("document__files", DocumentFile.objects.select_related("stored"))
    found = published().filter(office_code=office_code, slug=slug).prefetch_related(files).first()
    if found is None:
        raise Unknown(_("Không tìm thấy văn bản này trên trang công khai."))
    return found


def list_public_files(document: Document) -> list[DocumentFile]:
    """The files everybody may have: the paper as it was issued instead of the draft that was entered, and enclosures.

    Where no paper as issued is kept, the file as entered is all there is.
    """
    files = list(document.files.all())
    issued = [file for file in files if file.part == DocumentFile.Part.RENDERED]
    rest = [file for file in files if file.part == DocumentFile.Part.ATTACHMENT]
    return [*issued, *rest] if issued else files


def public_path(publication: Publication) -> str:
    """The permanent address of a public document."""
    return f"/cong-khai/{publication.office_code}/{publication.slug}/"
