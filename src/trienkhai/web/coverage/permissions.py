"""Who sees what of the coverage: the issuing office everything, a unit itself and the totals."""

from __future__ import annotations

from trienkhai.web.directives.models import Directive
from trienkhai.web.directives.permissions import issues
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import acts_for


def may_see_all_units(actor: Actor, directive: Directive) -> bool:
    """Members of the issuing office. Whether a directive may be seen at all: `directives.queries.find_directive`."""
    return issues(actor, directive)


def may_see_unit(actor: Actor, directive: Directive, unit_id: int) -> bool:
    """The unit itself, and the issuing office."""
    return acts_for(actor, unit_id) or may_see_all_units(actor, directive)
