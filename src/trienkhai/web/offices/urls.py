"""Addresses of this folder, below /don-vi/."""

from __future__ import annotations

from django.urls import path

from trienkhai.web.offices import views

app_name = "offices"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("<int:unit_id>/", views.detail, name="detail"),
]
