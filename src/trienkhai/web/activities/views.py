"""The pages of one activity: recording, correcting, looking, proving; and the files handed out."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from trienkhai.web import clock
from trienkhai.web.activities import actions, queries
from trienkhai.web.activities.actions import Proof
from trienkhai.web.activities.forms import ActivityForm, AmountLine, initial_of, lines_of, typed_lines, typed_values
from trienkhai.web.activities.keeping import open_kept
from trienkhai.web.activities.models import Activity
from trienkhai.web.activities.permissions import may_change
from trienkhai.web.activities.receiving import Received, receive_files
from trienkhai.web.activities.recording import Difference, Sheet, compare_with_saved, load_sheet, record_page
from trienkhai.web.activities.showing import load_detail
from trienkhai.web.directives.queries import find_duty_for_unit_entry
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Refusal, Unknown
from trienkhai.web.files.models import StoredFile
from trienkhai.web.files.serving import serve_file
from trienkhai.web.files.store import read_stored
from trienkhai.web.files.thumbnails import find_thumbnail, may_show
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import acts_for
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.formats import format_day_field, format_time
from trienkhai.web.ui.items import Crumb

SAVING = ("save", "save-again", "save-confirm")
HELP = (
    gettext_lazy("Ghi mỗi việc đã làm một lần; một hoạt động phục vụ nhiều nội dung thì chọn nhiều nội dung."),
    gettext_lazy("Thêm ảnh trước: ngày lấy theo ngày chụp, vị trí GPS được gỡ trước khi lưu."),
    gettext_lazy("Số lượng ghi mỗi đơn vị tính một dòng; không quy đổi giữa chiếc, m và m²."),
    gettext_lazy("Lãnh đạo đơn vị xác nhận thì hoạt động mới được tính vào độ phủ và báo cáo."),
    gettext_lazy("Chưa có minh chứng vẫn lưu được, thêm sau."),
)


HELP_DETAIL = (
    gettext_lazy("Trang này giữ mọi điều về một hoạt động: đã làm gì, minh chứng nào, ai đã ghi và xác nhận."),
    gettext_lazy("Người ghi sửa và rút lại được cho tới khi có người xác nhận."),
    gettext_lazy("Lãnh đạo đơn vị xác nhận; từ đó hoạt động được tính vào độ phủ và báo cáo."),
    gettext_lazy("Rút hoạt động hay rút một minh chứng thì ghi lý do; bản ghi và tệp vẫn được giữ."),
    gettext_lazy("Cơ quan ban hành hỏi lại được; trong lúc chờ trả lời, hoạt động vẫn được tính."),
)


def record(request: HttpRequest, duty_id: int) -> HttpResponse:
    """Record an activity, for one's unit or on its behalf. Nothing typed or sent is lost by a fault."""
    actor = actor_of(request)
    duty = find_duty_for_unit_entry(actor, duty_id)
    sheet = load_sheet(actor, duty)
    if request.method != "POST":
        actions.check_running(duty)
        form = sheet.make_form(initial=first_values(request))
        return show(request, sheet, form, (AmountLine(),))
    received = receive_files(request, actor)
    if request.POST.get("step", "keep") not in SAVING:
        return show_again(request, sheet, received)
    form = sheet.make_form(request.POST, taken_on=received.taken_on)
    if form.is_valid() and not received.faults:
        try:
            activity = save_new(request, actor, sheet, form, received)
        except Refusal as refusal:
            return show_refusal(request, sheet, form, received, refusal)
        return after_saving(request, activity)
    return show_faults(request, sheet, form, received)


def change(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Correct an activity nobody confirmed yet."""
    actor = actor_of(request)
    activity = queries.find_activity(actor, activity_id)
    if not may_change(actor, activity):
        raise NotAllowed("not-your-unit", _("Việc này do đơn vị nhận nhiệm vụ ghi. Anh/chị xem được, không sửa được."))
    sheet = replace(load_sheet(actor, activity.duty), code=activity.code, on_behalf=False)
    if request.method != "POST":
        actions.check_state(activity, "change_activity")
        form = sheet.make_form(initial=initial_of(activity))
        return show(request, sheet, form, lines_of(activity), activity=activity)
    received = receive_files(request, actor)
    if request.POST.get("step", "keep") not in SAVING:
        return show_again(request, sheet, received, activity)
    form = sheet.make_form(request.POST, taken_on=received.taken_on)
    if form.is_valid() and not received.faults:
        try:
            save_change(actor, activity, form, received)
        except Refusal as refusal:
            return show_refusal(request, sheet, form, received, refusal, activity)
        messages.success(request, _("Đã sửa hoạt động %(code)s.") % {"code": activity.code})
        return redirect("activities:detail", activity.pk)
    return show_faults(request, sheet, form, received, activity)


def first_values(request: HttpRequest) -> dict[str, object]:
    """A new form, with what the address suggests."""
    item = request.GET.get("noi-dung", "")
    return {"uuid": uuid4(), "items": [int(item)] if item.isdigit() else [], "form": request.GET.get("hinh-thuc", "")}


def save_new(request: HttpRequest, actor: Actor, sheet: Sheet, form: ActivityForm, received: Received) -> Activity:
    """The activity with its proof. Raises Refusal, nothing saved."""
    paper = received.paper
    return actions.record_with_proof(
        actor,
        sheet.duty.pk,
        uuid=form.cleaned_data["uuid"],
        content=form.content(),
        proof=Proof(files=received.files, links=form.link_list()),
        confirm=request.POST.get("step") == "save-confirm",
        on_behalf_basis=form.cleaned_data["on_behalf_basis"],
        paper=(read_stored(paper.sha256), paper.name) if paper else None,
    )


def save_change(actor: Actor, activity: Activity, form: ActivityForm, received: Received) -> None:
    """What the activity says now, and further proof. Raises Refusal, nothing saved."""
    actions.change_with_proof(
        actor,
        activity.pk,
        uuid=form.cleaned_data["uuid"],
        content=form.content(),
        version=form.cleaned_data["version"],
        proof=Proof(files=received.files, links=form.link_list()),
    )


def after_saving(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Told what the server has, then on to the activity or to the next one."""
    files = activity.evidence.count()
    said = [_("Đã lưu hoạt động %(code)s lúc %(time)s.") % {"code": activity.code, "time": format_time(clock.now())}]
    if files:
        got = ngettext("Máy chủ đã nhận đủ %(count)s minh chứng.", "Máy chủ đã nhận đủ %(count)s minh chứng.", files)
        said.append(got % {"count": files})
    else:
        said.append(_("Chưa có minh chứng; thêm sau được."))
    if activity.state == Activity.State.RECORDED:
        said.append(_("Chờ lãnh đạo xác nhận."))
    messages.success(request, " ".join(said))
    if request.POST.get("step") == "save-again":
        return redirect("activities:record", activity.duty_id)
    return redirect("activities:detail", activity.pk)


def show(
    request: HttpRequest,
    sheet: Sheet,
    form: ActivityForm,
    lines: tuple[AmountLine, ...],
    received: Received | None = None,
    activity: Activity | None = None,
    status: int = 200,
    theirs: tuple[Difference, ...] = (),
) -> HttpResponse:
    """The page, or only what the activity will count for where a fragment was asked."""
    actor, received = actor_of(request), received or Received()
    page = record_page(
        actor, sheet, form, lines, files=received.files, paper=received.paper, activity=activity, theirs=theirs
    )
    only_counted = request.headers.get("HX-Request") == "true" and request.POST.get("step") == "counted"
    context = {
        "nav": "activities",
        "page": page,
        "form": form,
        "help": HELP,
        "restored": request.POST.get("restored") == "1",
        "confirms": not activity and (actor.is_leader or sheet.on_behalf),
        "crumbs": crumbs_of(sheet, activity),
        "counting": reverse("activities:change", args=[activity.pk]) if activity else request.path,
    }
    template = "activities/_counted.html" if only_counted else "activities/record.html"
    return render(request, template, context, status=status)


def crumbs_of(sheet: Sheet, activity: Activity | None) -> tuple[Crumb, ...]:
    """The way here."""
    start = Crumb(_("Hoạt động"), reverse("activities:list"))
    if activity is not None:
        return (start, Crumb(activity.code, reverse("activities:detail", args=[activity.pk])), Crumb(_("Sửa")))
    return (start, Crumb(sheet.duty.unit_short_name, reverse("desk:duty", args=[sheet.duty.pk])), Crumb(_("Ghi")))


def show_again(
    request: HttpRequest, sheet: Sheet, received: Received, activity: Activity | None = None
) -> HttpResponse:
    """The same form after a step that saves nothing: a photo came, a line was added, today was taken."""
    step, lines = request.POST.get("step", "keep"), list(typed_lines(request.POST))
    initial = typed_values(request.POST)
    if step == "today":
        initial["effective_on"] = format_day_field(clock.today())
    elif not initial["effective_on"] and received.taken_on:
        initial["effective_on"] = format_day_field(received.taken_on)
    if step == "add-line":
        lines.append(AmountLine())
    elif step.startswith("drop-line-") and step[10:].isdigit() and int(step[10:]) < len(lines):
        del lines[int(step[10:])]
    form = sheet.make_form(initial=initial)
    if received.faults:
        return show_faults(request, sheet, form, received, activity, tuple(lines))
    return show(request, sheet, form, tuple(lines) or (AmountLine(),), received, activity)


def show_faults(
    request: HttpRequest,
    sheet: Sheet,
    form: ActivityForm,
    received: Received,
    activity: Activity | None = None,
    lines: tuple[AmountLine, ...] | None = None,
) -> HttpResponse:
    """The form with every fault at its place; files that came are kept."""
    if not form.is_bound:
        form = sheet.make_form(request.POST, taken_on=received.taken_on)
        form.full_clean()
        for name in list(form.errors):
            del form.errors[name]
    for sentence in received.faults:
        form.add_error("photos", sentence)
    return show(request, sheet, form, lines or form.lines, received, activity, status=422)


def show_refusal(
    request: HttpRequest,
    sheet: Sheet,
    form: ActivityForm,
    received: Received,
    refusal: Refusal,
    activity: Activity | None = None,
) -> HttpResponse:
    """The form with what the office refused. A form that was sent before gets a new identity."""
    theirs: tuple[Difference, ...] = ()
    if isinstance(refusal, Conflict) and refusal.id == "uuid-used":
        form.say_again(uuid=str(uuid4()))
        form.add_error(
            None,
            _(
                "Trang này đã lưu một hoạt động khác trước đó; bản này chưa được lưu. "
                "Lưu lần nữa để ghi thành hoạt động mới."
            ),
        )
    else:
        form.take_refusal(refusal)
    if activity is not None and refusal.id == "activity-changed":
        saved = queries.find_activity(actor_of(request), activity.pk)
        theirs = compare_with_saved(form, saved, sheet)
        form.say_again(version=str(saved.version))
    return show(request, sheet, form, form.lines, received, activity, status=refusal.status, theirs=theirs)


def detail(request: HttpRequest, activity_id: int) -> HttpResponse:
    """One activity with everything that belongs to it; its deeds are buttons of this page."""
    actor = actor_of(request)
    activity = queries.find_activity(actor, activity_id)
    problem: Refusal | None = None
    if request.method == "POST":
        try:
            messages.success(request, carry_out(request, activity))
        except Refusal as refusal:
            problem = refusal
        else:
            return redirect("activities:detail", activity.pk)
    return show_detail(request, activity, problem)


def show_detail(request: HttpRequest, activity: Activity, problem: Refusal | None, *, links: str = "") -> HttpResponse:
    """The page of an activity, with what was refused just now and what was typed for it."""
    actor = actor_of(request)
    context = {
        "nav": "activities",
        "page": load_detail(actor, activity, own=acts_for(actor, activity.duty.unit_id)),
        "problem": problem,
        "deed": request.POST.get("deed", ""),
        "typed": request.POST.get("reason", ""),
        "links": links,
        "crumbs": (Crumb(_("Hoạt động"), reverse("activities:list")), Crumb(activity.code)),
        "help": HELP_DETAIL,
    }
    return render(request, "activities/detail.html", context, status=problem.status if problem else 200)


def carry_out(request: HttpRequest, activity: Activity) -> str:
    """Confirm, question, answer or withdraw; gives the sentence that tells it. Raises Refusal."""
    actor, deed, said = actor_of(request), request.POST.get("deed", ""), request.POST.get("reason", "")
    if deed == "confirm":
        actions.confirm_activities(actor, [activity.pk])
        return _("Đã xác nhận hoạt động %(code)s.") % {"code": activity.code}
    if deed == "question":
        actions.question_activity(actor, activity.pk, question=said)
        return _("Đã hỏi đơn vị về hoạt động %(code)s. Trong lúc chờ, hoạt động vẫn được tính.") % {
            "code": activity.code
        }
    if deed == "answer":
        actions.answer_question(actor, activity.pk, answer=said)
        return _("Đã trả lời.")
    if deed == "take-back":
        actions.take_back_activity(actor, activity.pk)
        return _("Đã rút lại hoạt động %(code)s.") % {"code": activity.code}
    if deed == "unconfirm":
        actions.take_back_confirmation(actor, activity.pk)
        return _("Đã rút lại xác nhận. Hoạt động %(code)s chờ xác nhận, chưa được tính.") % {"code": activity.code}
    if deed == "withdraw":
        actions.withdraw_activity(actor, activity.pk, reason=said)
        return _("Đã rút hoạt động %(code)s. Từ hôm nay hoạt động này không được tính.") % {"code": activity.code}
    raise Unknown


@require_POST
def add_proof(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Add files and links to an activity; what came well is kept, what did not is told and stays typed."""
    actor = actor_of(request)
    activity = queries.find_activity(actor, activity_id)
    received = receive_files(request, actor)
    links = tuple(dict.fromkeys(request.POST.get("links", "").split()))
    uuid = read_uuid(request.POST.get("uuid", ""))
    faults, count, status = list(received.faults), 0, 422
    left: list[str] = []
    for proof in [Proof(files=(kept,)) for kept in received.files] + [Proof(links=(link,)) for link in links]:
        try:
            actions.prove_activity(actor, activity.pk, uuid=uuid, proof=proof)
            count += 1
        except Refusal as refusal:
            faults.append(refusal.message)
            left += proof.links
            status = refusal.status
    if not count and not faults:
        faults.append(_("Chưa chọn tệp hay đường dẫn nào."))
    if count:
        messages.success(
            request, _("Đã nhận %(count)s minh chứng cho hoạt động %(code)s.") % {"count": count, "code": activity.code}
        )
    if not faults:
        return redirect("activities:detail", activity.pk)
    problem = NotValid("evidence-faults", " ".join(dict.fromkeys(faults)))
    problem.status = status
    return show_detail(request, queries.find_activity(actor, activity.pk), problem, links="\n".join(left))


def read_uuid(text: str) -> UUID:
    """The identity a form was given; a new one where it is damaged."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


@require_POST
def withdraw_proof(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Take one proof back, with a reason."""
    actor = actor_of(request)
    evidence = queries.find_evidence(actor, evidence_id)
    try:
        actions.withdraw_evidence(actor, evidence.pk, reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, _("Đã rút minh chứng “%(name)s”.") % {"name": evidence.name})
    return redirect("activities:detail", evidence.activity_id)


@require_GET
def evidence_file(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """The file of a proof, or on to its link, for whoever may see the activity."""
    evidence = queries.find_evidence(actor_of(request), evidence_id)
    if evidence.stored is None:
        return redirect(evidence.link)
    return serve_file(evidence.stored, evidence.name)


@require_GET
def thumbnail(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """A small picture of a photo or of a PDF's first page. Raises Unknown for what has none."""
    evidence = queries.find_evidence(actor_of(request), evidence_id)
    if evidence.stored is None:
        raise Unknown
    return small_picture(evidence.stored.sha256, evidence.stored.media_type)


@require_GET
def kept_file(request: HttpRequest, sealed: str) -> HttpResponse:
    """A small picture of a file that waits in the form, for whoever sent it."""
    kept = open_kept(actor_of(request), sealed)
    return small_picture(kept.sha256, kept.media_type)


@require_GET
def basis_paper(request: HttpRequest, activity_id: int) -> HttpResponse:
    """The paper an entry on the unit's behalf rests on."""
    activity = queries.find_activity(actor_of(request), activity_id)
    paper: StoredFile | None = activity.on_behalf_paper
    if paper is None:
        raise Unknown
    return serve_file(paper, activity.on_behalf_paper_name)


def small_picture(sha256: str, media_type: str) -> HttpResponse:
    """The file at the size of a list; the browser may keep it, nobody between may."""
    if not may_show(media_type):
        raise Unknown
    try:
        data = find_thumbnail(sha256, media_type)
    except (OSError, ValueError) as error:
        raise Unknown from error
    response = HttpResponse(data, content_type="image/jpeg")
    response.headers["Cache-Control"] = "private, max-age=86400, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
