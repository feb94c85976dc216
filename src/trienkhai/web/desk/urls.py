"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from trienkhai.web.desk import views
from trienkhai.web.ui.views import pending

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("tim/", pending, name="search"),
    path("nhiem-vu/<int:duty_id>/", views.duty, name="duty"),
    path("nhiem-vu/<int:duty_id>/vi-sao/<int:item_id>/", views.why, name="why"),
    path("chi-dao/<int:directive_id>/", views.directive, name="directive"),
    path("chi-dao/<int:directive_id>/chuoi/", pending, name="chain"),
    path("chi-dao/<int:directive_id>/nhat-ky/", views.history, name="history"),
]
