"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from trienkhai.web.ui.views import pending

app_name = "coverage"
urlpatterns = [
    path("chi-dao/<int:directive_id>/do-phu/", pending, name="matrix"),
    path("chi-dao/<int:directive_id>/do-phu/o/", pending, name="cell"),
]
