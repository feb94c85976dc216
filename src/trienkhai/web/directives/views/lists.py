"""Chỉ đạo: what our office asks of others. Nhiệm vụ: what our unit was asked."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext
from django.views.decorators.http import require_GET

from trienkhai.web import clock
from trienkhai.web.directives.listing import directive_rows, duty_rows
from trienkhai.web.directives.models import Directive, DutyRequest
from trienkhai.web.directives.queries import (
    count_by_state,
    list_requests_to_office,
    search_directives,
    search_duties,
)
from trienkhai.web.directives.sheets import send_directives, send_duties
from trienkhai.web.documents.permissions import may_enter
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.items import Pager, Tab
from trienkhai.web.ui.sheets import wants_sheet

PAGE = 30
STATES = {
    "soan": (Directive.State.DRAFT, gettext_lazy("Đang soạn")),
    "dang-chay": (Directive.State.ISSUED, gettext_lazy("Đang thực hiện")),
    "thu-hoi": (Directive.State.WITHDRAWN, gettext_lazy("Đã thu hồi")),
}
LIST_HELP = (
    gettext_lazy("Chỉ đạo là những việc cơ quan anh/chị giao cho đơn vị khác."),
    gettext_lazy("Bản đang soạn đi qua bốn bước: đọc lại, đơn vị nhận và thời hạn, ký, cấp số rồi ban hành."),
    gettext_lazy(
        "Con số tiếp nhận tính trên các đơn vị còn phải thực hiện hôm nay; chưa tiếp nhận không phải là quá hạn."
    ),
    gettext_lazy("Đề nghị gia hạn, miễn và ý kiến của đơn vị nằm ở đầu trang, cũ nhất trước."),
    gettext_lazy("Tìm bằng số, ký hiệu hoặc chữ trong trích yếu, gõ có dấu hay không dấu đều được."),
)
DUTIES_HELP = (
    gettext_lazy("Nhiệm vụ là những việc đơn vị anh/chị được giao."),
    gettext_lazy("Mỗi dòng ghi hạn gần nhất và ai đặt hạn đó; không có hạn thì không sớm, không muộn."),
    gettext_lazy("Đỏ chỉ có một nghĩa: đã qua hạn ràng buộc mà chưa xong. Bấm “Vì sao?” để xem lý do và cách gỡ."),
    gettext_lazy("Chưa tiếp nhận không phải là quá hạn."),
    gettext_lazy("Cần thêm thời gian hoặc không thuộc chức năng: mở nhiệm vụ, gửi đề nghị."),
)


@require_GET
def directive_list(request: HttpRequest) -> HttpResponse:
    """What our office asks of others, newest first, paged by key; open requests of units stand on top."""
    actor = actor_of(request)
    words, chosen = request.GET.get("tim", "").strip(), request.GET.get("loai", "")
    states = (STATES[chosen][0],) if chosen in STATES else ()
    counted = count_by_state(actor, words)
    found = search_directives(actor, words, states)
    total = sum(number for state, number in counted.items() if not states or state in states)
    if wants_sheet(request):
        named = str(STATES[chosen][1]) if chosen in STATES else ""
        return send_directives(actor, found, total=total, words=words, state=named)
    after = request.GET.get("sau", "")
    rows = list((found.filter(pk__lt=int(after)) if after.isdigit() else found)[: PAGE + 1])
    more = "?" + urlencode({"tim": words, "loai": chosen, "sau": rows[PAGE - 1].pk}) if len(rows) > PAGE else ""
    tabs = [Tab("", _("Tất cả %(counted)s") % {"counted": sum(counted.values())}, "?" + urlencode({"tim": words}))]
    tabs += [
        Tab(key, f"{label} {counted.get(state, 0)}", "?" + urlencode({"tim": words, "loai": key}))
        for key, (state, label) in STATES.items()
    ]
    context = {
        "nav": "directives",
        "rows": directive_rows(rows[:PAGE], clock.today()),
        "words": words,
        "tabs": tabs,
        "chosen": chosen if chosen in STATES else "",
        "pager": Pager(len(rows[:PAGE]), total, npgettext("counted", "chỉ đạo", "chỉ đạo", total), next_url=more),
        "requests": list(list_requests_to_office(actor).filter(state=DutyRequest.State.OPEN)[:PAGE]),
        "may_enter": may_enter(actor),
        "help": LIST_HELP,
    }
    return render(request, "directives/list.html", context)


@require_GET
def duty_list(request: HttpRequest) -> HttpResponse:
    """What our unit was asked, late first, then newest; status and the next deadline with its origin."""
    actor = actor_of(request)
    words, after = request.GET.get("tim", "").strip(), request.GET.get("sau", "")
    found = search_duties(actor, words)
    total = found.count()
    if wants_sheet(request):
        return send_duties(actor, found, total=total, words=words)
    rows = list((found.filter(pk__lt=int(after)) if after.isdigit() else found)[: PAGE + 1])
    more = "?" + urlencode({"tim": words, "sau": rows[PAGE - 1].pk}) if len(rows) > PAGE else ""
    context = {
        "nav": "duties",
        "rows": duty_rows(rows[:PAGE], clock.today()),
        "words": words,
        "pager": Pager(len(rows[:PAGE]), total, npgettext("counted", "nhiệm vụ", "nhiệm vụ", total), next_url=more),
        "help": DUTIES_HELP,
    }
    return render(request, "directives/duties.html", context)
