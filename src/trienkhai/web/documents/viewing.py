"""What the page of one document shows: what it is, where it went, and who can do what next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai import parts
from trienkhai.parts import from_json
from trienkhai.web.documents import queries
from trienkhai.web.documents.actions import SECRET
from trienkhai.web.documents.doubts import Doubt, sort_problems
from trienkhai.web.documents.edges import EDGE_WORDS
from trienkhai.web.documents.models import (
    Assignment,
    CaseFile,
    Direction,
    Distribution,
    Document,
    DocumentEdge,
    DocumentFile,
    HeldFile,
    Publication,
    Reading,
    RegisterEntry,
)
from trienkhai.web.documents.papers import find_paper_address
from trienkhai.web.documents.permissions import (
    keeps_registers,
    may_assign,
    may_correct,
    may_file,
    may_number,
    may_settle,
    may_sign,
)
from trienkhai.web.documents.states import Who, may_follow
from trienkhai.web.journal.models import Entry
from trienkhai.web.journal.queries import list_entries_of_document
from trienkhai.web.offices.actor import Actor
from trienkhai.web.ui.formats import format_day
from trienkhai.web.ui.icons import State

MOST_ENTRIES = 30
KEPT = (Document.State.ISSUED, Document.State.RECEIVED)
_STATE_ICONS = {
    Document.State.DRAFT: State.LOOK,
    Document.State.CONFIRMED: State.DRAFT,
    Document.State.SIGNED: State.DRAFT,
    Document.State.NUMBERED: State.DRAFT,
    Document.State.ISSUED: State.DONE,
    Document.State.RECEIVED: State.DONE,
    Document.State.DISCARDED: State.EXEMPT,
}
_STATE_WORDS = {
    Document.State.DRAFT: gettext_lazy("Cần đọc lại"),
    Document.State.CONFIRMED: gettext_lazy("Chờ ký"),
    Document.State.SIGNED: gettext_lazy("Đã ký, chờ cấp số"),
    Document.State.NUMBERED: gettext_lazy("Đã cấp số, chờ ban hành"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next deed, who does it, and whether that is this person. `deed` names it; `form` is sent from the page."""

    deed: str
    words: str
    who: Who
    mine: bool
    button: str = ""
    form: bool = False


@dataclass(frozen=True, slots=True)
class ShownDistribution:
    """One receiver by name and how far the document is with it."""

    printed: str
    purpose: str
    inferred: bool
    icon: State
    words: str


@dataclass(frozen=True, slots=True)
class ShownEdge:
    """A document that is named, and what it is to this one."""

    edge: DocumentEdge
    words: str


@dataclass(frozen=True, slots=True)
class ShownAssignment:
    """Who deals with an arrival; `mine` means that the person settles it."""

    row: Assignment
    mine: bool
    icon: State


@dataclass(frozen=True, slots=True)
class DetailPage:
    """Everything the page of one document shows."""

    title: str
    text: str
    directive_id: int | None
    entries: tuple[RegisterEntry, ...]
    distributions: tuple[ShownDistribution, ...]
    chain: tuple[ShownEdge, ...]
    cited: tuple[ShownEdge, ...]
    problems: tuple[Doubt, ...]
    journal: tuple[Entry, ...]
    steps: tuple[NextStep, ...]
    absent: tuple[str, ...]
    promised: bool
    may_attach: bool
    may_reopen: bool
    own: bool
    arrived: bool
    may_assign: bool
    assignments: tuple[ShownAssignment, ...]
    filings: tuple[CaseFile, ...]
    case_files: tuple[CaseFile, ...]
    publication: Publication | None
    paper_address: str
    unread: str

    @property
    def absent_open(self) -> bool:
        """Whether an announced enclosure is still to be settled."""
        return bool(self.absent) and not self.promised


def document_label(document: Document) -> str:
    """The document as a heading says it; without a number its symbol stands behind dots, as on a draft."""
    code = document.code or (f"…/{document.symbol}" if document.symbol else "")
    return f"{document.kind_name[:1].upper()}{document.kind_name[1:]} {code}".strip()


def state_icon(document: Document) -> State:
    """The drawing of a document's state."""
    return _STATE_ICONS[Document.State(document.state)]


def state_words(document: Document) -> str:
    """What a document waits for, or that it is done."""
    state = Document.State(document.state)
    return str(_STATE_WORDS.get(state) or state.label[:1].upper() + state.label[1:])


def detail_page(actor: Actor, document: Document) -> DetailPage:
    """The page as this person may see it: registers, problems and history are the business of the office's own people.

    A receiver sees its own line of the distribution; who else receives is printed in the text.
    """
    own = document.office_id == actor.office_id
    reading = queries.find_reading(document)
    if reading is not None:
        reading.document = document  # the same row: asked for its direction, not fetched again
    rows = list(document.distributions.all())
    mine = [row for row in rows if row.unit_id in (actor.unit_id, actor.office_id)]
    edges = [ShownEdge(edge, str(EDGE_WORDS[parts.EdgeKind(edge.kind)])) for edge in document.edges.all()]
    journal = tuple(list_entries_of_document(document.pk, MOST_ENTRIES)) if own else ()
    made = getattr(document, "directive", None) if own else None
    directive = made.pk if made is not None else None
    entries = list(document.register_entries.filter(office_id=actor.office_id).order_by("id"))
    state = Document.State(document.state)
    arrived = any(entry.direction == Direction.INCOMING for entry in entries)
    case_files = list(queries.list_case_files_for(actor, document.pk)) if state in KEPT else []
    return DetailPage(
        title=document_label(document),
        text=reading.text if reading else "",
        directive_id=directive,
        entries=tuple(entries),
        distributions=tuple(_shown(row) for row in (rows if own else mine)),
        chain=tuple(edge for edge in edges if edge.edge.kind != parts.EdgeKind.CITES),
        cited=tuple(edge for edge in edges if edge.edge.kind == parts.EdgeKind.CITES),
        problems=tuple(chain.from_iterable(sort_problems(reading))) if own and reading else (),
        journal=journal,
        steps=tuple(_next_steps(actor, document, directive, mine, entries)),
        absent=_absent(document, reading) if own else (),
        promised=any(entry.name == "document.attachment_promised" for entry in journal),
        may_attach=may_correct(actor, document) and may_follow(state, "add_attachment") is not None,
        may_reopen=may_correct(actor, document)
        and may_follow(state, "reopen_reading") is not None
        and reading is not None,
        own=own,
        arrived=arrived,
        may_assign=arrived and may_assign(actor, getattr(document, "clerk_there", None)),
        assignments=_assignments(actor, document) if arrived else (),
        filings=tuple(row for row in case_files if row.place is not None),  # type: ignore[attr-defined]  # annotated
        case_files=tuple(row for row in case_files if row.place is None) if may_file(actor) else (),  # type: ignore[attr-defined]  # annotated
        publication=getattr(document, "publication", None) if own else None,
        paper_address="" if reading else find_paper_address(document.pk),
        unread=unread_words(queries.find_held(document)) if own and reading is None else "",
    )


def unread_words(held: HeldFile | None) -> str:
    """How a document stands that was not read, in a few words; empty for one that was, or needs no reading."""
    if held is None:
        return ""
    if held.refusal == SECRET:
        return _("Có dấu mật, không nhận")
    return _("Máy không đọc được") if held.refusal else _("Chờ máy đọc")


def _assignments(actor: Actor, document: Document) -> tuple[ShownAssignment, ...]:
    icons = {
        Assignment.State.GIVEN: State.WAITING,
        Assignment.State.TAKEN: State.RECORDED,
        Assignment.State.DONE: State.DONE,
        Assignment.State.WITHDRAWN: State.EXEMPT,
    }
    open_states = (Assignment.State.GIVEN, Assignment.State.TAKEN)
    return tuple(
        ShownAssignment(row, row.state in open_states and may_settle(actor, row), icons[Assignment.State(row.state)])
        for row in queries.list_assignments(actor, document.pk)
    )


def _shown(row: Distribution) -> ShownDistribution:
    purpose = row.get_purpose_display()
    if row.refused_at is not None:
        icon, words = State.LOOK, _("Trả lại: %(refusal)s") % {"refusal": row.refusal}
    elif row.registered_at is not None:
        icon, words = State.DONE, _("Đã vào sổ %(registered_at)s") % {"registered_at": _day(row.registered_at)}
    elif row.arrived_at is not None:
        icon, words = State.DONE, _("Đã đến %(arrived_at)s") % {"arrived_at": _day(row.arrived_at)}
    elif row.sent_at is not None:
        icon, words = State.DONE, _("Đã gửi %(sent_at)s") % {"sent_at": _day(row.sent_at)}
    else:
        icon, words = State.DRAFT, _("Gửi khi ban hành")
    return ShownDistribution(row.printed, purpose, row.origin == "inferred", icon, words)


def _day(moment: datetime) -> str:
    return format_day(moment)


def _absent(document: Document, reading: Reading | None) -> tuple[str, ...]:
    """Enclosures the text announces, while no file lies beside it."""
    if reading is None or any(file.part == DocumentFile.Part.ATTACHMENT for file in document.files.all()):
        return ()
    directive = from_json(parts.Reading, {**reading.found, "text": reading.text}).directive
    return tuple(absent.text for absent in directive.announced_but_absent)


def _next_steps(
    actor: Actor, document: Document, directive: int | None, mine: list[Distribution], entries: list[RegisterEntry]
) -> list[NextStep]:
    """What can be done now and by whom, the person's own possibilities among it."""
    registered = any(entry.direction == Direction.INCOMING for entry in entries)
    own = document.office_id == actor.office_id
    state = document.state
    steps: list[NextStep] = []
    if own and state == Document.State.DRAFT:
        steps.append(
            NextStep("review", _("Đọc lại, xác nhận bản đọc"), Who.DESK, may_correct(actor, document), _("Đọc lại"))
        )
    if own and state == Document.State.CONFIRMED:
        if directive is not None:
            words = _("Đặt đơn vị nhận, thời hạn")
            steps.append(NextStep("cascade", words, Who.DESK, may_correct(actor, document), _("Đơn vị nhận, thời hạn")))
        steps.append(NextStep("sign", _("Ký"), Who.LEADER, may_sign(actor, document), _("Ký"), form=directive is None))
    if own and state == Document.State.SIGNED:
        steps.append(NextStep("number", _("Cấp số, ngày"), Who.CLERK, may_number(actor, document), _("Cấp số, ngày")))
    if own and state == Document.State.NUMBERED:
        words = _("Ban hành, gửi nơi nhận")
        steps.append(
            NextStep("issue", words, Who.CLERK, may_number(actor, document), _("Ban hành"), form=directive is None)
        )
    unregistered = any(row.registered_at is None and row.sent_at is not None for row in mine)
    arrived = own and document.direction == Direction.INCOMING and state == Document.State.RECEIVED
    if (unregistered or arrived) and not registered:
        words = _("Vào sổ văn bản đến")
        steps.append(NextStep("register", words, Who.RECEIVER, keeps_registers(actor), words, form=True))
    return steps


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A line of the list: the document, where it opens, what it waits for."""

    document: Document
    to_review: bool
    icon: State
    words: str
    file: str = ""


def listed(actor: Actor, rows: list[Document]) -> list[ListedDocument]:
    """Lines of the list as this person sees them: what arrived says whether it stands in their register."""
    registered = queries.find_registered(actor, [row.pk for row in rows])
    drafts = [row.pk for row in rows if row.state == Document.State.DRAFT and row.office_id == actor.office_id]
    unread = queries.list_held(drafts)
    lines = []
    for row in rows:
        own = row.office_id == actor.office_id
        icon, words = state_icon(row), state_words(row)
        if not own or row.state == Document.State.RECEIVED:
            number = registered.get(row.pk)
            icon = State.WAITING if number is None else State.DONE
            words = _("Đã đến, chưa vào sổ") if number is None else _("Số đến %(number)s") % {"number": number}
        held = unread.get(row.pk)
        if held is not None:
            icon, words = State.LOOK if held.refusal else State.WAITING, unread_words(held)
        to_review = row.state == Document.State.DRAFT and may_correct(actor, row)
        lines.append(ListedDocument(row, to_review, icon, words, held.name if held else ""))
    return lines
