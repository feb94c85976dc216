"""The dispatch of a directive that was written here: on A4, as DOCX, as PDF/A."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from trienkhai.rendering.wording import lay_out
from trienkhai.web.directives.paper import compose_dispatch
from trienkhai.web.directives.queries import find_written
from trienkhai.web.directives.tabs import list_tabs
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.items import Crumb
from trienkhai.web.ui.papers import paper_response

HELP = (
    gettext_lazy("Đây là văn bản do máy soạn từ các mục đã nhận và từ đơn vị nhận, thời hạn đã đặt ở đây."),
    gettext_lazy("Lời của từng mục giữ nguyên như văn bản cấp trên; máy không thêm ý nào."),
    gettext_lazy("Đơn vị nhận, thời hạn sửa ở trang “Đơn vị nhận, thời hạn” đến khi lãnh đạo ký."),
    gettext_lazy("Số, ngày, người ký hiện trên văn bản khi đã có."),
    gettext_lazy("Ban hành thì bản PDF đã in được giữ cùng văn bản."),
)


@require_GET
def sheet(request: HttpRequest, directive_id: int) -> HttpResponse:
    """The dispatch as it stands on A4."""
    actor = actor_of(request)
    directive = find_written(actor, directive_id)
    context = {
        "nav": "directives",
        "directive": directive,
        "sheet": lay_out(compose_dispatch(directive)),
        "tabs": list_tabs(actor, directive),
        "crumbs": (Crumb(_("Chỉ đạo"), reverse("directives:list")), Crumb(directive.title), Crumb(_("Bản A4"))),
        "help": HELP,
    }
    return render(request, "directives/paper.html", context)


@require_GET
def paper(request: HttpRequest, directive_id: int, kind: str) -> HttpResponse:
    """The dispatch as DOCX or PDF/A."""
    directive = find_written(actor_of(request), directive_id)
    return paper_response(compose_dispatch(directive), kind, f"cong-van-{directive.pk}")
