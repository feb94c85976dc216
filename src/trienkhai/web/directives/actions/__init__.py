"""Everything that changes directives and duties; one file per subject."""

from trienkhai.web.directives.actions.arranging import (
    ItemTerms,
    exempt_unit,
    keep_units,
    map_form,
    merge_forms,
    restore_unit,
    set_form,
    set_item,
    set_options,
    set_period,
    set_purpose,
    set_report,
    strike_item,
)
from trienkhai.web.directives.actions.drafting import note_confirmed_reading
from trienkhai.web.directives.actions.duties import (
    acknowledge_duty,
    answer_request,
    exempt_duty,
    extend_duty,
    request_change,
    withdraw_duty,
)
from trienkhai.web.directives.actions.issuing import (
    add_unit,
    issue_directive,
    note_issued_dispatch,
    sign_directive,
    strike_unit,
    withdraw_directive,
)
from trienkhai.web.directives.actions.passing import link_duty, pass_on_document, pass_on_items
from trienkhai.web.directives.actions.together import Arrangement, arrange_directive
from trienkhai.web.directives.actions.urging import Outcome, exempt_duties, extend_duties, urge_unit, urge_units

__all__ = [
    "Arrangement",
    "ItemTerms",
    "Outcome",
    "acknowledge_duty",
    "add_unit",
    "answer_request",
    "arrange_directive",
    "exempt_duties",
    "exempt_duty",
    "exempt_unit",
    "extend_duties",
    "extend_duty",
    "issue_directive",
    "keep_units",
    "link_duty",
    "map_form",
    "merge_forms",
    "note_confirmed_reading",
    "note_issued_dispatch",
    "pass_on_document",
    "pass_on_items",
    "request_change",
    "restore_unit",
    "set_form",
    "set_item",
    "set_options",
    "set_period",
    "set_purpose",
    "set_report",
    "sign_directive",
    "strike_item",
    "strike_unit",
    "urge_unit",
    "urge_units",
    "withdraw_directive",
    "withdraw_duty",
]
