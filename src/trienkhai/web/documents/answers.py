"""What the small forms of the review page say, and how each is carried out."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _

from trienkhai import parts
from trienkhai.parts import Json
from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.models import Document, DocumentFile, HeldPart
from trienkhai.web.documents.values import as_text, uncut_json
from trienkhai.web.errors import NotValid
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor

DEEDS = ("seen", "answer", "correct", "remove", "later", "attach", "confirm", "discard")
NUMBERS = ("date.day", "date.month", "date.year")


@dataclass(frozen=True, slots=True)
class Answer:
    """One small form of the page, read."""

    deed: str
    keys: tuple[str, ...] = ()
    path: str = ""
    value: str | None = None
    span: parts.Span | None = None
    based_on: int | None = None
    version: int | None = None
    reason: str = ""
    uuid: UUID | None = None
    upload: UploadedFile[bytes] | None = None


def read_answer(said: QueryDict, upload: UploadedFile[bytes] | None = None) -> Answer:
    """The form that was sent. Raises NotValid for one that this page does not have.

    A press on one of the machine's other readings ("choice") is a correction to it.
    """
    choice = said.get("choice")
    deed = "correct" if choice is not None else said.get("deed", "")
    if deed not in DEEDS:
        raise NotValid("deed-unknown", _("Trang này không có việc đó. Tải lại trang rồi làm lại."))
    start, end = _whole(said.get("start", "")), _whole(said.get("end", ""))
    return Answer(
        deed=deed,
        keys=tuple(said.getlist("key")),
        path=said.get("path", ""),
        value=said.get("value") if choice is None else choice,
        span=(start, end) if start is not None and end is not None else None,
        based_on=_whole(said.get("based_on", "")),
        version=_whole(said.get("version", "")),
        reason=said.get("reason", ""),
        uuid=parse_uuid(said.get("uuid", "")) if deed == "attach" else None,
        upload=upload,
    )


def parse_uuid(said: str) -> UUID:
    """A client-made identity. Raises NotValid."""
    try:
        return UUID(said)
    except ValueError as error:
        raise NotValid("uuid-unreadable", _("Mã của lần gửi chưa đúng. Tải lại trang rồi gửi lại.")) from error


def _whole(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


def carry_out(answer: Answer, actor: Actor, document: Document) -> Document | None:
    """Do what was asked; the document where that ends the review, None where it goes on. Raises Refusal."""
    if answer.deed == "confirm":
        return actions.confirm_reading(actor, document.pk, version=answer.version)
    if answer.deed == "discard":
        return actions.discard_draft(actor, document.pk, reason=answer.reason)
    if answer.deed == "later":
        actions.promise_attachment(actor, document.pk)
    if answer.deed == "attach" and answer.uuid is not None:
        attach_upload(actor, document.pk, answer.uuid, answer.upload)
    if answer.deed == "remove":
        whole = answer.path.rsplit("]", 1)[0] + "]"
        actions.correct_reading(actor, document.pk, path=whole, value=None, based_on=answer.based_on)
    if answer.deed == "correct" or (answer.deed == "answer" and _says_something_new(answer, document)):
        path, value = typed(answer.path, answer.value, answer.span)
        actions.correct_reading(actor, document.pk, path=path, value=value, span=answer.span, based_on=answer.based_on)
    if answer.keys:
        actions.mark_seen(actor, document.pk, keys=answer.keys)
    return None


def _says_something_new(answer: Answer, document: Document) -> bool:
    """Whether what stands in a doubt's field is another value than it showed; one that was kept was only seen."""
    reading = queries.find_reading(document)
    before = as_text(uncut_json(reading), answer.path) if reading is not None else ""
    return " ".join((answer.value or "").split()) != " ".join(before.split())


def attach_upload(
    actor: Actor, document_id: int, uuid: UUID, upload: UploadedFile[bytes] | None, *, as_issued: bool = False
) -> DocumentFile | HeldPart:
    """The sent file lies beside the text. Raises NotValid where none was sent."""
    if upload is None:
        raise NotValid(
            "file-missing", _("Chưa chọn tệp. Chọn tệp rồi gửi, hoặc ghi “gửi sau”."), {"file": _("Chọn tệp.")}
        )
    return actions.add_attachment(
        actor, document_id, uuid=uuid, data=upload.read(), name=upload.name or in_vietnamese("tệp"), as_issued=as_issued
    )


def typed(path: str, value: str | None, span: parts.Span | None) -> tuple[str, Json]:
    """Path and value as the reading keeps them: parts of a date are numbers, an empty answer is None.

    A further receiver or item is a whole object; "#task" or "#topic" behind its path says which kind of item.
    """
    path, kind = [*path.split("#", 1), ""][:2]
    text = " ".join((value or "").split())
    if not text:
        return path, None
    if path in NUMBERS:
        if not text.isdigit():
            raise NotValid("date-digits", _("Ngày, tháng, năm chỉ gồm chữ số."), {path: _("Chỉ nhập chữ số.")})
        return path, int(text)
    if path == "date":
        return path, _typed_date(text)
    if path.startswith("recipients[") and path.endswith("]"):
        return path, {"text": text, "purpose": None}
    if path.startswith("directive.items[") and path.endswith("]"):
        return path, _new_item(text, kind or "task", span)
    return path, text


def _typed_date(text: str) -> Json:
    pieces = text.lower()
    for word in (in_vietnamese("ngày"), in_vietnamese("tháng"), in_vietnamese("năm")):
        pieces = pieces.replace(word, " ")
    numbers = pieces.replace("-", " ").replace("/", " ").replace(".", " ").replace(",", " ").split()
    if len(numbers) != 3 or not all(number.isdigit() and len(number) <= 4 for number in numbers):
        sentence = _("Chưa đọc được ngày. Nhập ngày/tháng/năm, ví dụ 20/12/2023.")
        raise NotValid("date-unreadable", sentence, {"date": sentence})
    return {"day": int(numbers[0]), "month": int(numbers[1]), "year": int(numbers[2])}


def _new_item(text: str, kind: str, span: parts.Span | None) -> Json:
    if kind not in ("task", "topic", "report"):
        raise NotValid("kind-unknown", _("Chọn nội dung, nhiệm vụ hoặc báo cáo."))
    spans: list[Json] = [list(span)] if span else []
    return {
        "kind": kind,
        "label": None,
        "emphasis": None,
        "text": text,
        "spans": spans,
        "addressees": [],
        "deadline": None,
    }
