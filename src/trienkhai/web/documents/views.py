"""The pages of documents: lists, bringing in, reading again, numbering, registers."""

from __future__ import annotations

from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from trienkhai.web import clock
from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.forms import EnterForm, NumberForm
from trienkhai.web.documents.models import Direction, Document
from trienkhai.web.documents.permissions import may_correct, may_enter, may_number
from trienkhai.web.documents.reviewing import ReviewPage, read_answer, review_page
from trienkhai.web.errors import NotValid, Refusal, Unknown
from trienkhai.web.files.store import read_stored
from trienkhai.web.journal.queries import list_entries_of_document
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.items import Crumb, Pager, Tab

PAGE = 30
SAFE_INLINE = {"application/pdf", "image/jpeg", "image/png", "image/webp"}
LIST_HELP = (
    "Đây là các văn bản cơ quan anh/chị đưa vào hoặc nhận được.",
    "Thêm văn bản: thả tệp DOCX, PDF, DOC, ảnh quét hoặc dán chữ; máy đọc, người xác nhận.",
    "Tìm bằng số, ký hiệu hoặc chữ trong trích yếu, gõ có dấu hay không dấu đều được.",
    "Bản dự thảo mở ra trang đọc lại; văn bản đã ban hành mở ra trang của văn bản.",
    "Văn bản có dấu chỉ độ mật không được đưa vào đây.",
)


@require_GET
def list_page(request: HttpRequest) -> HttpResponse:
    """Documents one may see, outgoing or incoming, newest first, paged by key."""
    actor = actor_of(request)
    words, side = request.GET.get("tim", "").strip(), request.GET.get("loai", "tat-ca")
    found = queries.search_documents(actor, words)
    if side in ("di", "den"):
        own = {"office_id": actor.office_id, "direction": Direction.OUTGOING}
        found = found.filter(**own) if side == "di" else found.exclude(**own)
    total = found.count()
    after = request.GET.get("sau", "")
    rows = list((found.filter(pk__lt=int(after)) if after.isdigit() else found)[: PAGE + 1])
    more = f"?tim={words}&loai={side}&sau={rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    tabs = [Tab("tat-ca", "Tất cả", "?"), Tab("di", "Văn bản đi", "?loai=di"), Tab("den", "Văn bản đến", "?loai=den")]
    context = {
        "nav": "documents",
        "rows": rows[:PAGE],
        "words": words,
        "tabs": tabs,
        "side": side,
        "pager": Pager(len(rows[:PAGE]), total, "văn bản", next_url=more),
        "may_enter": may_enter(actor),
        "help": LIST_HELP,
    }
    return render(request, "documents/list.html", context)


def enter(request: HttpRequest) -> HttpResponse:
    """Bring a document in: a file or pasted text."""
    actor = actor_of(request)
    if request.method != "POST":
        direction = Direction.INCOMING if request.GET.get("loai") == "den" else Direction.OUTGOING
        form = EnterForm(initial={"uuid": uuid4(), "direction": direction})
        return render(request, "documents/enter.html", {"form": form, "nav": "documents"})
    form = EnterForm(request.POST, request.FILES)
    try:
        if getattr(request, "upload_too_large", False):
            raise NotValid("file-too-large", "Tệp lớn hơn 50 MB, chưa được lưu. Giảm dung lượng rồi gửi lại.")
        document = enter_from(actor_of(request), form)
    except Refusal as refusal:
        form.is_valid()
        form.add_error("file" if "secret" not in refusal.id else None, refusal.message)
        context = {"form": form, "nav": "documents", "secret": refusal.id == "secret-document"}
        return render(request, "documents/enter.html", context, status=refusal.status)
    stored = document.files.select_related("stored").get().stored
    for same in queries.list_same_file(actor, stored.sha256, document.pk)[:1]:
        messages.warning(
            request,
            f"Tệp này cơ quan đã đưa vào ngày {same.created_at.astimezone(clock.HANOI):%d/%m/%Y}"
            f" ({same.kind_name} {same.code or same.symbol}). Nếu trùng, bỏ bản này.",
        )
    return redirect("documents:review", document.pk)


def enter_from(actor: Actor, form: EnterForm) -> Document:
    """The document of a filled form. Raises Refusal."""
    if not form.is_valid():
        raise NotValid("form-incomplete", "Chưa đọc được biểu mẫu. Chọn tệp rồi gửi lại.")
    given = form.cleaned_data
    upload: UploadedFile[bytes] | None = given["file"]
    if upload is None and not given["pasted"].strip():
        raise NotValid("file-missing", "Chưa chọn tệp. Thả tệp vào ô, hoặc dán chữ của văn bản.")
    data = upload.read() if upload is not None else given["pasted"].encode()
    name = (upload.name or "tệp") if upload is not None else "văn bản dán.txt"
    return actions.enter_document(
        actor,
        uuid=given["uuid"],
        data=data,
        name=name,
        direction=Direction(given["direction"]),
        contest_secrecy=given["contest_secrecy"],
    )


def review(request: HttpRequest, document_id: int) -> HttpResponse:
    """Read the document again beside what the machine found; every answer is one small form."""
    actor = actor_of(request)
    document = queries.find_document(actor, document_id)
    if document.state != Document.State.DRAFT or not may_correct(actor, document):
        return redirect("documents:detail", document_id)
    problem: Refusal | None = None
    if request.method == "POST":
        try:
            answer = read_answer(request.POST)
            done = answer.carry_out(actor, document_id)
        except Refusal as refusal:
            problem = refusal
        else:
            if done.confirmed:
                return after_confirming(request, done.document)
            if not request.headers.get("HX-Request"):
                return redirect(reverse("documents:review", args=[document_id]) + done.anchor)
            document = queries.find_document(actor, document_id)
    page: ReviewPage = review_page(document, problem)
    template = "documents/_doubts.html" if request.headers.get("HX-Request") else "documents/review.html"
    context = {"page": page, "document": document, "nav": "documents", "crumbs": crumbs("Đọc lại")}
    return render(request, template, context, status=problem.status if problem else 200)


def after_confirming(request: HttpRequest, document: Document) -> HttpResponse:
    """Where a confirmed reading leads: to its directive where it has one, else to its own page."""
    messages.success(request, "Đã xác nhận bản đọc. Bước tiếp theo: đơn vị nhận và thời hạn.")
    directive = getattr(document, "directive", None)
    return redirect("directives:cascade", directive.pk) if directive else redirect("documents:detail", document.pk)


@require_POST
def attach(request: HttpRequest, document_id: int) -> HttpResponse:
    """Put a file beside the text."""
    for upload in request.FILES.getlist("file"):
        actions.add_attachment(
            actor_of(request), document_id, uuid=uuid4(), data=upload.read(), name=upload.name or "tệp"
        )
        messages.success(request, f"Đã thêm tệp “{upload.name}”; máy chủ đã nhận đủ.")
    return redirect(request.POST.get("next") or reverse("documents:detail", args=[document_id]))


@require_GET
def detail(request: HttpRequest, document_id: int) -> HttpResponse:
    """One document: its text, files, registers, where it went, what it names."""
    actor = actor_of(request)
    document = queries.find_document(actor, document_id)
    reading = queries.find_reading(document)
    context = {
        "nav": "documents",
        "document": document,
        "text": reading.text if reading else "",
        "entries": list(document.register_entries.filter(office_id__in=(actor.office_id, actor.unit_id))),
        "distributions": list(document.distributions.all()),
        "edges": list(document.edges.all()),
        "journal": list(list_entries_of_document(document.pk, 20)) if document.office_id == actor.office_id else [],
        "may_number": may_number(actor, document) and document.state == Document.State.SIGNED,
        "may_correct": may_correct(actor, document),
        "arrived": queries.find_distribution(actor, document.pk),
        "crumbs": crumbs(f"{document.kind_name.capitalize()} {document.code or '…/' + document.symbol}"),
    }
    return render(request, "documents/detail.html", context)


def number(request: HttpRequest, document_id: int) -> HttpResponse:
    """Give a signed document its number and day."""
    actor = actor_of(request)
    document = queries.find_document(actor, document_id)
    today = clock.today()
    proposed = document.number or queries.next_number(document.office_id, Direction.OUTGOING, today.year)
    form = NumberForm(request.POST or None, initial={"number": proposed, "day": document.dated_on or today})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            entry = actions.number_document(actor, document_id, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, f"Đã vào sổ văn bản đi: số {entry.number}, ngày {entry.day:%d/%m/%Y}.")
            directive = getattr(document, "directive", None)
            return (
                redirect("directives:issue", directive.pk) if directive else redirect("documents:detail", document_id)
            )
    context = {"form": form, "document": document, "nav": "documents", "crumbs": crumbs("Cấp số, ngày")}
    return render(request, "documents/number.html", context, status=status)


def add_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Show a refusal at the fields it names, else above the form."""
    named = {name: text for name, text in refusal.fields.items() if name in form.fields}
    for name, text in named.items():
        form.add_error(name, refusal.message if len(named) == 1 else text)
    if not named:
        form.add_error(None, refusal.message)


@require_POST
def register(request: HttpRequest, document_id: int) -> HttpResponse:
    """Enter an arrived document in the incoming register."""
    entry = actions.register_incoming(actor_of(request), document_id)
    messages.success(request, f"Đã vào sổ văn bản đến: số đến {entry.number}, ngày {entry.day:%d/%m/%Y}.")
    return redirect("documents:detail", document_id)


@require_GET
def register_book(request: HttpRequest, side: str) -> HttpResponse:
    """The outgoing or incoming register of one's office, one year."""
    year = request.GET.get("nam", "")
    chosen = int(year) if year.isdigit() and len(year) == 4 else clock.today().year
    direction = Direction.OUTGOING if side == "di" else Direction.INCOMING
    rows = list(queries.list_register(actor_of(request), direction, chosen)[:200])
    context = {
        "nav": "documents",
        "rows": rows,
        "year": chosen,
        "outgoing": direction == Direction.OUTGOING,
        "crumbs": crumbs("Sổ đăng ký văn bản " + ("đi" if side == "di" else "đến")),
    }
    return render(request, "documents/register.html", context)


@require_GET
def download(request: HttpRequest, document_id: int, file_id: int) -> HttpResponse:
    """One file of a document, as it was received; whoever may see the document may have it."""
    document = queries.find_document(actor_of(request), document_id)
    entry = next((file for file in document.files.all() if file.pk == file_id), None)
    if entry is None:
        raise Unknown
    try:
        data = read_stored(entry.stored.sha256)
    except (OSError, ValueError) as error:
        raise Unknown("Tệp này không còn nguyên vẹn trong kho. Báo quản trị: cần lấy lại từ bản sao lưu.") from error
    inline = entry.stored.media_type in SAFE_INLINE
    response = HttpResponse(data, content_type=entry.stored.media_type)
    response.headers["Content-Disposition"] = disposition(entry.name, inline=inline)
    return response


def disposition(name: str, *, inline: bool) -> str:
    """A Content-Disposition header that keeps a Vietnamese name."""
    return FileResponse(content_type="", as_attachment=not inline, filename=name).headers["Content-Disposition"]


def crumbs(last: str) -> tuple[Crumb, ...]:
    """The way to a page of documents."""
    return Crumb("Văn bản", reverse("documents:list")), Crumb(last)


def parse_uuid(said: str) -> UUID:
    """A client-made identity. Raises NotValid."""
    try:
        return UUID(said)
    except ValueError as error:
        raise NotValid("uuid-unreadable", "Mã của lần gửi chưa đúng. Tải lại trang rồi gửi lại.") from error
