"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from trienkhai.web.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("tim/", views.search_page, name="search"),
    path("nhiem-vu/<int:duty_id>/", views.duty, name="duty"),
    path("nhiem-vu/<int:duty_id>/vi-sao/<int:item_id>/", views.why, name="why"),
    path("chi-dao/<int:directive_id>/", views.directive, name="directive"),
    path("chi-dao/<int:directive_id>/chuoi/", views.chain, name="chain"),
    path("chi-dao/<int:directive_id>/nhat-ky/", views.history, name="history"),
    path("don-vi/<int:unit_id>/nhiem-vu/", views.unit_duties, name="unit_duties"),
]
