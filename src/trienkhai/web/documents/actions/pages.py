"""Exchanging one page of a scan that cannot be read for a better picture of it; before anybody stands for the reading.

The scan itself stays as it came in, as evidence. The other page is a further file, tied to the page; it is held and
read behind the pages (`parts`), and the reading is made anew over all pages. What persons corrected stays.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from trienkhai.errors import UnreadableFile
from trienkhai.parts import Layout, from_json, reading_to_json
from trienkhai.reading.header import find_secrecy_mark
from trienkhai.reading.pipeline import read_source
from trienkhai.sources import Kind, PagePlaces, Source, find_kind
from trienkhai.sources.replacing import find_shift, replace_page
from trienkhai.web import clock
from trienkhai.web.documents import events
from trienkhai.web.documents.actions.locking import about, author_line, check_may, lock_document, touch
from trienkhai.web.documents.actions.parts import DESK_ONLY, find_twin, lock_part, turn_part_away
from trienkhai.web.documents.actions.readings import READER_VERSION
from trienkhai.web.documents.actions.trying import give_up
from trienkhai.web.documents.doubts import list_doubts
from trienkhai.web.documents.header import show_values
from trienkhai.web.documents.models import (
    Correction,
    Document,
    DocumentFile,
    EarlierReading,
    HeldPart,
    Reading,
    ReadPage,
)
from trienkhai.web.documents.permissions import may_correct
from trienkhai.web.documents.queries import find_reading
from trienkhai.web.documents.rebasing import Said, carry_over
from trienkhai.web.documents.states import may_follow
from trienkhai.web.documents.values import current_values
from trienkhai.web.errors import NotValid, Unknown, WrongState
from trienkhai.web.files.actions import keep_file
from trienkhai.web.files.holding import hold_bytes, let_go
from trienkhai.web.files.media import check_size, clean_name, find_media_type
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.events import MACHINE
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor

ONE_PAGE = in_vietnamese("Tệp thay có nhiều trang, hoặc không đọc được thành một trang. Gửi đúng một trang.")
TOO_LATE = in_vietnamese("Bản đọc đã được xác nhận trước khi máy đọc xong trang thay; trang chưa được thay.")


def exchange_page(
    actor: Actor, document_id: int, number: int, *, uuid: UUID, data: bytes, name: str, contest_secrecy: bool = False
) -> DocumentFile | HeldPart:
    """A better picture of page `number` is held until it is read; the file itself where it was exchanged before.

    Raises WrongState for a document that is no scan or whose reading somebody stands for, NotValid for a page that it
    does not have and for a file that is neither image nor PDF.
    """
    name = clean_name(name, "trang")
    _check_picture(data, name)
    sha256 = hashlib.sha256(data).hexdigest()
    said: dict[str, object] = {"sha256": sha256, "document": document_id, "page": number}
    token, kept = hold_bytes(data), False
    try:
        with transaction.atomic():
            document = lock_document(actor, document_id)
            check_may(may_correct(actor, document), "desk-attaches", DESK_ONLY)
            earlier = find_earlier(uuid, "document_file", said)
            if earlier is not None:
                return DocumentFile.objects.get(pk=earlier)
            waiting = find_twin(uuid, document_id, sha256, DocumentFile.Part.PAGE, page=number)
            if waiting is not None:
                return waiting
            check_page(document, number)
            made = HeldPart.objects.create(
                document=document,
                uuid=uuid,
                part=DocumentFile.Part.PAGE,
                page=number,
                token=token,
                name=name,
                sha256=sha256,
                size=len(data),
                contested=contest_secrecy,
                held_by=author_line(actor),
                held_at=clock.now(),
            )
            record(events.PageHeld(page=number, **about(document)), actor.author)
        kept = True
        return made
    finally:
        if not kept:
            let_go(token)


def check_page(document: Document, number: int) -> None:
    """Raises WrongState or NotValid where this page of the document cannot be exchanged now."""
    if may_follow(Document.State(document.state), "exchange_page") is None:
        reopened = may_follow(Document.State(document.state), "reopen_reading") is not None
        sentence = (
            _("Bản đọc đã được xác nhận. Mở lại bản đọc rồi thay trang.")
            if reopened
            else _("Bản đọc đã được xác nhận và văn bản đã đi tiếp, không thay trang được nữa. Thêm trang như tệp kèm.")
        )
        raise WrongState("document-confirmed", sentence)
    pages = ReadPage.objects.filter(reading__document=document)
    if not pages.filter(recognised=True).exists():
        raise WrongState("not-a-scan", _("Văn bản này không phải bản quét, không có ảnh trang để thay. Sửa từng mục."))
    if not pages.filter(number=number).exists():
        sentence = _("Văn bản này có %(count)s trang, không có trang %(number)s.")
        raise NotValid(
            "page-missing",
            sentence % {"count": pages.count(), "number": number},
            {"page": _("Chọn trang có trong văn bản.")},
        )
    if HeldPart.objects.filter(document=document, part=DocumentFile.Part.PAGE, refusal="").exists():
        raise WrongState("page-waiting", _("Một trang thay đang chờ máy đọc. Đợi đọc xong rồi thay trang khác."))


def finish_page(part_id: int, data: bytes, source: Source) -> DocumentFile | None:
    """The page is exchanged and the reading made anew, or the file is gone for the mark on it. Twice does it once."""
    marked = find_secrecy_mark(source.text) is not None
    with transaction.atomic():
        held = lock_part(part_id)
        if held is None or held.page is None:
            return None
        if marked and not held.contested:
            turn_part_away(held)
            return None
        document, reading = held.document, find_reading(held.document)
        if reading is None or may_follow(Document.State(document.state), "exchange_page") is None:
            _refuse(held, "document-confirmed", TOO_LATE)
            return None
        try:
            whole = replace_page(source_of(reading), held.page, source)
        except ValueError:
            _refuse(held, "not-one-page", ONE_PAGE)
            return None
        kept = _keep(held, data)
        _read_anew(document, reading, whole, held.page, source, kept)
        event = events.PageExchanged(page=held.page, file=kept.name, sha256=kept.stored.sha256, **about(document))
        record(event, MACHINE)
        record(events.DocumentRead(problems=len(list_doubts(reading)), **about(document)), MACHINE)
        token = held.token
        held.delete()
        transaction.on_commit(lambda: let_go(token))
        return kept


def source_of(reading: Reading) -> Source:
    """What was read, as the reader gave it."""
    layout = reading.found.get("layout")
    pages = tuple(
        PagePlaces(row.width, row.height, row.recognised, row.turn, row.skew, tuple(row.words))
        for row in reading.pages.order_by("number")
    )
    return Source("scan", reading.text, from_json(Layout, layout) if layout else None, pages)


def _read_anew(
    document: Document, reading: Reading, whole: Source, number: int, page: Source, kept: DocumentFile
) -> None:
    """What was found before stays kept beside; corrections and places looked at are carried over."""
    shift = find_shift(reading.text, number, page.text)
    rows = list(reading.corrections.all())
    said = [Said(entry.path, entry.value, entry.span, row) for row, entry in enumerate(rows)]
    EarlierReading.objects.create(
        document=document,
        text=reading.text,
        found=reading.found,
        corrections=[[entry.path, entry.value, entry.span, entry.made_by] for entry in rows],
        reader_version=reading.reader_version,
        read_at=reading.read_at,
        replaced_at=clock.now(),
    )
    found = reading_to_json(read_source(whole))
    carried = carry_over(reading.found, found, said, shift)
    seen, corrected = set(reading.seen), {entry.path for entry in carried}
    reading.text, reading.found = whole.text, found
    reading.reader_version, reading.read_at = READER_VERSION, clock.now()
    reading.corrections.all().delete()
    Correction.objects.bulk_create(
        Correction(
            reading=reading,
            path=new.path,
            value=new.value,
            span=new.span,
            made_by=rows[new.row].made_by,
            made_at=rows[new.row].made_at,
        )
        for new in carried
    )
    reading.save()
    _move_pages(reading, whole, number, kept)
    fresh = find_reading(document)
    if fresh is None:
        raise Unknown
    fresh.document = document
    first, last = shift.start, shift.start + shift.length
    fresh.seen = sorted(
        doubt.key
        for doubt in list_doubts(fresh)
        if doubt.path in corrected
        or (doubt.key in seen and not (doubt.span and doubt.span[0] < last and doubt.span[1] > first))
    )
    fresh.save(update_fields=["seen"])
    show_values(document, current_values(fresh))
    touch(document)


def _move_pages(reading: Reading, whole: Source, number: int, kept: DocumentFile) -> None:
    for row, page in zip(reading.pages.order_by("number"), whole.pages, strict=True):
        row.words = list(page.words)
        if row.number == number:
            row.width, row.height, row.recognised = page.width, page.height, page.recognised
            row.turn, row.skew, row.file = page.turn, page.skew, kept
        row.save()


def _keep(held: HeldPart, data: bytes) -> DocumentFile:
    document = held.document
    stored = keep_file(data, find_media_type(data, held.name))
    made = DocumentFile.objects.create(
        document=document,
        stored=stored,
        part=DocumentFile.Part.PAGE,
        page=held.page,
        name=held.name,
        position=document.files.count(),
        added_at=clock.now(),
    )
    remember(held.uuid, "document_file", made.pk, {"sha256": stored.sha256, "document": document.pk, "page": held.page})
    return made


def _refuse(held: HeldPart, id: str, words: str) -> None:
    give_up(held, id, words)
    held.save()


def _check_picture(data: bytes, name: str) -> None:
    """Raises NotValid for what is neither an image nor a PDF."""
    check_size(data, name)
    try:
        kind = find_kind(data, name)
    except UnreadableFile as refusal:
        raise NotValid(refusal.id, refusal.message, {"file": refusal.message}) from refusal
    if kind not in (Kind.IMAGE, Kind.PDF):
        sentence = _("Trang thay phải là ảnh hoặc PDF một trang. Quét lại trang rồi gửi.")
        raise NotValid("page-kind", sentence, {"file": sentence})
