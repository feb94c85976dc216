"""The tabs of a directive: one list for every folder that shows one of its pages."""

from __future__ import annotations

from django.urls import reverse

from trienkhai.web.directives.models import Directive
from trienkhai.web.directives.permissions import issues
from trienkhai.web.offices.actor import Actor
from trienkhai.web.ui.items import Tab
from trienkhai.web.ui.templatetags.ui import directive_tabs

OVERVIEW = {"overview": "desk:directive", "chain": "desk:chain"}
RUNNING = {"coverage": "coverage:matrix"}
OF_THE_OFFICE = {"units": "directives:cascade", "history": "desk:history"}
PLANNED = {"plans": "plans:list"}
REPORTING = {"reports": "reports:rollup"}


def list_tabs(actor: Actor, directive: Directive) -> tuple[Tab, ...]:
    """The pages of this directive that the person may open, in their fixed order.

    A receiving unit is not shown who else receives, nor the office's roll-up; a draft has nothing to cover or report.
    """
    named = dict(OVERVIEW)
    running = directive.state != Directive.State.DRAFT
    if running:
        named |= RUNNING
    if issues(actor, directive):
        named |= OF_THE_OFFICE | (REPORTING if running else {}) | (PLANNED if running and directive.plan_needed else {})
    urls = {key: reverse(name, args=[directive.pk]) for key, name in named.items()}
    urls["document"] = reverse("documents:detail", args=[directive.document_id])
    return directive_tabs(urls)
