"""The pages of coverage: the matrix of a directive on a day, and the units behind one cell."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from trienkhai.web import clock
from trienkhai.web.coverage.addresses import STATE_KEYS, Ways
from trienkhai.web.coverage.cell_page import cell_page, unit_page
from trienkhai.web.coverage.forms import NOW, AskedDay, read_asked_day
from trienkhai.web.coverage.permissions import may_see_all_units
from trienkhai.web.coverage.presenting import (
    Beholder,
    Opened,
    Scene,
    draw_guide,
    list_square_kinds,
    show_grid,
    show_opened,
    show_tasks,
)
from trienkhai.web.coverage.queries import load_situation
from trienkhai.web.coverage.sheets import send_matrix, send_topics, send_units
from trienkhai.web.coverage.tables import ANY, Coverage, count_situation
from trienkhai.web.coverage.tiles import may_tile, show_tiles
from trienkhai.web.coverage.topics_table import show_topics_table
from trienkhai.web.coverage.unit_rows import (
    FILTERS,
    count_progress,
    filter_rows,
    list_filters,
    list_unit_rows,
    shown_reports,
)
from trienkhai.web.coverage.wording import column_name
from trienkhai.web.directives.models import Directive, Item
from trienkhai.web.directives.queries import find_directive
from trienkhai.web.directives.tabs import list_tabs
from trienkhai.web.errors import Unknown
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import acts_for
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.drawings import DayMark
from trienkhai.web.ui.formats import format_day, format_day_field, format_day_month
from trienkhai.web.ui.items import Crumb, Pager, Tab
from trienkhai.web.ui.sheets import wants_sheet

SHOWN_FIRST = 14
PAGE = 60
HELP = (
    gettext_lazy(
        "Mỗi ô đếm số đơn vị đã làm nội dung đó bằng hình thức đó; mỗi ô vuông nhỏ là một đơn vị, luôn ở một chỗ."
    ),
    gettext_lazy(
        "Chỉ tính hoạt động đã được lãnh đạo đơn vị xác nhận; hoạt động bị hỏi lại vẫn tính, đã rút thì không."
    ),
    gettext_lazy("Nội dung đơn vị được chọn mà không chọn để trung tính, không bị tính thiếu."),
    gettext_lazy("Màu đỏ chỉ dùng cho việc quá hạn; bấm “Vì sao?” để xem hạn ở đâu ra và còn thiếu gì."),
    gettext_lazy("Xem được mọi ngày đã qua: như đã biết khi đó, hoặc như biết hôm nay, kể cả điều ghi muộn."),
)
VIEWS = (
    ("ma-tran", gettext_lazy("Nội dung × hình thức")),
    ("tung-don-vi", gettext_lazy("Từng đơn vị")),
    ("don-vi", gettext_lazy("Đơn vị × nội dung")),
    ("danh-sach", gettext_lazy("Danh sách đơn vị")),
)


@dataclass(frozen=True, slots=True)
class Page:
    """What every page of coverage stands on."""

    actor: Actor
    directive: Directive
    day: AskedDay
    scene: Scene

    @property
    def coverage(self) -> Coverage:
        """The figures."""
        return self.scene.coverage


def open_page(request: HttpRequest, directive_id: int) -> Page:
    """The directive on the day asked for. Raises Unknown for whoever may not see it."""
    actor = actor_of(request)
    directive = find_directive(actor, directive_id)
    day = read_asked_day(request.GET)
    coverage = count_situation(load_situation(directive, day.sight))
    own = frozenset(unit.duty for unit in coverage.units if acts_for(actor, unit.unit))
    beholder = Beholder(may_see_all_units(actor, directive), own)
    return Page(actor, directive, day, Scene(coverage, Ways(directive.pk, day.kept), beholder))


@require_GET
def matrix(request: HttpRequest, directive_id: int) -> HttpResponse:
    """The coverage of a directive: as a matrix, as units by topics, or as the list of units."""
    page = open_page(request, directive_id)
    views = list_views(page)
    wanted = request.GET.get("xem", "")
    view = wanted if wanted in {tab.key for tab in views} else "ma-tran"
    if wants_sheet(request):
        return send_view(page, view, request.GET.get("loc", "tat-ca"))
    context = frame(page, view) | {"views": views, "view": view} | list_context(page, request.GET, view)
    if view == "don-vi":
        context["table"] = show_topics_table(page.scene)
    elif view == "tung-don-vi":
        names = tuple(column_name(group) for group in page.coverage.topics.groups)
        context |= {"tiles": show_tiles(page.scene), "row_names": names, "kinds": list_square_kinds(page.coverage)}
    elif view == "ma-tran":
        context |= grid_context(page, request.GET)
    return render(request, "coverage/matrix.html", context)


def send_view(page: Page, view: str, wanted: str) -> HttpResponse:
    """The look that is open as a workbook, of the same day."""
    day = in_vietnamese("như biết hôm nay") if page.day.as_known_today and not page.day.is_today else ""
    filters = [page.directive.title, in_vietnamese("đến ngày ") + format_day(page.day.sight.on), day]
    if view == "don-vi":
        return send_topics(page.actor, show_topics_table(page.scene), filters)
    if view == "danh-sach":
        filters.append(str(dict(FILTERS)[wanted]) if wanted in dict(FILTERS) and wanted != "tat-ca" else "")
        return send_units(page.actor, page.scene, filter_rows(list_unit_rows(page.scene), wanted), filters)
    return send_matrix(page.actor, page.scene, filters)


@require_GET
def cell(request: HttpRequest, directive_id: int) -> HttpResponse:
    """The units behind one cell, by name; with `don-vi`, what one unit did. Raises Unknown for a cell there is not."""
    page = open_page(request, directive_id)
    context = frame(page, "o")
    if request.GET.get("don-vi", "").isdigit():
        context["unit"] = unit_page(page.scene, int(request.GET["don-vi"]))
        return render(request, "coverage/unit.html", context)
    item = find_item(page, request.GET.get("noi-dung", ""))
    if item is None:
        raise Unknown
    state = next((state for state, key in STATE_KEYS.items() if key == request.GET.get("trang-thai")), None)
    group, form = request.GET.get("nhom", ANY), request.GET.get("hinh-thuc", "")
    context["cell"] = cell_page(page.scene, item, group=group, form=form, state=state)
    return render(request, "coverage/cell.html", context)


def frame(page: Page, view: str) -> dict[str, object]:
    """What stands around every page: day, tabs, way here."""
    directive, day, ways = page.directive, page.day, page.scene.ways
    first, last = span_of(page)
    own = page.scene.beholder.all_units
    above = (
        Crumb(_("Chỉ đạo"), reverse("directives:list")) if own else Crumb(_("Nhiệm vụ"), reverse("directives:duties"))
    )
    crumbs = [
        above,
        Crumb(name_directive(directive), reverse("desk:directive", args=[directive.pk])),
    ]
    if view == "o":
        crumbs.append(Crumb(_("Độ phủ"), ways.page()))
    return {
        "nav": "directives" if own else "duties",
        "directive": directive,
        "coverage": page.coverage,
        "all_units": own,
        "day": day,
        "ways": ways,
        "strip": (first, last, day.sight.on),
        "marks": list_marks(page),
        "before_url": day_url(page, day.sight.on - timedelta(days=1)) if day.sight.on > first else "",
        "after_url": day_url(page, day.sight.on + timedelta(days=1)) if not day.is_today else "",
        "knowledge_url": switch_url(page),
        "progress": count_progress(page.coverage),
        "reports": shown_reports(page.coverage.situation),
        "list_urls": list_urls(ways),
        "today_url": Ways(directive.pk).page(),
        "back_url": ways.page(),
        "tabs": list_tabs(page.actor, directive),
        "help": HELP,
        "crumbs": tuple(crumbs),
    }


def name_directive(directive: Directive) -> str:
    """Kind, code and subject on one line: "Công văn 712/SVHTTDL-QLVHGĐ · Thông tin, tuyên truyền…"."""
    name = str(directive.document)
    title = textwrap.shorten(directive.title, 56, placeholder="…")
    return f"{name[:1].upper()}{name[1:]} · {title}"


def list_urls(ways: Ways) -> dict[str, str]:
    """The lists of units behind the totals."""
    named = {"all": "", "late": "qua-han", "untaken": "chua-tiep-nhan", "unsent": "chua-bao-cao"}
    return {key: ways.page({"xem": "danh-sach"} | ({"loc": loc} if loc else {})) for key, loc in named.items()}


def list_views(page: Page) -> tuple[Tab, ...]:
    """The ways to look; a unit, which sees no other, has only the matrix."""
    if not page.scene.beholder.all_units:
        return ()
    named = {key: str(label) for key, label in VIEWS}
    if not page.coverage.has_forms:
        named["ma-tran"] = _("Việc × tình trạng")
        del named["don-vi"]
    if not may_tile(page.scene):
        del named["tung-don-vi"]
    ways = page.scene.ways
    return tuple(Tab(key, label, ways.page({"xem": key} if key != "ma-tran" else {})) for key, label in named.items())


def grid_context(page: Page, given: Mapping[str, str]) -> dict[str, object]:
    """The matrix with one cell enlarged beside it, and the items that have no forms by state."""
    coverage, scene = page.coverage, page.scene
    group = given.get("mo", "") if given.get("mo", "") in coverage.topics.groups else ""
    tasks = list(coverage.situation.of_kind(Item.Kind.TASK))
    if not coverage.has_forms:
        tasks = [*coverage.situation.of_kind(Item.Kind.TOPIC), *tasks]
    chosen = find_item(page, given.get("noi-dung", "")) or first_worked_on(page)
    column, form = given.get("nhom", group or first_group(page, chosen)), given.get("hinh-thuc", "")
    grid = None
    if coverage.has_forms:
        grid = show_grid(scene, Opened(group, (chosen.pk if chosen else 0, form or column)))
    return {
        "grid": grid,
        "groups": list_group_chips(page) if grid else (),
        "tasks": show_tasks(scene, tasks),
        "opened": show_opened(scene, chosen, column if chosen.kind == Item.Kind.TOPIC else ANY, form)
        if chosen
        else None,
        "guide": draw_guide(coverage) if scene.beholder.all_units else None,
        "kinds": list_square_kinds(coverage),
    }


def list_context(page: Page, given: Mapping[str, str], view: str) -> dict[str, object]:
    """The list of units: the first ones below the matrix, all of them page by page in a view of its own."""
    rows = list_unit_rows(page.scene)
    wanted = given.get("loc", "tat-ca")
    found = filter_rows(rows, wanted)
    ways = page.scene.ways
    asked = {"xem": "danh-sach"} | ({"loc": wanted} if wanted != "tat-ca" else {})
    size = PAGE if view == "danh-sach" else SHOWN_FIRST
    after = next((index + 1 for index, row in enumerate(found) if str(row.duty) == given.get("sau")), 0)
    shown = found[after : after + size]
    rest = after + len(shown) < len(found)
    pager = Pager(
        shown=len(shown),
        total=len(found),
        noun=ngettext("đơn vị", "đơn vị", len(found)),
        next_url=ways.page({**asked, "sau": shown[-1].duty}) if rest and view == "danh-sach" else "",
        all_url=ways.page(asked) if view != "danh-sach" else "",
        key=shown[-1].name if rest and shown else "",
    )
    return {
        "rows": shown,
        "late_rows": tuple(row for row in rows if row.is_late),
        "filters": list_filters(rows, ways) if page.scene.beholder.all_units else (),
        "filter": wanted,
        "pager": pager,
    }


def find_item(page: Page, given: str) -> Item | None:
    """The topic or task an address names."""
    items = page.coverage.situation.of_kind(Item.Kind.TOPIC, Item.Kind.TASK)
    return next((item for item in items if str(item.pk) == given), None)


def first_worked_on(page: Page) -> Item | None:
    """What stands enlarged before anybody chose: the first item somebody worked on, else the first."""
    items = page.coverage.situation.of_kind(Item.Kind.TOPIC, Item.Kind.TASK)
    cells = {item.pk: page.coverage.find_cell(item.pk) for item in items}
    worked = (item for item in items if (cell := cells[item.pk]) is not None and cell.deeds)
    return next(worked, items[0] if items else None)


def first_group(page: Page, item: Item | None) -> str:
    """The first column in which somebody did something of this topic."""
    if item is None or item.pk not in page.coverage.topics.items or not page.coverage.has_forms:
        return ANY
    row = page.coverage.topics.row(item.pk)
    return next((cell.group for cell in row if cell.done), row[0].group if row else ANY)


def list_group_chips(page: Page) -> tuple[Tab, ...]:
    """Every form, or one group opened."""
    ways = page.scene.ways
    groups = [group for group in page.coverage.topics.groups if group]
    return (
        Tab("", _("Mọi hình thức"), ways.page()),
        *(Tab(key, column_name(key), ways.page({"mo": key})) for key in groups),
    )


def span_of(page: Page) -> tuple[date, date]:
    """The time the strip shows: from the issue to the end of the period, or to the last day asked for."""
    directive = page.directive
    first = directive.issued_on or page.day.sight.on
    days = [directive.period_end, page.day.sight.on, clock.today()]
    days += [item.deadline_on for item in page.coverage.situation.items]
    return first, max(day for day in days if day is not None)


def list_marks(page: Page) -> tuple[DayMark, ...]:
    """The days worth a word: the issue and the last closing of data."""
    found = []
    if page.directive.issued_on is not None:
        found.append(
            DayMark(page.directive.issued_on, _("%(day)s giao") % {"day": format_day_month(page.directive.issued_on)})
        )
    closes = [item.data_close_on for item in page.coverage.situation.items if item.data_close_on]
    found += [DayMark(day, _("%(day)s chốt số liệu") % {"day": format_day_month(day)}) for day in sorted(closes)[-1:]]
    return tuple(found)


def day_url(page: Page, day: date) -> str:
    """The same page on another day."""
    kept = {"biet": NOW} if page.day.as_known_today else {}
    kept |= {"ngay": format_day_field(day)} if day != clock.today() else {}
    return Ways(page.directive.pk, kept).page()


def switch_url(page: Page) -> str:
    """The same day with the other knowledge; "" for today, where both are one."""
    if page.day.is_today:
        return ""
    kept = {"ngay": format_day_field(page.day.sight.on)}
    return Ways(page.directive.pk, kept if page.day.as_known_today else {**kept, "biet": NOW}).page()
