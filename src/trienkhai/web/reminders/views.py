"""The pages of letters: whom to remind, the letter on A4, its files."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from trienkhai.rendering.wording import lay_out
from trienkhai.web import clock
from trienkhai.web.directives.models import Directive
from trienkhai.web.directives.permissions import may_arrange
from trienkhai.web.directives.queries import find_directive_of_office
from trienkhai.web.directives.tabs import list_tabs
from trienkhai.web.errors import NotValid, Refusal
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.reminders import actions, queries
from trienkhai.web.reminders.forms import LetterForm
from trienkhai.web.reminders.letter import compose_letter
from trienkhai.web.reminders.queries import Overdue
from trienkhai.web.reports.views import check_form
from trienkhai.web.ui.items import Crumb
from trienkhai.web.ui.papers import paper_response

HELP = (
    gettext_lazy("Công văn đôn đốc nêu tên các đơn vị còn việc quá hạn, việc gì, hạn nào, quá mấy ngày làm việc."),
    gettext_lazy(
        "Máy lấy đúng những gì đang đỏ trên trang độ phủ; việc không có hạn hoặc đang chờ trả lời thì không có ở đây."
    ),
    gettext_lazy("Số liệu trong công văn đóng lại ở ngày soạn; đơn vị gửi sau đó không làm đổi công văn."),
    gettext_lazy("Soạn xong thì lãnh đạo ký, văn thư cấp số và ban hành ở trang văn bản như mọi công văn."),
    gettext_lazy("Đôn đốc không đổi hạn và không thêm việc cho đơn vị."),
)


def draft(request: HttpRequest, directive_id: int) -> HttpResponse:
    """Whom to remind; sent, the letter is an outgoing document."""
    actor = actor_of(request)
    directive = find_directive_of_office(actor, directive_id)
    running = directive.state == Directive.State.ISSUED
    rows = queries.list_overdue(directive, clock.today()) if running else []
    form = build_form(request, rows)
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                given = form.cleaned_data
                letter = actions.draft_letter(actor, directive_id, **given)
                return redirect("reminders:detail", letter.pk)
            status = 422
        except Refusal as refusal:
            status = refusal.status
            show_refusal(form, refusal)
    context = {
        "nav": "directives",
        "directive": directive,
        "rows": rows,
        "units": queries.count_units(rows),
        "form": form,
        "running": running,
        "may": running and may_arrange(actor, directive),
        "letters": queries.list_letters(actor, directive.pk),
        "tabs": list_tabs(actor, directive),
        "crumbs": (
            Crumb(_("Chỉ đạo"), reverse("directives:list")),
            Crumb(directive.title, reverse("directives:cascade", args=[directive.pk])),
            Crumb(_("Công văn đôn đốc")),
        ),
        "help": HELP,
    }
    return render(request, "reminders/draft.html", context, status=status)


def build_form(request: HttpRequest, rows: list[Overdue]) -> LetterForm:
    """One line a unit with all it owes; every unit is chosen until somebody takes it off."""
    owed: dict[int, list[str]] = {}
    names = {row.duty.pk: row.duty.unit_name for row in rows}
    for row in rows:
        said = {"what": row.what, "due": f"{row.due_on:%d/%m/%Y}", "late": say_late(row.working_days)}
        owed.setdefault(row.duty.pk, []).append(_("%(what)s, hạn %(due)s, %(late)s") % said)
    units = [(duty, f"{names[duty]}: {'; '.join(lines)}") for duty, lines in owed.items()]
    initial = {"uuid": uuid4(), "duties": list(owed)}
    return LetterForm(request.POST if request.method == "POST" else None, initial=initial, units=units)


def say_late(days: int) -> str:
    """How late, in working days."""
    if not days:
        return _("đã qua hạn")
    return ngettext("quá %(count)s ngày làm việc", "quá %(count)s ngày làm việc", days) % {"count": days}


def show_refusal(form: LetterForm, refusal: Refusal) -> None:
    """The refusal at its field, or above the form."""
    named = refusal.fields if isinstance(refusal, NotValid) else {}
    for name, sentence in named.items():
        form.add_error(name if name in form.fields else None, sentence)
    if not named:
        form.add_error(None, refusal.message)


@require_GET
def detail(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The letter as it stands on A4."""
    letter = queries.find_letter(actor_of(request), letter_id)
    made = compose_letter(letter)
    context = {
        "nav": "directives",
        "letter": letter,
        "paper": made,
        "sheet": lay_out(made),
        "findings": check_form(made),
        "crumbs": (
            Crumb(_("Chỉ đạo"), reverse("directives:list")),
            Crumb(letter.directive.title, reverse("directives:cascade", args=[letter.directive_id])),
            Crumb(_("Công văn đôn đốc")),
        ),
        "help": HELP,
    }
    return render(request, "reminders/detail.html", context)


@require_GET
def paper(request: HttpRequest, letter_id: int, kind: str) -> HttpResponse:
    """The letter as DOCX or PDF/A."""
    made = compose_letter(queries.find_letter(actor_of(request), letter_id))
    return paper_response(made, kind, f"cong-van-don-doc-{letter_id}")
