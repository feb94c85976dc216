"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from trienkhai.web.ui.views import pending

app_name = "offices"
urlpatterns = [
    path("", pending, name="list"),
    path("<int:unit_id>/", pending, name="detail"),
]
