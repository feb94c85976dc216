"""The pages of units: all of them on a day, and one of them over time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from trienkhai.web import clock
from trienkhai.web.offices.forms import UnitsForm
from trienkhai.web.offices.listing import is_valid, unit_page, units_page
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.offices.sheets import send_units
from trienkhai.web.ui.items import Crumb
from trienkhai.web.ui.sheets import wants_sheet

LIST_HELP = (
    gettext_lazy("Danh mục đơn vị vào một ngày; đổi ngày để xem đơn vị khi ấy tên gì, thuộc đâu."),
    gettext_lazy("Bấm vào tên để xem tên cũ, cách viết khác, người giữ chức danh và nhiệm vụ."),
    gettext_lazy("Ô tìm nhận tên đầy đủ, tên viết tắt, có dấu hay không dấu."),
    gettext_lazy("Nhóm là cách văn bản gọi nhiều đơn vị một lúc; số bên cạnh là số đơn vị vào ngày đang xem."),
    gettext_lazy("Đơn vị đổi tên hay sáp nhập vẫn giữ lịch sử; việc đã làm không mất."),
)
DETAIL_HELP = (
    gettext_lazy("Một đơn vị giữ một mã lâu dài; tên và nơi trực thuộc có thể đổi theo ngày."),
    gettext_lazy("Mỗi dòng “Tên qua các thời kỳ” ghi từ ngày nào đến ngày nào, theo văn bản nào."),
    gettext_lazy("Cách viết khác là những tên mà văn bản hay dùng cho đơn vị này."),
    gettext_lazy("Người giữ chức danh là người thao tác được cho đơn vị hôm nay."),
    gettext_lazy("Nhiệm vụ chỉ hiện với người được xem."),
)


@require_GET
def list_page(request: HttpRequest) -> HttpResponse:
    """The units of a day as a tree, or those that bear the words looked for."""
    form = UnitsForm(request.GET or None)
    given = form.cleaned_data if form.is_valid() else {}
    day = given.get("ngay") or clock.today()
    words = (given.get("tim") or "").strip()
    actor = actor_of(request)
    page = units_page(actor, day, words)
    if wants_sheet(request):
        return send_units(actor, page, day, words)
    return render(
        request, "offices/list.html", {"nav": "units", "form": form, "page": page, "words": words, "help": LIST_HELP}
    )


@require_GET
def detail(request: HttpRequest, unit_id: int) -> HttpResponse:
    """One unit: its names over time, who acts for it, and what was asked of it."""
    actor_of(request)
    today = clock.today()
    page = unit_page(unit_id, today)
    context = {
        "nav": "units",
        "page": page,
        "is_gone": not is_valid(page.version, today),
        "help": DETAIL_HELP,
        "crumbs": (Crumb(_("Đơn vị"), reverse("offices:list")), Crumb(page.version.short_name)),
    }
    return render(request, "offices/detail.html", context)
