"""Tags and filters of the office, loaded in every template (see `builtins` in the settings).

Snippets to copy stand in `web/ui/README.md`; each of them is shown at the address /ui/.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django import template
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    ClearableFileInput,
    RadioSelect,
    Select,
)
from django.forms.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.template.base import FilterExpression, Node, Parser, Token, Variable
from django.template.context import Context
from django.templatetags.i18n import TranslateNode, do_translate
from django.templatetags.static import StaticNode, do_static
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from trienkhai.web.ui import drawings, formats, squares
from trienkhai.web.ui.icons import STATE_WORDS, State, render_icon
from trienkhai.web.ui.items import DIRECTIVE_TABS, Crumb, DiaryLine, Pager, Step, Tab
from trienkhai.web.ui.squares import Square, SquareState

register = template.Library()

PHONE_WORDS = {"home": pgettext_lazy("thanh dưới", "Việc"), "activities": pgettext_lazy("thanh dưới", "Ghi")}
PAGE_ICONS = {
    "home": "list",
    "documents": "inbox",
    "duties": "clipboard",
    "directives": "grid",
    "activities": "camera",
    "reports": "file",
    "units": "person",
}
CONFIDENCE_WORDS = {
    3: gettext_lazy("chắc"),
    2: gettext_lazy("khá chắc"),
    1: gettext_lazy("cần xem"),
    0: gettext_lazy("không đọc được"),
}
NOTHING_WORDS = {
    "not-applicable": gettext_lazy("không áp dụng"),
    "no-report": gettext_lazy("chưa có báo cáo"),
    "exempt": gettext_lazy("không phải gửi báo cáo"),
}


class KeptWords(TranslateNode):
    """Words that stand in the template as they are: looked up once for each language, not at each drawing."""

    def __init__(self, words: TranslateNode) -> None:
        self.__dict__.update(words.__dict__)
        self._said: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """The words in the language of the page."""
        language = get_language()
        said = self._said.get(language)
        if said is None:
            said = self._said[language] = super().render(context)
        return said


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    """`{% translate "Việc của tôi" %}`: Django's own tag, made cheaper where the words are given."""
    words = do_translate(parser, token)
    plain = _is_constant(words.filter_expression) and not words.noop and not words.asvar
    same = words.message_context is None or _is_constant(words.message_context)
    return KeptWords(words) if plain and same else words


class KeptAddress(StaticNode):
    """The address of a page file named in the template: it stays the same as long as the process runs."""

    def __init__(self, found: StaticNode) -> None:
        super().__init__(path=found.path)
        self._address = ""

    def url(self, context: Context) -> str:
        """The address with the mark of the file's content."""
        self._address = self._address or super().url(context)
        return self._address


@register.tag("static")
def static(parser: Parser, token: Token) -> Node:
    """`{% static "ui/ui.js" %}`: Django's own tag, made cheaper where the file is named."""
    found = do_static(parser, token)
    return KeptAddress(found) if found.varname is None and _is_constant(found.path) else found


def _is_constant(expression: FilterExpression) -> bool:
    """Whether nothing of the page stands in it."""
    known = isinstance(expression.var, str) or (isinstance(expression.var, Variable) and expression.var.lookups is None)
    return known and not expression.filters


# Figures, days, times


@register.filter
def number(value: int | float | Decimal | None, decimals: int | None = None) -> str:
    """`{{ 1665|number }}` prints 1.665; None prints nothing."""
    return "" if value is None else formats.format_number(value, decimals)


@register.filter
def day(value: date | None) -> str:
    """`{{ due|day }}` prints 20/12/2023."""
    return "" if value is None else formats.format_day(value)


@register.filter
def day_month(value: date | None) -> str:
    """`{{ due|day_month }}` prints 20/12."""
    return "" if value is None else formats.format_day_month(value)


@register.filter
def weekday(value: date | None) -> str:
    """`{{ due|weekday }}` prints Thứ Tư, 20/12/2023."""
    return "" if value is None else formats.format_weekday(value)


@register.filter
def clock_time(value: datetime | None) -> str:
    """`{{ saved_at|clock_time }}` prints 9 giờ 41."""
    return "" if value is None else formats.format_time(value)


@register.filter
def moment(value: datetime | None) -> str:
    """`{{ sent_at|moment }}` prints 9 giờ 41, ngày 19/12/2023."""
    return "" if value is None else formats.format_moment(value)


@register.filter
def period(value: str) -> str:
    """`{{ report.period_label|period }}` prints năm 2023; on an English page 2023."""
    return formats.say_period(value)


@register.filter
def file_size(value: int | None) -> str:
    """`{{ file.size|file_size }}` prints 2,1 MB."""
    return "" if value is None else formats.format_file_size(value)


# Icons, states, tags


@register.simple_tag
def icon(name: str, size: int = 16, title: str = "") -> SafeString:
    """`{% icon "plus" %}`; give `title` only where no word stands beside it."""
    return render_icon(name, size, title)


@register.simple_tag
def page_icon(key: str, size: int = 20) -> SafeString:
    """The icon of a main page, by its key in the navigation."""
    return render_icon(PAGE_ICONS.get(key, "file"), size)


@register.filter
def phone_word(key: str, label: str) -> str:
    """The shorter name a main page has in the phone's bar."""
    return str(PHONE_WORDS.get(key, label))


@register.simple_tag
def state(kind: str, word: str | Promise = "", url: str = "") -> SafeString:
    """`{% state "done" "gửi 18/12" %}`: icon, word and colour together; without a word its usual one."""
    # A drawing is kept by its words, so these are settled in the language of the page before.
    said = word or STATE_WORDS[State(kind)]
    return _render_state(kind, str(said) if isinstance(said, Promise) else said, url)


@lru_cache(maxsize=1024, typed=True)  # text marked as safe is another text
def _render_state(kind: str, said: str, url: str) -> SafeString:
    known = State(kind)
    text = format_html('<a href="{}">{}</a>', url, said) if url else said
    return format_html('<span class="state state-{}">{}<span>{}</span></span>', known, render_icon(known, 15), text)


@register.simple_tag
def late(word: str, url: str) -> SafeString:
    """`{% late "quá 1 ngày" url %}`: the only red there is, always with its question."""
    return format_html(
        '<span class="state state-late">{}<span>{} <a class="why" href="{}">{}</a></span></span>',
        render_icon("late", 15),
        word,
        url,
        _("Vì sao?"),
    )


@register.simple_tag
def tag(text: str, kind: str = "") -> SafeString:
    """`{% tag "Suy ra từ “năm 2023”" "look" %}`; kinds: none, look (ochre), accent."""
    return format_html('<span class="tag{}">{}</span>', f" tag-{kind}" if kind else "", text)


@register.simple_tag
def behalf(basis: str) -> SafeString:
    """`{% behalf entry.basis %}`: shown wherever the office entered something for a unit."""
    return format_html('<span class="tag tag-behalf">{}</span>', _("Nhập hộ, theo %(basis)s") % {"basis": basis})


@register.simple_tag
def confidence(bars: int) -> SafeString:
    """`{% confidence 2 %}`: three bars and a word."""
    return format_html(
        '<span class="confidence">{} {}</span>', drawings.render_confidence(bars), CONFIDENCE_WORDS[bars]
    )


@register.simple_tag
def nothing(kind: str) -> SafeString:
    """`{% nothing "no-report" %}`: a nothing that is not zero; also not-applicable, exempt."""
    return format_html('<span class="nothing">{}</span>', NOTHING_WORDS[kind])


@register.simple_tag
def figure(value: int | float | Decimal, url: str = "", unit: str = "") -> SafeString:
    """`{% figure row.banners url %}`: a figure is a link to its list; zero is bold and a link, too."""
    said = formats.format_number(value) + (f" {unit}" if unit else "")
    css = "figure zero" if value == 0 else "figure"
    if not url:
        return format_html('<span class="{}">{}</span>', css, said)
    return format_html('<a class="{}" href="{}">{}</a>', css, url, said)


# Boxes


@register.simple_tag(takes_context=True)
def sheet_link(context: Context, words: str = "") -> SafeString:
    """`{% sheet_link %}`: this list with its filters as a workbook; the whole list, not the page of it one looks at."""
    request = context.get("request")
    query = request.GET.copy() if isinstance(request, HttpRequest) else QueryDict(mutable=True)
    for page_key in ("sau", "tat-ca"):
        query.pop(page_key, None)
    query["dang"] = "xlsx"
    return format_html(
        '<a class="btn btn-sm" href="?{}" download>{} {}</a>',
        query.urlencode(),
        render_icon("download", 15),
        words or _("Tải Excel"),
    )


@register.simple_block_tag(takes_context=True)
def panel(
    context: Context,
    content: str,
    title: str,
    kind: str = "",
    id: str = "",
    count: int | None = None,
    link: str = "",
    link_url: str = "",
) -> str:
    """`{% panel "Hoạt động" %}…{% endpanel %}`: heading and body of a white box.

    kind: "" · list (grey head, lines without margin) · small (16 px heading) · strong (accent border) ·
    flush (body without margin, for tables).
    """
    end = ""
    if link_url:
        end = format_html('<a class="end secondary-link" href="{}">{}</a>', link_url, link)
    elif count is not None:
        end = format_html('<span class="end">{}</span>', formats.format_number(count))
    body = content if kind in ("list", "flush") else format_html('<div class="panel-body">{}</div>', content)
    return format_html(
        '<section class="panel{}"{}{}><div class="panel-head"><h2{}>{}</h2>{}</div>{}</section>',
        f" panel-{kind}" if kind else "",
        format_html(' id="{}"', id) if id else "",
        format_html(' aria-labelledby="{}-title"', id) if id else "",
        format_html(' id="{}-title"', id) if id else "",
        title,
        end,
        body,
    )


@register.simple_block_tag
def note(content: str, kind: str = "") -> str:
    """`{% note "look" %}…{% endnote %}`; kinds: none (grey), look (ochre), tint (accent), late (red)."""
    return format_html('<div class="note{}">{}</div>', f" note-{kind}" if kind else "", content)


@register.inclusion_tag("ui/_steps.html")
def steps(steps: Sequence[Step]) -> dict[str, object]:
    """`{% steps duty_steps %}`: the strip of five steps with their dates."""
    return {"steps": steps}


@register.inclusion_tag("ui/_step_list.html")
def step_list(steps: Sequence[Step]) -> dict[str, object]:
    """`{% step_list duty_steps %}`: the same steps as a narrow list for an aside."""
    return {"steps": steps}


@register.inclusion_tag("ui/_diary.html")
def diary(lines: Sequence[DiaryLine]) -> dict[str, object]:
    """`{% diary lines %}`: Diễn biến, newest first as given."""
    return {"lines": lines}


@register.inclusion_tag("ui/_empty.html")
def empty_state(title: str, text: str, action: str = "", action_url: str = "") -> dict[str, object]:
    """`{% empty_state "Chưa có hoạt động nào" "…" "Ghi hoạt động" url %}`."""
    return {"title": title, "text": text, "action": action, "action_url": action_url}


@register.inclusion_tag("ui/_waiting.html")
def waiting(
    title: str, done: float, whole: float, text: str, poll_url: str = "", seconds: int = 2
) -> dict[str, object]:
    """`{% waiting "Đang đọc trang 2 trong 3" 2 3 "…" url %}`: it asks again by itself, or by a link."""
    return {
        "title": title,
        "done": done,
        "whole": whole,
        "text": text,
        "poll_url": poll_url,
        "seconds": seconds,
    }


# Lists of ways on


@register.inclusion_tag("ui/_breadcrumb.html")
def breadcrumb(crumbs: Sequence[Crumb]) -> dict[str, object]:
    """`{% breadcrumb crumbs %}`: a list of Crumb; or write the list by hand as in README."""
    return {"crumbs": crumbs}


@register.inclusion_tag("ui/_tabs.html")
def tabs(items: Sequence[Tab], current: str, label: str = "") -> dict[str, object]:
    """`{% tabs tab_list "coverage" %}`: in the block `tabs` of the page's head."""
    return {"items": items, "current": current, "label": label or _("Các phần của chỉ đạo")}


@register.inclusion_tag("ui/_segments.html")
def segments(items: Sequence[Tab], current: str, label: str) -> dict[str, object]:
    """`{% segments views "matrix" "Cách xem" %}`: two to four views of one thing."""
    return {"items": items, "current": current, "label": label}


@register.inclusion_tag("ui/_chips.html")
def chips(items: Sequence[Tab], current: str, label: str) -> dict[str, object]:
    """`{% chips filters "late" "Lọc đơn vị" %}`: filters with their numbers."""
    return {"items": items, "current": current, "label": label}


@register.inclusion_tag("ui/_pager.html")
def pager(page: Pager) -> dict[str, object]:
    """`{% pager page %}`: "Đang hiện 14 trong 27 đơn vị" and the ways on."""
    return {"page": page}


def directive_tabs(urls: dict[str, str]) -> tuple[Tab, ...]:
    """The tabs of a directive in their fixed order, for the keys that have an address."""
    return tuple(Tab(key, str(label), urls[key]) for key, label in DIRECTIVE_TABS if key in urls)


# Drawings


@register.simple_tag
def bar(done: float, whole: float, height: int = 16) -> SafeString:
    """`{% bar 20 26 %}`: the drawing alone, for a line of `<ul class="bars">`."""
    return drawings.render_bar(done, whole, height=height)


@register.inclusion_tag("ui/_bar_line.html")
def bar_line(label: str, done: int, whole: int, url: str) -> dict[str, object]:
    """`{% bar_line "Tiếp nhận" 26 27 url %}`: label, drawing and figure with a denominator of its own."""
    return {"label": label, "done": done, "whole": whole, "url": url}


@register.simple_tag(name="squares")
def squares_tag(
    grid: Sequence[Square], label: str = "", columns: int = 11, rows: int = 3, gap_after: int | None = None
) -> SafeString:
    """`{% squares cell.squares label %}`: the small grid of one cell."""
    return squares.render_squares(grid, columns=columns, rows=rows, label=label, gap_after=gap_after)


@register.simple_tag
def large_squares(
    grid: Sequence[Square], label: str = "", columns: int = 11, rows: int = 3, gap_after: int | None = None
) -> SafeString:
    """`{% large_squares cell.squares label %}`: the opened cell, each square named and a link."""
    return squares.render_large_squares(grid, columns=columns, rows=rows, label=label, gap_after=gap_after)


@register.simple_tag
def square(kind: str, side: float = 13) -> SafeString:
    """`{% square "proved" %}`: one square as a mark; kinds: the values of `squares.SquareState`."""
    return squares.render_square_mark(SquareState(kind), side)


@register.simple_tag
def square_key(css: str = "", kinds: Sequence[SquareState] = squares.CHOICE_STATES) -> SafeString:
    """`{% square_key %}`: what the four shapes mean; css "square-key-column" sets them below each other.

    `kinds`: only these states, where a page knows others or not all.
    """
    lines = format_html_join(
        "",
        "<li>{} {}</li>",
        ((squares.render_square_mark(kind), squares.SQUARE_WORDS[kind]) for kind in kinds),
    )
    return format_html('<ul class="square-key {}">{}</ul>', css, lines)


@register.simple_tag
def square_guide(columns: Sequence[str], rows: Sequence[str], named: dict[tuple[int, int], str]) -> SafeString:
    """`{% square_guide columns rows places %}`: which unit stands where."""
    return squares.render_square_guide(columns, rows, named)


@register.simple_tag
def day_strip(start: date, end: date, on: date, marks: Sequence[drawings.DayMark] = ()) -> SafeString:
    """`{% day_strip start end on marks %}`: the time of the directive with a knob at the chosen day."""
    return drawings.render_day_strip(start, end, on, marks)


@register.simple_tag
def course(marks: Sequence[drawings.DayMark], today: date, late_from: date | None = None) -> SafeString:
    """`{% course marks today due %}`: the days that led here, red from the due day on."""
    return drawings.render_course(marks, today=today, late_from=late_from)


# Forms


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField, hint: str = "", width: str = "", source: str = "", label: str = "") -> dict[str, object]:
    """`{% field form.place %}`: label above, hint below, error with its icon.

    width: 4, 10, 20, 40 (characters the answer is long). source: the tag of a suggested value.
    """
    kind = _field_kind(bound)
    css = {"select": "form-select", "check": "form-check-input", "choices": ""}.get(kind, "form-control")
    attrs: dict[str, str | bool] = {"class": f"{css} width-{width}" if width and kind != "check" else css}
    described = [
        f"{bound.auto_id}-{part}" for part, here in (("error", bound.errors), ("hint", hint or bound.help_text)) if here
    ]
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return {
        "field": bound,
        "kind": kind,
        "control": bound if kind == "choices" else bound.as_widget(attrs=attrs),
        "hint": hint or bound.help_text,
        "source": source,
        "label": label or bound.label,
    }


@register.inclusion_tag("ui/_error_summary.html")
def error_summary(form: BaseForm) -> dict[str, object]:
    """`{% error_summary form %}`: what was not done, that nothing typed was lost, links to the fields."""
    bad = [bound for bound in form if bound.errors] if form.is_bound else []
    return {
        "form": form,
        "bad": bad,
        "places": len(bad) + len(form.non_field_errors()) if form.is_bound else 0,
    }


@register.inclusion_tag("ui/_file_drop.html")
def file_drop(
    name: str, label: str, hint: str = "", accept: str = "", multiple: bool = False, camera: bool = False
) -> dict[str, object]:
    """`{% file_drop "file" "Thả văn bản vào đây, hoặc chọn tệp" "…" ".docx,.pdf" %}`: takes drops, too."""
    return {
        "name": name,
        "label": label,
        "hint": hint,
        "accept": accept,
        "multiple": multiple,
        "camera": camera,
    }


@register.simple_tag
def keys(*pairs: str) -> SafeString:
    """`{% keys "F8" "chỗ nghi tiếp theo" "Ctrl+Enter" "xác nhận" %}`: keys and what they do, two by two."""
    shown = format_html_join(
        "",
        "<span>{} {}</span>",
        ((_render_keys(key), deed) for key, deed in zip(pairs[::2], pairs[1::2], strict=True)),
    )
    return format_html('<span class="keys">{}</span>', shown)


def _render_keys(combination: str) -> SafeString:
    return format_html_join("+", "<kbd>{}</kbd>", ((key,) for key in combination.split("+")))


def _field_kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "check"
    if isinstance(widget, Select):
        return "select"
    return "file" if isinstance(widget, ClearableFileInput) else "text"
