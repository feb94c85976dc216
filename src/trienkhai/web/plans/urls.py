"""Addresses of plans."""

from __future__ import annotations

from django.urls import path, re_path

from trienkhai.web.plans import views

app_name = "plans"
urlpatterns = [
    path("nhiem-vu/<int:duty_id>/ke-hoach/", views.draft, name="draft"),
    path("ke-hoach/<int:plan_id>/", views.detail, name="detail"),
    re_path(r"^ke-hoach/(?P<plan_id>\d+)/tep\.(?P<kind>docx|pdf)$", views.paper, name="paper"),
    path("chi-dao/<int:directive_id>/ke-hoach/", views.list_page, name="list"),
]
