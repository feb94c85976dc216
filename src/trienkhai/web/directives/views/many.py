"""One deed for many units at once: remind, extend, exempt; what became of each stands in its row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.web import clock
from trienkhai.web.directives import actions
from trienkhai.web.directives.actions import Outcome
from trienkhai.web.directives.deeds import parse_number, show_refusal
from trienkhai.web.directives.forms import ManyUnitsForm
from trienkhai.web.directives.models import Directive, Duty, Item
from trienkhai.web.directives.permissions import may_arrange
from trienkhai.web.directives.queries import (
    compute_standings,
    find_directive_of_office,
    list_duties,
    list_items,
    name_item,
)
from trienkhai.web.directives.tabs import list_tabs
from trienkhai.web.directives.views.duties import status_of
from trienkhai.web.errors import Refusal
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.items import Crumb

HELP = (
    gettext_lazy("Đôn đốc, gia hạn hoặc miễn cho nhiều đơn vị trong một lần."),
    gettext_lazy(
        "Mỗi đơn vị được làm riêng: đơn vị nào không làm được thì dòng của nó nói vì sao, các đơn vị khác vẫn xong."
    ),
    gettext_lazy("Đôn đốc không đổi hạn; đơn vị thấy lời đôn đốc ở Việc của tôi đến khi xong."),
    gettext_lazy("Đơn vị đang chờ trả lời đề nghị thì không đôn đốc; trả lời trước."),
    gettext_lazy("Gia hạn, miễn ghi vào sổ của từng nhiệm vụ, có lý do."),
)
DONE_WORDS = {
    ManyUnitsForm.URGE: gettext_lazy("Đã đôn đốc"),
    ManyUnitsForm.EXTEND: gettext_lazy("Đã gia hạn"),
    ManyUnitsForm.EXEMPT: gettext_lazy("Đã miễn"),
}


def many_units(request: HttpRequest, directive_id: int) -> HttpResponse:
    """Choose units, choose the deed; the answer has a row for each unit."""
    actor = actor_of(request)
    directive = find_directive_of_office(actor, directive_id)
    items = [item for item in list_items(directive) if item.kind != Item.Kind.TOPIC]
    form = build_form(request, directive, items)
    outcomes: list[Outcome] = []
    refused: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            outcomes = carry_out(actor, directive_id, form.cleaned_data)
        except Refusal as refusal:
            refused = refusal
            show_refusal(form, refusal)
    running = directive.state == Directive.State.ISSUED
    context = {
        "nav": "directives",
        "directive": directive,
        "form": form,
        "may": may_arrange(actor, directive) and running,
        "running": running,
        "outcomes": outcomes,
        "done": sum(outcome.done for outcome in outcomes),
        "done_words": DONE_WORDS.get(form.cleaned_data.get("what", ""), "") if outcomes else "",
        "tabs": list_tabs(actor, directive),
        "crumbs": (
            Crumb(_("Chỉ đạo"), reverse("directives:list")),
            Crumb(directive.title, reverse("directives:cascade", args=[directive.pk])),
            Crumb(_("Nhiều đơn vị")),
        ),
        "help": HELP,
    }
    return render(request, "directives/many_units.html", context, status=status_of(form, refused))


def build_form(request: HttpRequest, directive: Directive, items: Iterable[Item]) -> ManyUnitsForm:
    """The units that still count; those named in the address are chosen."""
    duties = list(list_duties(directive.pk))
    counting = count_still(duties)
    wanted = {parse_number(said) for said in request.GET.getlist("nhiem-vu")}
    what = request.GET.get("viec", "")
    initial = {
        "duties": [duty.pk for duty in counting if duty.pk in wanted],
        "what": what if what in DONE_WORDS else None,
        "item": parse_number(request.GET.get("muc")),
    }
    # A unit whose duty has ended meanwhile is refused in its own row, not by the form.
    units = [(duty.pk, duty.unit_short_name) for duty in (duties if request.method == "POST" else counting)]
    named: list[tuple[int | str, str]] = [("", _("mọi việc còn lại")), *((item.pk, name_item(item)) for item in items)]
    return ManyUnitsForm(request.POST if request.method == "POST" else None, initial=initial, units=units, items=named)


def count_still(duties: list[Duty]) -> list[Duty]:
    """The duties that count today."""
    standings = compute_standings(duties, on=clock.today())
    return [duty for duty in duties if standings[duty.pk].counts]


def carry_out(actor: Actor, directive_id: int, given: dict[str, object]) -> list[Outcome]:
    """Call the action that was chosen. Raises Refusal where nothing was tried."""
    chosen = given["duties"]
    duties = [key for key in chosen if isinstance(key, int)] if isinstance(chosen, list) else []
    reason, basis = str(given["reason"]).strip(), str(given["basis"])
    item = given["item"] if isinstance(given["item"], int) else None
    until = given["new_deadline_on"]
    if given["what"] == ManyUnitsForm.EXTEND and isinstance(until, date):
        return actions.extend_duties(
            actor, directive_id, duties, new_deadline_on=until, reason=reason, item_id=item, basis=basis
        )
    if given["what"] == ManyUnitsForm.EXEMPT:
        return actions.exempt_duties(actor, directive_id, duties, reason=reason, item_id=item, basis=basis)
    return actions.urge_units(actor, directive_id, duties, item_id=item, words=reason)
