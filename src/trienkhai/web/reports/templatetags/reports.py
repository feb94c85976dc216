"""Small filters of the report pages."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import quote

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.web.reports.appendix import Cells, cell_of, does_not_apply
from trienkhai.web.reports.appendix import column_title as title_of
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.wording import Shown
from trienkhai.web.ui.formats import format_number

register = template.Library()
# On paper the same columns have Vietnamese heads, whatever the pages speak.
COUNT_TITLES = {"activities": gettext_lazy("Hoạt động"), "proved": gettext_lazy("Có minh chứng")}


def say_figure(figure: Shown) -> str:
    """ "312", "khoảng 350"."""
    number = format_number(Decimal(figure.value))
    return _("khoảng %(figure)s") % {"figure": number} if figure.approximate else number


@register.filter
def column_title(figure: Shown) -> str:
    """The heading of a figure's column."""
    return str(COUNT_TITLES[figure.key]) if figure.key in COUNT_TITLES else title_of(figure, {})


@register.simple_tag
def cell(cells: Cells, figure: Shown, address: str) -> SafeString:
    """A unit's figure as a link to its activities; zero is bold, and what does not apply is said in words."""
    own = cells.figures.get(figure.key)
    if does_not_apply(cells, figure) and not (own and own.value):
        return format_html('<span class="nothing">{}</span>', _("không áp dụng"))
    if own is None:
        return format_html('<b class="figure zero">{}</b>', cell_of(cells, figure))
    said = say_figure(own)
    css = "figure" if own.value else "figure zero"
    return format_html('<a class="{}" href="{}?so={}#tu-dau">{}</a>', css, address, quote(figure.key), said)


@register.filter
def total_in(figure: Shown) -> str:
    """A column's total."""
    return say_figure(figure)


@register.filter
def report_word(report: Report) -> str:
    """ "gửi 18/12", "tiếp nhận 20/12"."""
    if report.state == Report.State.ACCEPTED and report.accepted_on:
        return _("tiếp nhận %(accepted_on)s") % {"accepted_on": f"{report.accepted_on:%d/%m}"}
    return (
        _("gửi %(submitted_on)s") % {"submitted_on": f"{report.submitted_on:%d/%m}"}
        if report.submitted_on
        else report.get_state_display()
    )
