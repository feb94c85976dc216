"""The pages of documents: lists, bringing in, reading again, numbering, registers."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext
from django.views.decorators.http import require_GET, require_POST

from trienkhai.web import clock
from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.actions.locking import check_may, check_state
from trienkhai.web.documents.answers import Answer, attach_upload, carry_out, parse_uuid, read_answer
from trienkhai.web.documents.forms import EnterForm, NumberForm
from trienkhai.web.documents.guidance import DETAIL_HELP, ENTER_HELP, LIST_HELP, NUMBER_HELP, REVIEW_HELP
from trienkhai.web.documents.models import Direction, Document, DocumentFile, HeldPart, RegisterEntry
from trienkhai.web.documents.permissions import may_correct, may_enter, may_number, may_publish
from trienkhai.web.documents.pictures import MEDIA_TYPE, find_picture
from trienkhai.web.documents.reviewing import review_page
from trienkhai.web.documents.sheets import read_view
from trienkhai.web.documents.unread_views import review_unread
from trienkhai.web.documents.viewing import detail_page, document_label, listed, state_icon, state_words
from trienkhai.web.documents.waiting_parts import list_waiting
from trienkhai.web.documents.workbooks import send_documents
from trienkhai.web.errors import Conflict, NotValid, Refusal, Unknown
from trienkhai.web.files.media import too_large
from trienkhai.web.files.store import read_stored
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.items import Crumb, Pager, Tab
from trienkhai.web.ui.sheets import wants_sheet

PAGE = 30
SAFE_INLINE = {"application/pdf", "image/jpeg", "image/png", "image/webp"}
SIDES = (
    ("tat-ca", gettext_lazy("Tất cả")),
    ("doc-lai", gettext_lazy("Cần đọc lại")),
    ("di", gettext_lazy("Văn bản đi")),
    ("den", gettext_lazy("Văn bản đến")),
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
    elif side == "doc-lai":
        found = found.filter(office_id=actor.office_id, state=Document.State.DRAFT)
    total = found.count()
    if wants_sheet(request):
        named = str(dict(SIDES).get(side, "")) if side != "tat-ca" else ""
        return send_documents(actor, found, total=total, words=words, side=named)
    after = request.GET.get("sau", "")
    rows = list((found.filter(pk__lt=int(after)) if is_key(after) else found)[: PAGE + 1])
    asked = {"tim": words, "loai": side}
    more = "?" + urlencode({**asked, "sau": rows[PAGE - 1].pk}) if len(rows) > PAGE else ""
    first = "?" + urlencode(asked) if is_key(after) else ""
    context = {
        "nav": "documents",
        "rows": listed(actor, rows[:PAGE]),
        "words": words,
        "tabs": [Tab(key, str(label), "?" + urlencode({"tim": words, "loai": key})) for key, label in SIDES],
        "side": side,
        "pager": Pager(
            len(rows[:PAGE]),
            total,
            npgettext("counted", "văn bản", "văn bản", total),
            next_url=more,
            previous_url=first,
        ),
        "may_enter": may_enter(actor),
        "help": LIST_HELP,
    }
    return render(request, "documents/list.html", context)


def is_key(said: str) -> bool:
    """Whether this is the key of a row, as a pager writes it."""
    return said.isascii() and said.isdigit() and len(said) < 16


def enter(request: HttpRequest) -> HttpResponse:
    """Bring a document in: a file or pasted text."""
    actor = actor_of(request)
    check_may(may_enter(actor), "clerk-enters", _("Việc nhập văn bản do văn thư cơ quan làm. Chuyển tệp cho văn thư."))
    if request.method != "POST":
        direction = Direction.INCOMING if request.GET.get("loai") == "den" else Direction.OUTGOING
        form = EnterForm(initial={"uuid": uuid4(), "direction": direction, "contest_secrecy": misread(request)})
        return show_enter(request, form)
    form = EnterForm(request.POST, request.FILES)
    try:
        document = enter_from(actor, form, sent_file(request))
    except Refusal as refusal:
        form.is_valid()
        form.add_error("file" if refusal.id != actions.SECRET else None, refusal.message)
        return show_enter(request, form, refusal)
    return redirect("documents:review", document.pk)


def misread(request: HttpRequest) -> bool:
    """Whether the clerk comes to send a file again in which the machine saw a secrecy mark that is none."""
    return "doc-nham" in request.GET


def show_enter(request: HttpRequest, form: EnterForm, refusal: Refusal | None = None) -> HttpResponse:
    """The page for bringing a document in, with what was typed before a refusal."""
    context = {
        "form": form,
        "nav": "documents",
        "secret": misread(request) or (refusal is not None and refusal.id == actions.SECRET),
        "crumbs": crumbs(_("Thêm văn bản")),
        "help": ENTER_HELP,
    }
    return render(request, "documents/enter.html", context, status=refusal.status if refusal else 200)


def enter_from(actor: Actor, form: EnterForm, upload: UploadedFile[bytes] | None) -> Document:
    """The document of a filled form. Raises Refusal."""
    if not form.is_valid():
        raise NotValid("form-incomplete", _("Chưa đọc được biểu mẫu. Chọn tệp rồi gửi lại."))
    given = form.cleaned_data
    if upload is None and not given["pasted"].strip():
        raise NotValid("file-missing", _("Chưa chọn tệp. Thả tệp vào ô, hoặc dán chữ của văn bản."))
    data = upload.read() if upload is not None else given["pasted"].encode()
    name = (upload.name or in_vietnamese("tệp")) if upload is not None else in_vietnamese("văn bản dán.txt")
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
    held = queries.find_held(document) if document.state == Document.State.DRAFT else None
    if held is not None and may_correct(actor, document):
        return review_unread(request, document, held)
    if request.method != "POST":
        if document.state != Document.State.DRAFT or not may_correct(actor, document):
            return redirect("documents:detail", document_id)
        path = request.GET.get("mo", "")
        return show_review(request, document, last=Answer(deed="seen", path=path) if path else None)
    answer = None
    try:
        answer = read_answer(request.POST, sent_file(request))
        ended = carry_out(answer, actor, document)
    except (NotValid, Conflict) as refusal:  # the rest become pages of their own
        return show_review(request, queries.find_document(actor, document_id), problem=refusal, last=answer)
    if ended is not None:
        return after_review(request, ended)
    if request.headers.get("HX-Request"):
        return show_review(request, queries.find_document(actor, document_id), last=answer)
    here = read_view(request.GET).query
    opened = f"{'&' if here else '?'}mo={answer.path}" if answer.path and not answer.keys else ""
    return redirect(reverse("documents:review", args=[document_id]) + here + opened + "#can-xem")


def sent_file(request: HttpRequest) -> UploadedFile[bytes] | None:
    """The file of a form. Raises NotValid for one that was stopped at the limit."""
    if getattr(request, "upload_too_large", False):
        raise too_large()
    return request.FILES.get("file")


def show_review(
    request: HttpRequest, document: Document, *, problem: Refusal | None = None, last: Answer | None = None
) -> HttpResponse:
    """The review page, or for a fragment request what an answer changes on it."""
    original = next((file for file in document.files.all() if file.part == DocumentFile.Part.ORIGINAL), None)
    twins = queries.list_same_file(actor_of(request), original.stored.sha256, document.pk) if original else []
    page = review_page(document, twins=twins, problem=problem, last=last, view=read_view(request.GET))
    side = _("Văn bản đi, dự thảo") if document.direction == Direction.OUTGOING else _("Văn bản đến, chưa xác nhận")
    waiting = list_waiting(document.pk)
    context = {
        "page": page,
        "document": document,
        "parts": waiting,
        "parts_wait": any(not part.given_up for part in waiting),
        "nav": "documents",
        "crumbs": (*crumbs(side), Crumb(_("Đọc lại"))),
        "uuid": uuid4(),
        "reason": last.reason if last else "",
        "help": REVIEW_HELP,
    }
    template = "documents/_answered.html" if request.headers.get("HX-Request") else "documents/review.html"
    return render(request, template, context, status=problem.status if problem else 200)


def after_review(request: HttpRequest, document: Document) -> HttpResponse:
    """Where a finished review leads: to its directive where it has one, else to the document's own page."""
    if document.state == Document.State.DISCARDED:
        messages.success(request, _("Đã bỏ bản nhập này."))
        return redirect("documents:list")
    directive = queries.find_directive_id(document.pk)
    if directive is not None:
        messages.success(request, _("Đã xác nhận bản đọc. Bước tiếp theo: đơn vị nhận và thời hạn."))
        return redirect("directives:cascade", directive)
    messages.success(request, _("Đã xác nhận bản đọc."))
    return redirect("documents:detail", document.pk)


@require_POST
def attach(request: HttpRequest, document_id: int) -> HttpResponse:
    """Put a file beside the text, or write down that it comes later."""
    actor = actor_of(request)
    if request.POST.get("deed") == "later":
        actions.promise_attachment(actor, document_id)
        messages.success(request, _("Đã ghi: tệp kèm gửi sau. Có tệp thì thêm ở trang này."))
    else:
        upload = sent_file(request)
        said = request.POST
        as_issued = said.get("as_issued") == "on"
        added = attach_upload(actor, document_id, parse_uuid(said.get("uuid", "")), upload, as_issued=as_issued)
        if isinstance(added, HeldPart):
            words = _("Máy chủ đã nhận đủ tệp; máy tìm dấu chỉ độ mật xong mới đưa vào văn bản. Làm việc khác được.")
            messages.success(request, words)
        else:
            messages.success(request, _("Đã thêm tệp “%(added)s”; máy chủ đã nhận đủ.") % {"added": added.name})
    return redirect("documents:detail", document_id)


@require_GET
def detail(request: HttpRequest, document_id: int) -> HttpResponse:
    """One document: what it is, its text and files, registers, where it went, what it names, what comes next."""
    actor = actor_of(request)
    document = queries.find_document(actor, document_id)
    parts_there = getattr(document, "parts_there", False) and may_correct(actor, document)
    waiting = list_waiting(document_id) if parts_there else ()
    context = {
        "nav": "documents",
        "parts": waiting,
        "parts_wait": any(not part.given_up for part in waiting),
        "page": detail_page(actor, document),
        "document": document,
        "uuid": uuid4(),
        "icon": state_icon(document),
        "words": state_words(document),
        "may_publish": can_publish(actor, document),
        "gone_out": document.state == Document.State.ISSUED and document.direction == Direction.OUTGOING,
        "authorities": [(key, key if key != "none" else _("ký trực tiếp")) for key in actions.AUTHORITIES],
        "crumbs": crumbs(document_label(document)),
        "help": DETAIL_HELP,
    }
    return render(request, "documents/detail.html", context)


def can_publish(actor: Actor, document: Document) -> bool:
    """Whether the publish button stands on the page: the clerk's, of a document that went out."""
    gone_out = document.state == Document.State.ISSUED and document.direction == Direction.OUTGOING
    return gone_out and may_publish(actor, document, getattr(document, "clerk_there", None))


def number(request: HttpRequest, document_id: int) -> HttpResponse:
    """Give a signed document its number and day: the next number, or the one that stands on the paper."""
    actor = actor_of(request)
    document = queries.find_document(actor, document_id)
    check_may(may_number(actor, document), "clerk-numbers", _("Việc cấp số do văn thư cơ quan làm."))
    check_state(document, "number_document")
    day = document.dated_on or clock.today()
    following = queries.next_number(document.office_id, Direction.OUTGOING, day.year)
    initial = {"number": document.number or following, "day": day, "version": document.version}
    form = NumberForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                entry = actions.number_document(actor, document_id, **form.cleaned_data)
            except (NotValid, Conflict) as refusal:
                add_refusal(form, refusal)
                status = refusal.status
            else:
                return after_numbering(request, entry)
    holder = queries.who_has_number(document.office_id, Direction.OUTGOING, day.year, int(document.number or 0))
    context = {
        "form": form,
        "document": document,
        "following": following,
        "holder": holder,
        "title": document_label(document),
        "nav": "documents",
        "crumbs": crumbs(_("Cấp số, ngày")),
        "help": NUMBER_HELP,
    }
    return render(request, "documents/number.html", context, status=status)


def after_numbering(request: HttpRequest, entry: RegisterEntry) -> HttpResponse:
    """A numbered document is issued next: with its directive where it has one."""
    messages.success(
        request,
        _("Đã vào sổ văn bản đi: số %(number)s, ngày %(day)s.")
        % {"number": entry.number, "day": f"{entry.day:%d/%m/%Y}"},
    )
    directive = queries.find_directive_id(entry.document_id)
    if directive is not None:
        return redirect("directives:issue", directive)
    return redirect("documents:detail", entry.document_id)


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
    said = request.POST.get("number", "").strip()
    if said and not is_key(said):
        raise NotValid("number-digits", _("Số đến chỉ gồm chữ số. Quay lại và nhập lại."))
    entry = actions.register_incoming(actor_of(request), document_id, number=int(said) if said else None)
    messages.success(
        request,
        _("Đã vào sổ văn bản đến: số đến %(number)s, ngày %(day)s.")
        % {"number": entry.number, "day": f"{entry.day:%d/%m/%Y}"},
    )
    return redirect("documents:detail", document_id)


@require_POST
def step(request: HttpRequest, document_id: int, deed: str) -> HttpResponse:
    """The steps that need no page of their own: sign and send a document without directive, open a reading again."""
    actor = actor_of(request)
    if deed == "ky":
        actions.sign_document(actor, document_id, authority=request.POST.get("authority", "none"))
        messages.success(request, _("Đã ký. Bước tiếp theo: văn thư cấp số, ngày."))
    elif deed == "gui":
        actions.send_document(actor, document_id)
        messages.success(request, _("Đã ban hành; văn bản đã gửi tới nơi nhận."))
    elif deed == "mo-lai":
        actions.reopen_reading(actor, document_id)
        messages.success(request, _("Đã mở lại bản đọc. Sửa xong, xác nhận lại."))
        return redirect("documents:review", document_id)
    elif deed == "cong-khai":
        actions.publish_document(actor, document_id)
        messages.success(request, _("Đã công khai. Ai cũng đọc được văn bản này, không cần đăng nhập."))
    elif deed == "go-cong-khai":
        actions.unpublish_document(actor, document_id, reason=request.POST.get("reason", ""))
        messages.success(request, _("Đã gỡ khỏi trang công khai. Địa chỉ được giữ cho lần công khai sau."))
    else:
        raise Unknown
    return redirect("documents:detail", document_id)


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
        raise Unknown(_("Tệp này không còn nguyên vẹn trong kho. Báo quản trị: cần lấy lại từ bản sao lưu.")) from error
    inline = entry.stored.media_type in SAFE_INLINE
    response = HttpResponse(data, content_type=entry.stored.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(not inline, entry.name) or "attachment"
    return response


@require_GET
def page_picture(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """One page of a document as a picture; whoever may see the document may see it."""
    document = queries.find_document(actor_of(request), document_id)
    picture = find_picture(document, queries.find_read_page(document, number))
    response = HttpResponse(picture, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response


def crumbs(last: str) -> tuple[Crumb, ...]:
    """The way to a page of documents."""
    return Crumb(_("Văn bản"), reverse("documents:list")), Crumb(last)
