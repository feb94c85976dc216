"""Addresses of this folder: the catalogue of components."""

from __future__ import annotations

from django.urls import path

from trienkhai.web.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("<slug:page>/", views.catalogue, name="catalogue_page"),
]
