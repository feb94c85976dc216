"""Đơn vị nhận, thời hạn: arranging a draft, and what became of it once it is issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.web import clock
from trienkhai.web.directives.cascade import PhrasePanel, cascade_page, report_request_words
from trienkhai.web.directives.deeds import Attempt, Here, attempt_deed, build_form, parse_number
from trienkhai.web.directives.ledger import DutyStanding
from trienkhai.web.directives.models import Addressee, Directive, Duty, Item
from trienkhai.web.directives.permissions import may_arrange, may_enter_for_unit
from trienkhai.web.directives.queries import (
    compute_standings_with_items,
    find_directive_of_office,
    list_addressees,
    list_duties,
    list_items,
    list_reports_asked,
)
from trienkhai.web.directives.tabs import list_tabs
from trienkhai.web.directives.views.passing import link_form
from trienkhai.web.journal.queries import list_entries_of_directive
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.queries import list_versions
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.formats import format_time
from trienkhai.web.ui.items import Crumb

MOST_SUGGESTED = 600
HELP = (
    gettext_lazy("Mỗi cụm từ chỉ nơi nhận được trích nguyên văn, kèm quy tắc máy dùng để tìm ra đơn vị."),
    gettext_lazy("Bỏ dấu chọn một đơn vị thì ghi lý do; việc này vào sổ nhật ký và hoàn tác được."),
    gettext_lazy(
        "Mỗi ngày hạn ghi rõ do đâu: văn bản nêu, máy suy ra, hay người đặt. “Không đặt hạn” là một lựa chọn."
    ),
    gettext_lazy("Máy suy ra thì chưa ràng buộc ai, đến khi anh/chị xác nhận."),
    gettext_lazy(
        "Lãnh đạo ký rồi thì không sửa được nữa; sau khi ban hành vẫn thêm, miễn, gia hạn được, có ghi lý do."
    ),
)


@dataclass(frozen=True, slots=True)
class PhraseForms:
    """A phrase with the forms that change it; `form` of the units is None where nothing may be changed."""

    panel: PhrasePanel
    keep: forms.Form | None
    purpose: forms.Form | None


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One issued duty with how it stands today."""

    duty: Duty
    standing: DutyStanding

    @property
    def notes(self) -> tuple[str, ...]:
        """What the ledger says beyond the beginning, in words."""
        said = []
        if self.standing.ended is not None:
            said.append(
                _("rút từ %(effective_on)s: %(reason)s")
                % {"effective_on": f"{self.standing.ended.effective_on:%d/%m/%Y}", "reason": self.standing.ended.reason}
            )
        for item in self.standing.items.values():
            if item.extended is not None and item.deadline_on is not None:
                said.append(
                    _("gia hạn đến %(deadline_on)s: %(reason)s")
                    % {"deadline_on": f"{item.deadline_on:%d/%m/%Y}", "reason": item.extended.reason}
                )
            if item.exempt is not None:
                word = _("miễn báo cáo") if item.kind == Item.Kind.REPORT else _("miễn một mục")
                said.append(f"{word}: {item.exempt.reason}")
        return tuple(dict.fromkeys(said))


def cascade(request: HttpRequest, directive_id: int) -> HttpResponse:
    """The receivers and days of a directive of one's own office; every answer is one small form."""
    actor = actor_of(request)
    directive = find_directive_of_office(actor, directive_id)
    attempt: Attempt | None = None
    if request.method == "POST":
        attempt = attempt_deed(actor, load_here(actor, directive), request.POST)
        if attempt.done:
            messages.success(
                request,
                _("Đã lưu lúc %(now)s. %(sentence)s") % {"now": format_time(clock.now()), "sentence": attempt.sentence},
            )
            return redirect(reverse("directives:cascade", args=[directive_id]) + f"#{attempt.anchor}")
        directive = find_directive_of_office(actor, directive_id)
    context = cascade_context(request, actor, directive, attempt)
    return render(request, "directives/cascade.html", context, status=attempt.status if attempt else 200)


def load_here(actor: Actor, directive: Directive) -> Here:
    """Everything the forms of this directive are built from (five queries)."""
    addressees, items = list_addressees(directive), list_items(directive, struck=True)
    text_forms = list(directive.forms.all())
    page = cascade_page(directive, addressees, items, text_forms, actor.office_name)
    return Here(directive, page, addressees, items, text_forms)


def cascade_context(
    request: HttpRequest, actor: Actor, directive: Directive, attempt: Attempt | None
) -> dict[str, object]:
    """What the page shows; a form that was refused stands in its place with what was typed."""
    here = load_here(actor, directive)
    page, draft = here.page, directive.state == Directive.State.DRAFT
    arranges = may_arrange(actor, directive)
    editable = arranges and page.unsigned
    named = f"{directive.document.kind_name.capitalize()} {directive.document.code or '…/' + directive.document.symbol}"
    context: dict[str, object] = {
        "nav": "directives",
        "directive": directive,
        "document": directive.document,
        "page": page,
        "editable": editable,
        "arranges": arranges,
        "draft": draft,
        "attempt": attempt,
        "phrases": phrase_forms(here, editable, attempt),
        "others": other_forms(here, editable, attempt),
        "tabs": list_tabs(actor, directive),
        "current": "units",
        "crumbs": (Crumb(_("Chỉ đạo"), reverse("directives:list")), Crumb(named)),
        "help": HELP,
    }
    if editable:
        linking = link_form(actor, directive)
        context["link_form"] = linking if len(linking.fields["duty"].choices) > 1 else None  # type: ignore[attr-defined]  # a choice field
        context |= draft_forms(request, here, attempt)
        context["asked"] = list_reports_asked(directive, page.units.keys(), clock.today())
    if draft:
        context["last"] = list_entries_of_directive(directive.pk, 1).first()
    elif directive.state == Directive.State.ISSUED or directive.issued_on:
        context |= issued_context(actor, here, attempt)
    return context


def phrase_forms(here: Here, editable: bool, attempt: Attempt | None) -> list[PhraseForms]:
    """The phrases that make duties, with their forms while they may be changed."""
    return [
        PhraseForms(
            panel,
            pick("keep", here, attempt, panel.addressee.pk) if editable and not panel.outside else None,
            pick("purpose", here, attempt, panel.addressee.pk) if editable and not panel.outside else None,
        )
        for panel in here.page.phrases
        if panel.units or not panel.outside
    ]


def other_forms(here: Here, editable: bool, attempt: Attempt | None) -> list[tuple[Addressee, forms.Form | None]]:
    """The receivers without a duty, with the form that says why they receive."""
    return [(row, pick("purpose", here, attempt, row.pk) if editable else None) for row in here.page.others]


def draft_forms(request: HttpRequest, here: Here, attempt: Attempt | None) -> dict[str, object]:
    """The forms of a draft; an item or a form is opened by its id in the address."""
    tried = attempt.key if attempt else None
    item = tried if attempt and attempt.deed in ("item", "strike-item") else parse_number(request.GET.get("muc"))
    form = tried if attempt and attempt.deed == "form" else parse_number(request.GET.get("hinh-thuc"))
    line = parse_number(request.GET.get("dong"))
    opened = any(entry.pk == item for entry in here.items)
    proposal = here.page.proposal
    return {
        "period_form": pick("period", here, attempt),
        "report_form": pick("report", here, attempt),
        "options_form": pick("options", here, attempt),
        "add_form": pick("add", here, attempt, line if any(row.pk == line for row in here.addressees) else None),
        "strike_form": pick("exempt" if attempt and attempt.deed == "exempt" else "strike", here, attempt),
        "opened_item": item if opened else None,
        "item_form": pick("item", here, attempt, item) if opened else None,
        "strike_item_form": pick("strike-item", here, attempt, item) if opened else None,
        "opened_form": form,
        "counted_form": pick("form", here, attempt, form) if any(row.pk == form for row in here.text_forms) else None,
        "request_words": report_request_words(proposal, here.directive.document.issuer_name) if proposal else "",
        "suggested": suggested_names(),
    }


def issued_context(actor: Actor, here: Here, attempt: Attempt | None) -> dict[str, object]:
    """The duties of an issued directive as they stand today, and adding and striking through the ledger."""
    directive = here.directive
    duties = list(list_duties(directive.pk))
    standings = compute_standings_with_items(duties, on=clock.today(), loaded=here.items)[0]
    lines = [DutyLine(duty, standings[duty.pk]) for duty in duties]
    counting = [line for line in lines if line.standing.counts]
    running = may_arrange(actor, directive) and directive.state == Directive.State.ISSUED
    return {
        "duties": lines,
        "counting": len(counting),
        "taken": sum(hasattr(line.duty, "acknowledgement") for line in counting),
        "add_form": pick("add", here, attempt) if running else None,
        "suggested": suggested_names() if running else (),
        "running": running,
        "may_enter": any(may_enter_for_unit(actor, duty) for duty in duties[:1]),
    }


def suggested_names() -> Sequence[str]:
    """Names of units in force today, for the list of suggestions."""
    return list(list_versions(clock.today()).values_list("name", flat=True)[:MOST_SUGGESTED])


def pick(deed: str, here: Here, attempt: Attempt | None, key: int | None = None) -> forms.Form:
    """The form of a deed: the one that was just refused, with what was typed, else a fresh one."""
    if attempt is not None and not attempt.conflict and attempt.deed == deed and attempt.key in (key, None):
        return attempt.form
    return build_form(deed, here, key)
