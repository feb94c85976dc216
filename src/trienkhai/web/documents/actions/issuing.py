"""From a confirmed document to one that has gone out: signed, numbered and dated, issued, distributed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trienkhai.vietnamese.letters import fold
from trienkhai.web import clock
from trienkhai.web.documents import events
from trienkhai.web.documents.actions.locking import (
    about,
    author_line,
    check_may,
    check_state,
    check_version,
    lock_document,
    touch,
)
from trienkhai.web.documents.codes import code_key
from trienkhai.web.documents.models import Direction, Distribution, Document, Origin, Purpose, RegisterEntry
from trienkhai.web.documents.permissions import (
    may_number,
    may_register_incoming,
    may_sign,
    may_write,
)
from trienkhai.web.documents.queries import (
    find_distribution,
    has_directive,
    list_planned,
    next_number,
    who_has_number,
)
from trienkhai.web.errors import Conflict, NotValid, Unknown, WrongState
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Letterhead

AUTHORITIES = ("none", "KT.", "TL.", "TUQ.", "Q.", "TM.")
MOST_TRIES = 8
FOR_ANOTHER = ("KT.", "TL.", "TUQ.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A line of Nơi nhận on its way: a unit inside this database, or a printed name alone."""

    printed: str
    purpose: Purpose
    unit_id: int | None = None
    origin: Origin = Origin.STATED


@transaction.atomic
def sign_document(actor: Actor, document_id: int, *, authority: str, version: int | None = None) -> Document:
    """A leader of the office has signed, in this authority ("none", "KT.", "TL.", "TUQ.", "Q.", "TM.")."""
    document = lock_document(actor, document_id)
    check_may(may_sign(actor, document), "leader-signs", _("Việc ký do lãnh đạo cơ quan làm. Anh/chị trình được."))
    after = check_state(document, "sign_document")
    check_version(document, version)
    check_authority(actor, authority)
    document.signing_mode = "" if authority == "none" else authority
    document.signing_head_title = actor.head_title if authority in FOR_ANOTHER else ""
    document.signing_title = actor.printed_title or actor.post_title.upper()
    document.signer_name = actor.person_name
    document.signed_on, document.signed_at = clock.today(), clock.now()
    document.state = after
    touch(document)
    title = document.signing_title
    record(events.DocumentSigned(mode=document.signing_mode, title=title, **about(document)), actor.author)
    return document


def check_authority(actor: Actor, authority: str) -> None:
    """Raises NotValid for an unknown authority and for one that does not fit the post (Decree 30/2020, Article 13)."""
    if authority not in AUTHORITIES:
        sentence = _("Chọn quyền hạn ký: trực tiếp, KT., TL., TUQ., Q. hoặc TM.")
        raise NotValid("authority-unknown", sentence, {"authority": sentence})
    heads_office = actor.is_head and actor.unit_id == actor.office_id
    if heads_office and authority in FOR_ANOTHER:
        sentence = _("Người đứng đầu cơ quan ký trực tiếp, không ghi KT., TL., TUQ.")
        raise NotValid("authority-unfit", sentence, {"authority": sentence})
    if not heads_office and authority not in FOR_ANOTHER:
        sentence = _("Người không đứng đầu cơ quan phải ghi quyền hạn ký: KT., TL. hoặc TUQ.")
        raise NotValid("authority-unfit", sentence, {"authority": sentence})


@transaction.atomic
def unsign_document(actor: Actor, document_id: int) -> Document:
    """The leader takes the signature back; possible until a number is given."""
    document = lock_document(actor, document_id)
    check_may(may_sign(actor, document), "leader-signs", _("Việc rút chữ ký do lãnh đạo cơ quan làm."))
    document.state = check_state(document, "unsign_document")
    document.signed_on = document.signed_at = None
    document.signing_mode = document.signing_head_title = document.signing_title = ""
    touch(document)
    record(events.SignatureTakenBack(**about(document)), actor.author)
    return document


@transaction.atomic
def number_document(
    actor: Actor, document_id: int, *, number: int | None = None, day: date | None = None, version: int | None = None
) -> RegisterEntry:
    """The document stands in the outgoing register under a number used once (Decree 30/2020, Article 15).

    Without `number`: the one on the paper, else the next of the year. Raises Conflict where another document has it.
    """
    document = lock_document(actor, document_id)
    check_may(may_number(actor, document), "clerk-numbers", _("Việc cấp số do văn thư cơ quan làm."))
    after = check_state(document, "number_document")
    check_version(document, version)
    day = day or document.dated_on or clock.today()
    if day > clock.today():
        sentence = _("Ngày văn bản không thể sau hôm nay.")
        raise NotValid("day-ahead", sentence, {"day": sentence})
    if number is None and document.number.isdigit():
        number = int(document.number)
    entry = enter_register(actor, document, Direction.OUTGOING, number, day, office_id=document.office_id)
    number = entry.number
    document.number, document.dated_on = f"{number:02}", day
    document.code = f"{document.number}/{document.symbol}" if document.symbol else document.number
    document.code_key = code_key(document.code)
    document.state = after
    touch(document)
    record(events.DocumentNumbered(code=document.code, day=f"{day:%d/%m/%Y}", **about(document)), actor.author)
    return entry


def issue_document(actor: Actor, document: Document, receivers: Iterable[Receiver]) -> Document:
    """The document has gone out to its receivers. Call it inside the deed's transaction with the document locked.

    Refused without number, day and signer, with one sentence that names all that is missing.
    """
    check_may(may_number(actor, document), "clerk-issues", _("Việc ban hành do văn thư cơ quan làm."))
    check_complete(document)
    document.state = check_state(document, "issue_document")
    rows = list(receivers)
    distribute(document, rows)
    document.issued_on, document.issued_at = clock.today(), clock.now()
    touch(document)
    record(events.DocumentIssued(receivers=len(rows), **about(document)), actor.author)
    return document


@transaction.atomic
def send_document(actor: Actor, document_id: int, *, version: int | None = None) -> Document:
    """A document without a directive has gone out to the receivers planned for it.

    One that gives a directive is issued there, because its duties begin in the same moment.
    """
    document = lock_document(actor, document_id)
    check_may(may_number(actor, document), "clerk-issues", _("Việc ban hành do văn thư cơ quan làm."))
    check_version(document, version)
    if has_directive(document_id):
        raise WrongState(
            "directive-issues", _("Văn bản này giao việc: ban hành ở trang chỉ đạo, nhiệm vụ bắt đầu cùng lúc.")
        )
    receivers = [
        Receiver(printed=row.printed, purpose=Purpose(row.purpose), unit_id=row.unit_id, origin=Origin(row.origin))
        for row in list_planned(document_id)
    ]
    return issue_document(actor, document, receivers)


def check_complete(document: Document) -> None:
    """Raises WrongState that names everything still missing for issuing: signer, number, day."""
    wanted = {
        "signer": (_("người ký"), bool(document.signed_on and document.signer_name)),
        "number": (_("số"), bool(document.number) and document.state != Document.State.SIGNED),
        "day": (_("ngày"), document.dated_on is not None),
    }
    missing = {name: word for name, (word, there) in wanted.items() if not there}
    if missing:
        refusal = WrongState(
            "issue-incomplete",
            _("Chưa ban hành được: văn bản chưa có %(missing)s.") % {"missing": ", ".join(missing.values())},
        )
        refusal.fields = {name: _("Chưa có %(word)s.") % {"word": word} for name, word in missing.items()}
        raise refusal


def distribute(document: Document, receivers: Iterable[Receiver]) -> None:
    """Every receiver has a row, a unit one only; inside one database a document arrives the moment it is sent."""
    moment = clock.now()
    rows = _planned_rows(document, receivers)
    for row in rows:
        row.sent_at = moment
        row.arrived_at = moment if row.unit_id else None
    document.distributions.all().delete()
    Distribution.objects.bulk_create(rows)


@transaction.atomic
def register_incoming(actor: Actor, document_id: int, *, number: int | None = None) -> RegisterEntry:
    """The document stands in the receiver's incoming register under an arrival number (Article 22).

    Registering twice gives the same line. Raises Unknown for a document that did not come to the person's office.
    """
    document = Document.objects.select_for_update(no_key=True).filter(pk=document_id).first()
    distribution = find_distribution(actor, document_id)
    entered_here = document is not None and document.office_id == actor.office_id
    own = entered_here and document is not None and document.direction == Direction.INCOMING
    if document is None or (distribution is None and not entered_here):
        raise Unknown
    check_may(may_register_incoming(actor), "clerk-registers", _("Việc vào sổ văn bản đến do văn thư đơn vị làm."))
    if distribution is None and not own:
        raise WrongState("own-outgoing", _("Đây là văn bản đi của cơ quan, không vào sổ văn bản đến."))
    check_state(document, "register_incoming")
    office_id = actor.office_id
    known = RegisterEntry.objects.filter(document=document, office_id=office_id, direction=Direction.INCOMING).first()
    if known is not None:
        return known
    today = clock.today()
    entry = enter_register(actor, document, Direction.INCOMING, number or None, today, office_id=office_id)
    number = entry.number
    if distribution is not None:
        Distribution.objects.filter(pk=distribution.pk).update(registered_at=clock.now())
    said = about(document)
    said["office_id"] = office_id
    record(events.DocumentRegistered(arrival=number, **said), actor.author)
    return entry


@transaction.atomic
def create_outgoing(
    actor: Actor,
    *,
    kind: str,
    kind_name: str,
    symbol: str,
    subject: str,
    receivers: Iterable[Receiver] = (),
    uuid: UUID | None = None,
) -> Document:
    """A document that the office writes here (a report, an urging letter), confirmed from the start.

    `receivers` are planned and go out when it is issued. Twice under one UUID creates it once.
    """
    check_may(
        may_write(actor), "desk-writes", _("Việc soạn văn bản do chuyên viên, văn thư hoặc lãnh đạo cơ quan làm.")
    )
    said: dict[str, object] = {"kind": kind, "symbol": symbol, "subject": subject, "office": actor.office_id}
    earlier = find_earlier(uuid, "document", said) if uuid else None
    if earlier is not None:
        return Document.objects.get(pk=earlier)
    letterhead = Letterhead.objects.filter(unit_id=actor.office_id).first()
    moment = clock.now()
    document = Document.objects.create(
        office_id=actor.office_id,
        direction=Direction.OUTGOING,
        state=Document.State.CONFIRMED,
        kind=kind,
        kind_name=kind_name,
        issuer_id=actor.office_id,
        issuer_name=letterhead.name if letterhead else actor.office_name,
        symbol=symbol,
        place=letterhead.place if letterhead else "",
        subject=subject,
        subject_folded=fold(subject),
        created_by=author_line(actor),
        created_at=moment,
        changed_at=moment,
    )
    if uuid:
        remember(uuid, "document", document.pk, said)
    plan_receivers(document, receivers)
    record(events.OutgoingCreated(**about(document)), actor.author)
    return document


def plan_receivers(document: Document, receivers: Iterable[Receiver]) -> None:
    """These are to receive the document when it is issued; nothing is sent yet."""
    document.distributions.all().delete()
    Distribution.objects.bulk_create(_planned_rows(document, receivers))


def _planned_rows(document: Document, receivers: Iterable[Receiver]) -> list[Distribution]:
    """A row for each receiver; a unit that is named twice keeps its first line."""
    rows: list[Distribution] = []
    taken: set[int] = set()
    for receiver in receivers:
        if receiver.unit_id in taken:
            continue
        if receiver.unit_id is not None:
            taken.add(receiver.unit_id)
        rows.append(
            Distribution(
                document=document,
                unit_id=receiver.unit_id,
                printed=receiver.printed[:300],
                purpose=receiver.purpose,
                origin=receiver.origin,
                position=len(rows),
            )
        )
    return rows


def enter_register(
    actor: Actor, document: Document, direction: Direction, number: int | None, day: date, *, office_id: int
) -> RegisterEntry:
    """The register line. Without `number` it is the next of the year, also where a colleague takes one meanwhile.

    Raises NotValid for an impossible number, Conflict for one that is used.
    """
    for attempt in range(1, MOST_TRIES + 1):
        wanted = number if number is not None else next_number(office_id, direction, day.year)
        try:
            return _enter_number(actor, document, direction, wanted, day, office_id=office_id)
        except Conflict:
            if number is not None or attempt == MOST_TRIES:
                raise
    raise AssertionError("the last attempt raises")


def _enter_number(
    actor: Actor, document: Document, direction: Direction, number: int, day: date, *, office_id: int
) -> RegisterEntry:
    if not 1 <= number <= 99_999:
        sentence = _("Số phải từ 1 đến 99999.")
        raise NotValid("number-range", sentence, {"number": sentence})
    holder = who_has_number(office_id, direction, day.year, number)
    if holder is not None:
        raise used_number(number, day.year, holder)
    try:
        with transaction.atomic():
            return RegisterEntry.objects.create(
                office_id=office_id,
                direction=direction,
                year=day.year,
                number=number,
                day=day,
                document=document,
                entered_by=author_line(actor),
                recorded_at=clock.now(),
            )
    except IntegrityError as error:
        raise used_number(number, day.year, who_has_number(office_id, direction, day.year, number)) from error


def used_number(number: int, year: int, holder: Document | None) -> Conflict:
    """The refusal of a number somebody has, naming which document."""
    said: dict[str, int | str] = {"number": number, "year": year}
    if holder is None:
        sentence = _("Số %(number)s năm %(year)s đã dùng. Chọn số khác; văn bản này chưa được cấp số.") % said
    else:
        said["whose"] = f"{holder.kind_name} “{shorten(holder.subject, 90, placeholder=' …')}”"
        sentence = (
            _("Số %(number)s năm %(year)s đã dùng cho %(whose)s. Chọn số khác; văn bản này chưa được cấp số.") % said
        )
    return Conflict("number-used", sentence, {"number": sentence})
