"""Small filters of the report pages."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import quote

from django import template

from trienkhai.rendering.paper import Block, Dash, find_plain
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.presenting import ReportRow
from trienkhai.web.reports.printing import column_of
from trienkhai.web.reports.wording import Shown

register = template.Library()


@register.filter
def column_title(figure: Shown) -> str:
    """The heading of a figure's column."""
    return column_of(figure).title


@register.filter
def value_in(row: ReportRow, figure: Shown) -> Decimal:
    """A unit's number in a column; a unit that reported and has none reported zero."""
    return row.figures.get(figure.key, Decimal(0))


@register.filter
def with_key(address: str, figure: Shown) -> str:
    """The address that opens the activities behind a figure."""
    return f"{address}?so={quote(figure.key)}#tu-dau"


@register.filter
def report_word(report: Report) -> str:
    """ "gửi 18/12", "tiếp nhận 20/12"."""
    if report.state == Report.State.ACCEPTED and report.accepted_on:
        return f"tiếp nhận {report.accepted_on:%d/%m}"
    return f"gửi {report.submitted_on:%d/%m}" if report.submitted_on else report.get_state_display()


@register.filter
def printed(block: Block) -> str:
    """A block of the body as plain words."""
    text = find_plain(block.text) if hasattr(block, "text") else ""
    return f"- {text}" if isinstance(block, Dash) else text
