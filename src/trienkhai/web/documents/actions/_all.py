"""Everything that changes documents, their readings, registers and distributions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypedDict
from uuid import UUID

from django.db import IntegrityError, transaction

from trienkhai import parts
from trienkhai.errors import UnreadableFile
from trienkhai.parts import Json, reading_to_json
from trienkhai.reading.header import find_secrecy_mark
from trienkhai.reading.pipeline import read_source
from trienkhai.sources import Source, read_bytes
from trienkhai.vietnamese.letters import fold
from trienkhai.web import clock
from trienkhai.web.documents import events
from trienkhai.web.documents.checks import check_value, whole_date
from trienkhai.web.documents.codes import code_key
from trienkhai.web.documents.models import (
    Correction,
    Direction,
    Distribution,
    Document,
    DocumentEdge,
    DocumentFile,
    Origin,
    Purpose,
    Reading,
    RegisterEntry,
)
from trienkhai.web.documents.permissions import (
    may_correct,
    may_enter,
    may_number,
    may_register_incoming,
    may_sign,
)
from trienkhai.web.documents.purposes import infer_purpose
from trienkhai.web.documents.queries import find_distribution, next_number, who_has_number
from trienkhai.web.documents.states import may_follow
from trienkhai.web.documents.values import current_values, label_of, list_doubts
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.files.actions import keep_file
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Letterhead

READER_VERSION = "1"
LARGEST_FILE = 50 * 1024 * 1024
MEDIA_TYPES = {
    "text": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "pdf": "application/pdf",
    "scan": "application/octet-stream",
}
AUTHORITIES = ("none", "KT.", "TL.", "TUQ.", "Q.", "TM.")


class About(TypedDict):
    """What every event of a document says of it."""

    object_id: int
    object_label: str
    document_id: int
    office_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A line of Nơi nhận on its way: a unit inside this database, or a printed name alone."""

    printed: str
    purpose: Purpose
    unit_id: int | None = None
    origin: Origin = Origin.STATED


def enter_document(
    actor: Actor, *, uuid: UUID, data: bytes, name: str, direction: Direction, contest_secrecy: bool = False
) -> Document:
    """The document with its file kept and its reading made. The bytes are durable when this returns.

    A file with a printed secrecy mark is not stored; the refusal is journalled without content. A clerk who sees that
    the mark was misread says so with `contest_secrecy`. Raises NotValid for a file that cannot be read.
    """
    if not may_enter(actor):
        raise NotAllowed("clerk-enters", "Văn thư hoặc chuyên viên mới đưa văn bản vào được.")
    source = open_source(data, name)
    if not contest_secrecy and find_secrecy_mark(source.text) is not None:
        refuse_secret(actor)
    sha256 = hashlib.sha256(data).hexdigest()
    said: dict[str, object] = {"sha256": sha256, "name": name, "direction": direction}
    stored = keep_file(data, MEDIA_TYPES[source.kind])
    with transaction.atomic():
        earlier = find_earlier(uuid, "document", said)
        if earlier is not None:
            return Document.objects.get(pk=earlier)
        moment = clock.now()
        document = Document.objects.create(
            uuid=uuid,
            office_id=actor.office_id,
            direction=direction,
            created_by=f"{actor.post_title}, {actor.unit_name}",
            created_at=moment,
            changed_at=moment,
        )
        DocumentFile.objects.create(document=document, stored=stored, name=name[:255], added_at=moment)
        remember(uuid, "document", document.pk, said)
        record(events.DocumentEntered(file=name, sha256=sha256, **about(document)), actor.author)
        keep_reading(actor, document, source)
        return document


def open_source(data: bytes, name: str) -> Source:
    """The file as text. Raises NotValid with the reader's own sentence."""
    if len(data) > LARGEST_FILE:
        raise NotValid("file-too-large", f"Tệp “{name}” lớn hơn 50 MB, chưa được lưu. Giảm dung lượng rồi gửi lại.")
    try:
        return read_bytes(data, name)
    except UnreadableFile as refusal:
        raise NotValid(refusal.id, refusal.message, {"file": refusal.message}) from refusal


def refuse_secret(actor: Actor) -> None:
    """Journal the refusal, then raise it: the journal must not be rolled back with it."""
    with transaction.atomic():
        record(events.SecretRefused(object_id=0, office_id=actor.office_id), actor.author)
    raise NotValid(
        "secret-document",
        "Văn bản có dấu Mật. Hệ thống không nhận văn bản mật; tệp chưa được lưu. "
        "Nếu máy đọc nhầm, chọn “Không phải văn bản mật” rồi gửi lại.",
        {"contest_secrecy": "Chọn nếu máy đọc nhầm."},
    )


def keep_reading(actor: Actor, document: Document, source: Source) -> Reading:
    """What the machine found in the source stands beside the document; the document's own fields show it."""
    found = read_source(source)
    reading = Reading.objects.create(
        document=document,
        text=found.text,
        found=reading_to_json(found),
        reader_version=READER_VERSION,
        read_at=clock.now(),
    )
    show_values(document, found)
    document.save()
    record(events.DocumentRead(problems=len(list_doubts(reading)), **about(document)), actor.author)
    return reading


@transaction.atomic
def correct_reading(
    actor: Actor, document_id: int, *, path: str, value: Json, span: parts.Span | None = None
) -> Correction:
    """This value holds for the path from now on; what was found stays. None means: left empty on purpose."""
    document = lock_document(actor, document_id)
    check_may(may_correct(actor, document), "clerk-corrects", "Văn thư, chuyên viên của cơ quan mới sửa bản đọc được.")
    check_state(document, "correct_reading")
    reading = need_reading(document)
    checked = check_value(reading, path, value)
    if span is not None and not 0 <= span[0] < span[1] <= len(reading.text):
        raise NotValid("span-outside", "Chỗ được chọn nằm ngoài văn bản. Chọn lại trong phần chữ của văn bản.")
    correction = Correction.objects.create(
        reading=reading,
        path=path,
        value=checked,
        span=list(span) if span else None,
        made_by=f"{actor.post_title}, {actor.unit_name}",
        made_at=clock.now(),
    )
    show_values(document, current_values(reading_again(reading)))
    touch(document)
    shown = "" if checked is None else str(checked)[:200]
    record(events.ReadingCorrected(path=path, label=label_of(path), value=shown, **about(document)), actor.author)
    return correction


@transaction.atomic
def mark_seen(actor: Actor, document_id: int, *, keys: Iterable[str]) -> list[str]:
    """These doubtful places were looked at; returns all that were. Looking changes nothing, so it is not a deed."""
    document = lock_document(actor, document_id)
    check_may(may_correct(actor, document), "clerk-corrects", "Văn thư, chuyên viên của cơ quan mới sửa bản đọc được.")
    reading = need_reading(document)
    known = {doubt.key for doubt in list_doubts(reading)}
    reading.seen = sorted({*reading.seen, *(key for key in keys if key in known)})
    reading.save(update_fields=["seen"])
    return list(reading.seen)


@transaction.atomic
def confirm_reading(
    actor: Actor,
    document_id: int,
    *,
    corrections: Mapping[str, Json] | None = None,
    all_seen: bool = False,
    version: int | None = None,
) -> Document:
    """A person stands for the reading. Every doubtful place was seen (`all_seen` says so for machines).

    Raises Conflict where somebody else changed the document since `version`.
    """
    document = lock_document(actor, document_id)
    check_may(may_correct(actor, document), "clerk-confirms", "Văn thư, chuyên viên của cơ quan mới xác nhận được.")
    check_state(document, "confirm_reading")
    check_version(document, version)
    for path, value in (corrections or {}).items():
        correct_reading(actor, document_id, path=path, value=value)
    reading = reading_again(need_reading(document))
    left = [doubt.key for doubt in list_doubts(reading) if doubt.key not in reading.seen]
    if left and not all_seen:
        raise NotValid(
            "doubts-unseen", f"Còn {len(left)} chỗ cần xem trước khi xác nhận.", dict.fromkeys(left, "Chưa xem.")
        )
    values = current_values(reading)
    document.refresh_from_db()
    show_values(document, values)
    document.state = Document.State.CONFIRMED
    reading.confirmed_at, reading.confirmed_by = clock.now(), f"{actor.post_title}, {actor.unit_name}"
    reading.save(update_fields=["confirmed_at", "confirmed_by"])
    touch(document)
    keep_edges(document, values, reading.text)
    keep_receivers(document, values)
    record(events.ReadingConfirmed(direction=document.direction, **about(document)), actor.author)
    return document


@transaction.atomic
def add_attachment(actor: Actor, document_id: int, *, data: bytes, name: str, media_type: str) -> DocumentFile:
    """A file lies beside the text; possible until the document is issued."""
    document = lock_document(actor, document_id)
    check_may(may_correct(actor, document), "clerk-attaches", "Văn thư, chuyên viên của cơ quan mới thêm tệp được.")
    if document.state == Document.State.ISSUED:
        raise WrongState("document-issued", "Văn bản đã ban hành, không thêm tệp được nữa.")
    if not data:
        raise NotValid("file-empty", f"Tệp “{name}” trống, chưa có gì được lưu. Chọn lại tệp.")
    if len(data) > LARGEST_FILE:
        raise NotValid("file-too-large", f"Tệp “{name}” lớn hơn 50 MB, chưa được lưu. Giảm dung lượng rồi gửi lại.")
    attached = DocumentFile.objects.create(
        document=document,
        stored=keep_file(data, media_type[:120] or "application/octet-stream"),
        part=DocumentFile.Part.ATTACHMENT,
        name=name[:255],
        position=document.files.count(),
        added_at=clock.now(),
    )
    touch(document)
    record(events.AttachmentAdded(file=name, **about(document)), actor.author)
    return attached


@transaction.atomic
def sign_document(actor: Actor, document_id: int, *, authority: str) -> Document:
    """A leader of the office has signed, in this authority ("none", "KT.", "TL.", "TUQ.", "Q.", "TM.")."""
    document = lock_document(actor, document_id)
    check_may(may_sign(actor, document), "leader-signs", "Việc ký do lãnh đạo cơ quan làm. Anh/chị trình được.")
    check_state(document, "sign_document")
    if authority not in AUTHORITIES:
        raise NotValid("authority-unknown", "Chọn quyền hạn ký: để trống, KT., TL., TUQ., Q. hoặc TM.")
    if actor.is_head == (authority in ("KT.", "TL.", "TUQ.")):
        sentence = "Người đứng đầu ký trực tiếp, không ghi KT." if actor.is_head else "Cấp phó ký thay phải ghi KT."
        raise NotValid("authority-unfit", sentence, {"authority": sentence})
    document.signing_mode = "" if authority == "none" else authority
    document.signing_head_title = actor.head_title if document.signing_mode else ""
    document.signing_title = actor.printed_title or actor.post_title.upper()
    document.signer_name = document.signer_name or actor.person_name
    document.signed_on, document.signed_at = clock.today(), clock.now()
    document.state = Document.State.SIGNED
    touch(document)
    title = document.signing_title
    record(events.DocumentSigned(mode=document.signing_mode, title=title, **about(document)), actor.author)
    return document


@transaction.atomic
def unsign_document(actor: Actor, document_id: int) -> Document:
    """The leader takes the signature back; possible until a number is given."""
    document = lock_document(actor, document_id)
    check_may(may_sign(actor, document), "leader-signs", "Người ký mới rút chữ ký được.")
    check_state(document, "unsign_document")
    document.signed_on = document.signed_at = None
    document.signing_mode = document.signing_head_title = document.signing_title = ""
    document.state = Document.State.CONFIRMED
    touch(document)
    record(events.SignatureTakenBack(**about(document)), actor.author)
    return document


@transaction.atomic
def number_document(
    actor: Actor, document_id: int, *, number: int | None = None, day: date | None = None
) -> RegisterEntry:
    """The document stands in the outgoing register under a number used once (Decree 30/2020, Article 15).

    Without `number`: the one on the paper, else the next of the year. Raises Conflict where another document has it.
    """
    document = lock_document(actor, document_id)
    check_may(may_number(actor, document), "clerk-numbers", "Việc cấp số do văn thư cơ quan làm.")
    check_state(document, "number_document")
    day = day or document.dated_on or clock.today()
    if day > clock.today():
        raise NotValid("day-ahead", "Ngày văn bản không thể sau hôm nay.", {"day": "Chọn ngày không sau hôm nay."})
    if number is None:
        printed = document.number
        number = int(printed) if printed.isdigit() else next_number(document.office_id, Direction.OUTGOING, day.year)
    if not 1 <= number <= 99_999:
        raise NotValid("number-range", "Số văn bản phải từ 1 đến 99999.", {"number": "Nhập số từ 1 đến 99999."})
    holder = who_has_number(document.office_id, Direction.OUTGOING, day.year, number)
    if holder is not None:
        raise used_number(number, day.year, holder)
    entry = enter_register(actor, document, Direction.OUTGOING, number, day)
    document.number, document.dated_on = f"{number:02}", day
    document.code = f"{document.number}/{document.symbol}" if document.symbol else document.number
    document.code_key = code_key(document.code)
    document.state = Document.State.NUMBERED
    touch(document)
    record(events.DocumentNumbered(code=document.code, day=f"{day:%d/%m/%Y}", **about(document)), actor.author)
    return entry


def issue_document(actor: Actor, document: Document, receivers: Iterable[Receiver]) -> Document:
    """The document has gone out to its receivers. Call it inside the deed's transaction with the document locked.

    Refused without number, day and signer, with one sentence that names all that is missing.
    """
    check_may(may_number(actor, document), "clerk-issues", "Việc ban hành do văn thư cơ quan làm.")
    missing = [
        word
        for word, there in (
            ("người ký", document.signed_on and document.signer_name),
            ("số", document.number),
            ("ngày", document.dated_on),
        )
        if not there
    ]
    if missing:
        raise WrongState("issue-incomplete", f"Chưa ban hành được: văn bản chưa có {', '.join(missing)}.")
    check_state(document, "issue_document")
    rows = list(receivers)
    distribute(document, rows)
    document.issued_on, document.issued_at = clock.today(), clock.now()
    document.state = Document.State.ISSUED
    touch(document)
    record(events.DocumentIssued(receivers=len(rows), **about(document)), actor.author)
    return document


def distribute(document: Document, receivers: Iterable[Receiver]) -> None:
    """Every receiver has a row; inside one database a document arrives the moment it is sent."""
    moment = clock.now()
    document.distributions.all().delete()
    Distribution.objects.bulk_create(
        Distribution(
            document=document,
            unit_id=row.unit_id,
            printed=row.printed[:300],
            purpose=row.purpose,
            origin=row.origin,
            sent_at=moment,
            arrived_at=moment if row.unit_id else None,
            position=position,
        )
        for position, row in enumerate(receivers)
    )


@transaction.atomic
def register_incoming(actor: Actor, document_id: int) -> RegisterEntry:
    """The document stands in the receiver's incoming register with the next arrival number (Article 22)."""
    document = Document.objects.select_for_update().filter(pk=document_id).first()
    distribution = find_distribution(actor, document_id)
    if document is None or (distribution is None and document.office_id != actor.office_id):
        raise Unknown
    check_may(may_register_incoming(actor), "clerk-registers", "Việc vào sổ văn bản đến do văn thư đơn vị làm.")
    office_id = distribution.unit_id if distribution and distribution.unit_id else actor.office_id
    known = RegisterEntry.objects.filter(document=document, office_id=office_id, direction=Direction.INCOMING).first()
    if known is not None:
        return known
    number = next_number(office_id, Direction.INCOMING, clock.today().year)
    entry = enter_register(actor, document, Direction.INCOMING, number, clock.today(), office_id=office_id)
    if distribution is not None:
        Distribution.objects.filter(pk=distribution.pk).update(registered_at=clock.now())
    said = about(document)
    said["office_id"] = office_id
    record(events.DocumentRegistered(arrival=number, **said), actor.author)
    return entry


@transaction.atomic
def create_outgoing(actor: Actor, *, kind: str, kind_name: str, symbol: str, subject: str) -> Document:
    """A document that the office writes itself (a report, an urging letter), confirmed from the start."""
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
        created_by=f"{actor.post_title}, {actor.unit_name}",
        created_at=moment,
        changed_at=moment,
    )
    record(events.ReadingConfirmed(direction="written", **about(document)), actor.author)
    return document


def enter_register(
    actor: Actor, document: Document, direction: Direction, number: int, day: date, *, office_id: int | None = None
) -> RegisterEntry:
    """The register line. Raises Conflict where a colleague took the number in the same moment."""
    try:
        with transaction.atomic():
            return RegisterEntry.objects.create(
                office_id=office_id or document.office_id,
                direction=direction,
                year=day.year,
                number=number,
                day=day,
                document=document,
                entered_by=f"{actor.post_title}, {actor.unit_name}",
                recorded_at=clock.now(),
            )
    except IntegrityError as error:
        raise used_number(number, day.year, None) from error


def used_number(number: int, year: int, holder: Document | None) -> Conflict:
    """The refusal of a number somebody has, naming who."""
    whose = f" cho {holder.kind_name} “{holder.subject[:80]}”" if holder else ""
    return Conflict(
        "number-used",
        f"Số {number} năm {year} đã dùng{whose}. Chọn số khác; văn bản này chưa được cấp số.",
        {"number": "Số này đã dùng."},
    )


def keep_edges(document: Document, values: parts.Reading, text: str) -> None:
    """Which documents this one names: the chain of authority first, every other citation after it."""
    document.edges.all().delete()
    dates = {citation.code: citation.date for citation in values.citations if citation.code}
    types = {citation.code: citation.type for citation in values.citations if citation.code}
    rows: list[DocumentEdge] = []
    for link in values.directive.authority_chain:
        cited = parts.Citation("", types.get(link.code), link.code, dates.get(link.code), link.issuer, link.span)
        rows.append(edge_from(document, cited, link.kind, text, len(rows)))
    chained = {link.code for link in values.directive.authority_chain}
    for citation in values.citations:
        if citation.code and citation.code not in chained:
            chained.add(citation.code)
            rows.append(edge_from(document, citation, parts.EdgeKind.CITES, text, len(rows)))
    targets = {
        known.code_key: known.pk
        for known in Document.objects.filter(code_key__in=[row.target_code_key for row in rows]).exclude(pk=document.pk)
    }
    for row in rows:
        row.target_id = targets.get(row.target_code_key)
    DocumentEdge.objects.bulk_create(rows)


def edge_from(
    document: Document, citation: parts.Citation, kind: parts.EdgeKind, text: str, position: int
) -> DocumentEdge:
    """One edge, with the words around it quoted."""
    start, end = citation.span
    return DocumentEdge(
        document=document,
        kind=kind.value,
        target_kind=citation.type or "",
        target_code=citation.code or "",
        target_code_key=code_key(citation.code or ""),
        target_issuer=citation.issuer or "",
        target_dated_on=whole_date(citation.date),
        quote=" ".join(text[max(0, start - 40) : end + 60].split()),
        span=list(citation.span),
        position=position,
    )


def keep_receivers(document: Document, values: parts.Reading) -> None:
    """A planned distribution for every line of Nơi nhận, its purpose stated or inferred; nothing is sent yet."""
    document.distributions.all().delete()
    rows = []
    for position, recipient in enumerate(values.recipients):
        purpose, origin = infer_purpose(recipient)
        rows.append(
            Distribution(
                document=document, printed=recipient.text[:300], purpose=purpose, origin=origin, position=position
            )
        )
    if values.archive:
        printed = "Lưu: " + ", ".join(values.archive)
        rows.append(Distribution(document=document, printed=printed, purpose=Purpose.FILE, position=len(rows)))
    Distribution.objects.bulk_create(rows)


def show_values(document: Document, values: parts.Reading) -> None:
    """The document's own fields say what the reading says now."""
    issuer = values.agency or (values.directive.issuer.name if values.directive.issuer else "")
    document.kind_name = (values.doc_type or "công văn")[:60]
    document.kind = "kind_" + fold(document.kind_name).replace(" ", "_")[:35]
    document.number = (values.number or "")[:20]
    document.symbol = (values.symbol or "")[:60]
    document.code = (values.code or "")[:80]
    document.code_key = code_key(document.code)
    document.issuer_name = (issuer or "")[:200]
    document.issuer_id = document.office_id if document.direction == Direction.OUTGOING else None
    document.place = (values.place or "")[:100]
    document.dated_on = whole_date(values.date)
    document.subject = values.subject or ""
    document.subject_folded = fold(document.subject)
    document.urgency = (values.urgency or "")[:20]
    document.signer_name = (values.signature.name or "")[:120]


def reading_again(reading: Reading) -> Reading:
    """The reading with its corrections as they are now."""
    return Reading.objects.prefetch_related("corrections").get(pk=reading.pk)


def need_reading(document: Document) -> Reading:
    """The document's reading. Raises WrongState where it has none."""
    reading = Reading.objects.filter(document=document).prefetch_related("corrections").first()
    if reading is None:
        raise WrongState("not-read", "Máy chưa đọc xong văn bản này. Tải lại trang sau ít phút.")
    return reading


def lock_document(actor: Actor, document_id: int) -> Document:
    """The document, locked. Raises Unknown for one of another office."""
    document = Document.objects.select_for_update().filter(pk=document_id, office_id=actor.office_id).first()
    if document is None:
        raise Unknown
    return document


def check_may(allowed: bool, id: str, sentence: str) -> None:
    """Raises NotAllowed with the sentence that says who may."""
    if not allowed:
        raise NotAllowed(id, sentence)


def check_state(document: Document, deed: str) -> None:
    """Raises WrongState where the table has no such step."""
    state = Document.State(document.state)
    if may_follow(state, deed) is None:
        raise WrongState("document-state", f"Văn bản này {state.label}, không làm việc này được.")


def check_version(document: Document, version: int | None) -> None:
    """Raises Conflict where somebody else changed the document since."""
    if version is not None and version != document.version:
        raise Conflict(
            "document-changed",
            f"Người khác vừa sửa văn bản này lúc {document.changed_at.astimezone(clock.HANOI):%H giờ %M}. "
            "Tải lại trang để xem bản mới; phần đã sửa trước đó vẫn được giữ.",
        )


def touch(document: Document) -> None:
    """Save the document as changed now."""
    document.version += 1
    document.changed_at = clock.now()
    document.save()


def about(document: Document) -> About:
    """What every event of the document says of it."""
    return {
        "object_id": document.pk,
        "object_label": f"{document.kind_name} {document.code or document.symbol or document.subject[:60]}".strip(),
        "document_id": document.pk,
        "office_id": document.office_id,
    }
