"""Keeping the office's files (hồ sơ): opening one, putting documents in, taking them out, closing it."""

from __future__ import annotations

from typing import TypedDict
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.vietnamese.letters import fold
from trienkhai.web import clock
from trienkhai.web.documents import events
from trienkhai.web.documents.actions.locking import about, author_line, check_may, check_state
from trienkhai.web.documents.models import CaseFile, Document, Filing
from trienkhai.web.documents.permissions import may_file, may_keep
from trienkhai.web.documents.queries import visible_documents
from trienkhai.web.documents.states import case_file_after
from trienkhai.web.errors import Conflict, NotValid, Unknown, WrongState
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.offices.actor import Actor


class Head(TypedDict):
    """What every event of a file says of it."""

    object_id: int
    object_label: str
    office_id: int


KEEPERS = gettext_lazy("Việc lập hồ sơ do văn thư hoặc chuyên viên của cơ quan làm.")


def open_case_file(actor: Actor, *, uuid: UUID, year: int, code: str, title: str) -> CaseFile:
    """A new file of the office. Raises Conflict where another one of the year bears the code."""
    check_may(may_file(actor), "desk-files", KEEPERS)
    code, title = code.strip(), " ".join(title.split())
    _check_head(year, code, title)
    said: dict[str, object] = {"office": actor.office_id, "year": year, "code": code, "title": title}
    try:
        with transaction.atomic():
            earlier = find_earlier(uuid, "case_file", said)
            if earlier is not None:
                return CaseFile.objects.get(pk=earlier)
            made = CaseFile.objects.create(
                uuid=uuid,
                office_id=actor.office_id,
                year=year,
                code=code,
                title=title,
                folded=fold(f"{code} {title}"),
                opened_by=author_line(actor),
                opened_on=clock.today(),
            )
            remember(uuid, "case_file", made.pk, said)
            record(events.CaseFileOpened(**_head(made)), actor.author)
            return made
    except IntegrityError as error:
        sentence = _("Năm %(year)s đã có hồ sơ mang ký hiệu %(code)s. Chọn ký hiệu khác.") % {
            "year": year,
            "code": code,
        }
        raise Conflict("file-code-used", sentence, {"code": sentence}) from error


@transaction.atomic
def file_document(actor: Actor, document_id: int, *, case_file_id: int) -> Filing:
    """The document lies in the file, behind what lay there. Twice puts it in once."""
    document = visible_documents(actor).filter(pk=document_id).first()
    if document is None:
        raise Unknown
    Document.objects.select_for_update().get(pk=document_id)
    case_file = _lock(actor, case_file_id, "file_document")
    check_state(document, "file_document")
    known = Filing.objects.filter(case_file=case_file, document=document, taken_out_at__isnull=True).first()
    if known is not None:
        return known
    last = Filing.objects.filter(case_file=case_file).aggregate(last=Max("position"))["last"] or 0
    made = Filing.objects.create(
        case_file=case_file,
        document=document,
        position=last + 1,
        filed_by=author_line(actor),
        filed_on=clock.today(),
    )
    said = about(document)
    said["office_id"] = actor.office_id
    record(events.DocumentFiled(file=str(case_file), **said), actor.author)
    return made


@transaction.atomic
def take_out_document(actor: Actor, document_id: int, *, case_file_id: int, reason: str) -> Filing:
    """The document lies in the file no more; the place it had stays empty."""
    case_file = _lock(actor, case_file_id, "take_out_document")
    filing = Filing.objects.filter(case_file=case_file, document_id=document_id, taken_out_at__isnull=True).first()
    if filing is None:
        raise Unknown
    if not reason.strip():
        sentence = _("Ghi lý do rút văn bản khỏi hồ sơ.")
        raise NotValid("reason-missing", sentence, {"reason": sentence})
    filing.taken_out_at = clock.now()
    filing.save()
    said = about(filing.document)
    said["office_id"] = actor.office_id
    record(events.DocumentTakenOut(file=str(case_file), reason=reason.strip(), **said), actor.author)
    return filing


@transaction.atomic
def close_case_file(actor: Actor, case_file_id: int) -> CaseFile:
    """The matter has ended: nothing more is put in or taken out. Raises WrongState for an empty file."""
    case_file = _lock(actor, case_file_id, "close_case_file")
    count = Filing.objects.filter(case_file=case_file, taken_out_at__isnull=True).count()
    if not count:
        raise WrongState("file-empty", _("Hồ sơ chưa có văn bản nào, chưa kết thúc được."))
    case_file.state, case_file.closed_on = CaseFile.State.CLOSED, clock.today()
    case_file.save()
    record(events.CaseFileClosed(documents=count, **_head(case_file)), actor.author)
    return case_file


def _lock(actor: Actor, case_file_id: int, deed: str) -> CaseFile:
    case_file = CaseFile.objects.select_for_update().filter(pk=case_file_id, office_id=actor.office_id).first()
    if case_file is None:
        raise Unknown
    check_may(may_keep(actor, case_file), "desk-files", KEEPERS)
    if case_file_after(CaseFile.State(case_file.state), deed) is None:
        raise WrongState(
            "file-closed", _("Hồ sơ %(case_file)s đã kết thúc. Mở hồ sơ khác để lưu tiếp.") % {"case_file": case_file}
        )
    return case_file


def _check_head(year: int, code: str, title: str) -> None:
    """Raises NotValid that names every field to mend."""
    faults = {}
    if not 1945 <= year <= clock.today().year + 1:
        faults["year"] = _("Năm của hồ sơ từ 1945 đến %(year)s.") % {"year": clock.today().year + 1}
    if not code or len(code) > 40:
        faults["code"] = _("Ghi ký hiệu hồ sơ, tới 40 chữ.")
    if not title or len(title) > 500:
        faults["title"] = _("Ghi tiêu đề hồ sơ, tới 500 chữ.")
    if faults:
        raise NotValid("file-head", " ".join(faults.values()), faults)


def _head(case_file: CaseFile) -> Head:
    return {
        "object_id": case_file.pk,
        "object_label": f"{case_file} {case_file.title}"[:200],
        "office_id": case_file.office_id,
    }
