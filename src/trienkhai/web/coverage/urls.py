"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from trienkhai.web.coverage import views

app_name = "coverage"
urlpatterns = [
    path("chi-dao/<int:directive_id>/do-phu/", views.matrix, name="matrix"),
    path("chi-dao/<int:directive_id>/do-phu/o/", views.cell, name="cell"),
]
