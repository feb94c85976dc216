"""The page of one report: what it shows, and what its buttons do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from trienkhai.web import clock
from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.citing import dispatch_as_cited
from trienkhai.web.directives.models import DirectiveForm
from trienkhai.web.documents.models import Document
from trienkhai.web.errors import NotValid
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.reports import actions, queries
from trienkhai.web.reports.actions import Written
from trienkhai.web.reports.forms import IssueForm, ReportForm
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.permissions import (
    may_issue_paper,
    may_judge,
    may_sign_paper,
    may_submit,
    may_write,
)
from trienkhai.web.reports.presenting import (
    Gathered,
    basis_of,
    gather,
    sentences_of,
    what_was_ordered,
)
from trienkhai.web.reports.printing import NOTHING, code_of, opening
from trienkhai.web.reports.printing import SECTIONS as PRINTED_SECTIONS
from trienkhai.web.reports.sources import Sources, frozen_sources, live_sources, neighbours
from trienkhai.web.reports.standing import missing_sentence
from trienkhai.web.reports.wording import Shown, amount, form_inside, measure_word, not_applicable_sentence
from trienkhai.web.ui.formats import format_time, say_period
from trienkhai.web.ui.items import Crumb

OPEN = (Report.State.DRAFT, Report.State.RETURNED)
FIELDS = ("leading", "assessment", "directions", "proposals", "nothing_to_report", "not_applicable")
SECTIONS = ("leading", "assessment", "directions", "proposals")
AUTHORITIES = (
    ("KT.", gettext_lazy("KT. (ký thay)")),
    ("TL.", gettext_lazy("TL. (thừa lệnh)")),
    ("TUQ.", gettext_lazy("TUQ. (thừa ủy quyền)")),
)
HELP = (
    gettext_lazy("Con số lấy từ hoạt động đã xác nhận, không gõ tay được."),
    gettext_lazy("Bấm vào một con số để xem các hoạt động của nó."),
    gettext_lazy("Khi gửi, số liệu đóng băng; rút minh chứng sau đó chỉ đánh dấu báo cáo."),
    gettext_lazy("Không có hoạt động thì báo cáo “không phát sinh”, khác với không gửi."),
    gettext_lazy("Bản DOCX và PDF có cùng nội dung với trang này."),
)


@dataclass(frozen=True, slots=True)
class Other:
    """A section that somebody else wrote otherwise meanwhile: both versions, to compare."""

    label: str
    kept: str
    typed: str


def is_live(actor: Actor, report: Report) -> bool:
    """Who may still change a report sees what it would say now; others see what was sent."""
    return report.state == Report.State.DRAFT or (report.state == Report.State.RETURNED and may_write(actor, report))


def written_in(form: ReportForm) -> Written:
    """What a person typed."""
    given = form.cleaned_data
    return Written(
        leading=given["leading"],
        assessment=given["assessment"],
        directions=given["directions"],
        proposals=given["proposals"],
        nothing_to_report=given["nothing_to_report"],
        not_applicable=given["not_applicable"],
    )


def initial_of(report: Report) -> dict[str, object]:
    """What the form shows first."""
    return {name: getattr(report, name) for name in (*FIELDS, "version")}


def offered_forms(report: Report) -> list[str]:
    """The forms of the directive, by which a unit may say that it has no such work."""
    if report.is_rollup:
        return []
    rows = DirectiveForm.objects.filter(directive_id=report.directive_id).values_list("catalogue_keys", flat=True)
    named = {key for keys in rows for key in keys} | set(report.not_applicable)
    return [key for key in catalogue().forms if key in named]


def carry_out(request: HttpRequest, report: Report, form: ReportForm) -> str:
    """Save, submit, accept, return, take back, sign or issue; gives the address to go to. Raises Refusal."""
    actor, deed = actor_of(request), request.POST.get("deed", "save")
    authority = request.POST.get("authority") or None
    if deed in ("save", "submit") and (may_write(actor, report) or deed == "save"):
        version = form.cleaned_data["version"]
        actions.write_report(actor, report.pk, version=version, written=written_in(form))
    said = _("Đã lưu lúc %(time)s.") % {"time": format_time(clock.now())}
    if deed == "submit":
        sent = actions.submit_report(actor, report.pk, authority=authority)
        said = (
            _("Đã đóng băng bản tổng hợp.")
            if sent.is_rollup
            else _("Đã gửi báo cáo. Số liệu được đóng băng ở mức lúc này.")
        )
    elif deed == "accept":
        actions.accept_report(actor, report.pk)
        said = _("Đã tiếp nhận báo cáo của %(unit_name)s.") % {"unit_name": report.unit_name}
    elif deed == "return":
        actions.return_report(actor, report.pk, reason=request.POST.get("reason", ""))
        said = _("Đã trả lại báo cáo cho %(unit_name)s.") % {"unit_name": report.unit_name}
    elif deed == "take-back":
        actions.take_back_report(actor, report.pk)
        said = _("Đã rút lại; báo cáo là dự thảo.")
    elif deed == "sign":
        actions.sign_report(actor, report.pk, authority=authority)
        said = _("Đã ký. Văn thư cấp số, phát hành được.")
    elif deed == "issue":
        said = _("Đã phát hành báo cáo số %(code)s.") % {"code": issue_paper(request, report).code}
    messages.success(request, said)
    return reverse("reports:detail", args=[report.pk])


def issue_paper(request: HttpRequest, report: Report) -> Document:
    """Number and send the paper as the clerk filled it in. Raises Refusal."""
    given = IssueForm(request.POST)
    if not given.is_valid():
        fields = {name: " ".join(str(error) for error in errors) for name, errors in given.errors.items()}
        raise NotValid("issue-fields", " ".join(fields.values()), fields)
    number, day = given.cleaned_data["number"], given.cleaned_data["day"]
    return actions.issue_report(actor_of(request), report.pk, number=number, day=day)


def compare(report: Report, form: ReportForm) -> list[Other]:
    """The sections in which what is kept differs from what was typed."""
    return [
        Other(str(form.fields[name].label), str(getattr(report, name)), typed)
        for name in SECTIONS
        if (typed := str(form.data.get(name, "")).replace("\r\n", "\n").strip()) != str(getattr(report, name)).strip()
    ]


def report_context(request: HttpRequest, report: Report, form: ReportForm) -> dict[str, object]:
    """Everything the page of a report shows."""
    actor = actor_of(request)
    known = gather(report, live=is_live(actor, report))
    counted = {entry.key: int(entry.value) for entry in known.figures if not entry.measure}
    return {
        "nav": "directives" if report.is_rollup and report.duty_id is None else "reports",
        "report": report,
        "form": form,
        "title": title_of(report),
        "headings": [title for _number, title, _name in PRINTED_SECTIONS],
        "nothing": NOTHING,
        "opening": opening_of(report),
        "ordered": what_was_ordered(report, report.directive.document, known.units) if report.is_rollup else "",
        "missing": missing_sentence(known.units).split("\n") if report.is_rollup else [],
        "sentences": sentences_of(known.figures, known.items),
        "not_applicable": not_applicable_sentence(report.not_applicable),
        "activities": counted.get("activities", 0),
        "proved": counted.get("proved", 0),
        "unproved": counted.get("activities", 0) - counted.get("proved", 0),
        "late": counted.get("late", 0),
        "marks": queries.list_marks(report),
        "code": code_of(report),
        "help": HELP,
        "crumbs": crumbs_of(actor, report),
        **figure_context(request, report, known),
        **what_one_may(actor, report),
        **what_to_look_at(report, known),
    }


def title_of(report: Report) -> str:
    """What the page is called."""
    said = _("Tổng hợp báo cáo %(period)s") if report.is_rollup else _("Báo cáo %(period)s")
    return said % {"period": say_period(report.period_label)}


def opening_of(report: Report) -> str:
    """The first sentence of the report, as on paper."""
    directive = report.directive
    basis = basis_of(directive) if report.is_rollup else dispatch_as_cited(directive)
    return opening(report, basis, report.unit_name)


def figure_context(request: HttpRequest, report: Report, known: Gathered) -> dict[str, object]:
    """The figure that was clicked, and what it sums."""
    key, everything = request.GET.get("so", ""), "het" in request.GET
    figure = next((entry for entry in known.figures if entry.key == key), None)
    if figure is None:
        return {"figure": None}
    sources: Sources
    if key in known.live:
        sources = live_sources(known, known.live[key], everything=everything)
    else:
        sources = frozen_sources(actor_of(request), report, key, everything=everything)
    amounts = [(entry.key, entry.form, say_amount(entry)) for entry in known.figures if entry.measure]
    return {
        "figure": figure,
        "figure_title": figure_title(figure),
        "figure_measure": measure_word(figure.measure) if figure.measure else "",
        "sources": sources,
        "apart": neighbours(amounts, figure.form, key),
    }


def figure_title(figure: Shown) -> str:
    """ "312 m băng rôn", "32 hoạt động"."""
    if not figure.measure:
        count = int(figure.value)
        return ngettext("%(count)s hoạt động", "%(count)s hoạt động", count) % {"count": count}
    return f"{say_amount(figure)} {form_inside(figure.form) if figure.form else ''}".strip()


def say_amount(figure: Shown) -> str:
    """An amount as the page says it; the report itself says it in Vietnamese."""
    said = amount(replace(figure, approximate=False))
    return _("khoảng %(figure)s") % {"figure": said} if figure.approximate else said


def what_one_may(actor: Actor, report: Report) -> dict[str, object]:
    """Which buttons a person has."""
    opened, sent = report.state in OPEN, report.state == Report.State.SUBMITTED
    document = report.document
    state = document.state if document else ""
    frozen = sent or report.state == Report.State.ACCEPTED
    numbered = state in (Document.State.NUMBERED, Document.State.ISSUED)
    signs = not (actor.is_head and actor.unit_id == actor.office_id)
    return {
        "open": opened,
        "may_write": may_write(actor, report) and opened,
        "may_submit": may_submit(actor, report) and opened,
        "may_take_back": may_submit(actor, report) and sent and not numbered and (state != "signed" or actor.is_leader),
        "may_judge": may_judge(actor, report) and sent,
        "may_sign": may_sign_paper(actor, report) and frozen and state == Document.State.CONFIRMED,
        "may_issue": may_issue_paper(actor, report) and frozen and state in ("signed", "numbered"),
        "authorities": AUTHORITIES if signs and actor.is_leader and actor.office_id == report.unit_id else (),
        "issue_form": IssueForm(),
        "document": document,
        "opens_document": document is not None and document.office_id == actor.office_id,
    }


def what_to_look_at(report: Report, known: Gathered) -> dict[str, object]:
    """What a person should know before sending: open questions, days that still come."""
    today = clock.today()
    close = report.item.data_close_on if report.item else None
    before_close = close is not None and today <= close and report.state in OPEN
    asked = [entry for entry in known.activities.values() if entry.state == Activity.State.QUESTIONED]
    due = report.item.deadline_on if report.item else None
    return {
        "close": close,
        "before_close": before_close,
        "due": due,
        "days_left": (due - today).days if due and report.state in OPEN else None,
        "questioned": asked[:5],
    }


def crumbs_of(actor: Actor, report: Report) -> tuple[Crumb, ...]:
    """The way to a report."""
    if report.is_rollup and report.directive.office_id == actor.office_id:
        above = Crumb(_("Tổng hợp báo cáo"), reverse("reports:rollup", args=[report.directive_id]))
        return Crumb(_("Chỉ đạo"), reverse("directives:list")), above, Crumb(pgettext("one", "Báo cáo"))
    if report.duty is None:
        return Crumb(_("Báo cáo"), reverse("reports:list")), Crumb(say_period(report.period_label))
    asked = report.duty.directive
    if asked.office_id == actor.office_id:
        above = Crumb(_("Tổng hợp báo cáo"), reverse("reports:rollup", args=[asked.pk]))
        return Crumb(_("Chỉ đạo"), reverse("directives:list")), above, Crumb(report.unit_name)
    duty = Crumb(asked.title, reverse("desk:duty", args=[report.duty_id]))
    return Crumb(_("Nhiệm vụ"), reverse("directives:duties")), duty, Crumb(pgettext("one", "Báo cáo"))
