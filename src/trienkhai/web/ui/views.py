"""The catalogue: every component with sample data, so that a page can be built by copying."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from trienkhai.web.ui import samples

PAGES = {
    "": ("ui/catalogue.html", samples.components),
    "viec-don-vi": ("ui/catalogue/home.html", samples.home),
    "nhiem-vu": ("ui/catalogue/duty.html", samples.duty),
    "do-phu": ("ui/catalogue/coverage.html", samples.coverage),
    "ghi-hoat-dong": ("ui/catalogue/activity.html", samples.activity),
    "doc-lai": ("ui/catalogue/reading.html", samples.reading),
    "ke-hoach": ("ui/catalogue/plan.html", samples.plan),
    "bao-cao": ("ui/catalogue/report.html", samples.report),
    "ban-a4": ("ui/catalogue/paper.html", samples.paper),
    "tong-hop": ("ui/catalogue/rollup.html", samples.rollup),
}


@login_not_required
def catalogue(request: HttpRequest, page: str = "") -> HttpResponse:
    """A page of the catalogue; a real office has none."""
    if not (settings.DEBUG or settings.TRIENKHAI_SAMPLE) or page not in PAGES:
        raise Http404
    template, context = PAGES[page]
    return render(request, template, context())
