"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from trienkhai.web.ui.views import pending

app_name = "directives"
urlpatterns = [
    path("chi-dao/", pending, name="list"),
    path("nhiem-vu/", pending, name="duties"),
    path("chi-dao/<int:directive_id>/don-vi/", pending, name="cascade"),
    path("chi-dao/<int:directive_id>/ky/", pending, name="sign"),
    path("chi-dao/<int:directive_id>/ban-hanh/", pending, name="issue"),
    path("nhiem-vu/<int:duty_id>/tiep-nhan/", pending, name="acknowledge"),
    path("nhiem-vu/<int:duty_id>/de-nghi/", pending, name="request"),
    path("de-nghi/<int:request_id>/tra-loi/", pending, name="answer"),
]
