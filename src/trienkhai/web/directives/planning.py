"""A unit's plan as one more thing it owes, beside the items of the directive: under the number 0, of the kind "plan".

So its day can pass, be extended and be asked for like any other. Where the directive asks for no plan there is none.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from trienkhai.web.directives.ledger import Terms
from trienkhai.web.directives.models import Directive, Item
from trienkhai.web.documents.models import Origin

PLAN = 0
PLAN_KIND = "plan"


def plan_item(directive: Directive) -> Item:
    """The plan as an item, never saved. Its day was set by a person; without one it is never late."""
    return Item(
        pk=PLAN,
        directive=directive,
        kind=PLAN_KIND,
        position=PLAN,
        text=_("kế hoạch"),
        short=_("kế hoạch"),
        deadline_on=directive.plan_due_on,
        deadline_origin=Origin.PERSON if directive.plan_due_on else Origin.NONE,
    )


def list_owed_plans(directive: Directive) -> list[Item]:
    """The plan where the directive asks for one."""
    return [plan_item(directive)] if directive.plan_needed else []


def list_plan_terms(directive: Directive) -> list[Terms]:
    """The same as the arithmetic sees it: asked of every unit."""
    return [
        Terms(item=PLAN, kind=PLAN_KIND, addressed=True, deadline_on=item.deadline_on, origin=item.deadline_origin)
        for item in list_owed_plans(directive)
    ]
