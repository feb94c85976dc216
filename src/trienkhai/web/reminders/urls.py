"""Addresses of letters that remind."""

from __future__ import annotations

from django.urls import path, re_path

from trienkhai.web.reminders import views

app_name = "reminders"
urlpatterns = [
    path("chi-dao/<int:directive_id>/don-doc/", views.draft, name="draft"),
    path("don-doc/<int:letter_id>/", views.detail, name="detail"),
    re_path(r"^don-doc/(?P<letter_id>\d+)/tep\.(?P<kind>docx|pdf)$", views.paper, name="paper"),
]
