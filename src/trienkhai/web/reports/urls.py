"""Addresses of reports."""

from __future__ import annotations

from django.urls import path, re_path

from trienkhai.web.reports import views

app_name = "reports"
urlpatterns = [
    path("bao-cao/", views.list_page, name="list"),
    path("bao-cao/<int:report_id>/", views.detail, name="detail"),
    path("bao-cao/<int:report_id>/a4/", views.sheet, name="sheet"),
    re_path(r"^bao-cao/(?P<report_id>\d+)/tep\.(?P<kind>docx|pdf)$", views.paper, name="paper"),
    path("nhiem-vu/<int:duty_id>/bao-cao/", views.draft, name="draft"),
    path("chi-dao/<int:directive_id>/bao-cao/", views.rollup, name="rollup"),
    path("chi-dao/<int:directive_id>/bao-cao/lap/", views.draft_rollup, name="draft_rollup"),
    path("chi-dao/<int:directive_id>/bao-cao/tiep-nhan/", views.accept_all, name="accept_all"),
]
