"""Addresses of the pages of letters, below the account."""

from __future__ import annotations

from django.urls import path

from trienkhai.web.mail import views

app_name = "mail"
urlpatterns = [
    path("", views.choose, name="choice"),
    path("xac-nhan/", views.confirm, name="confirm"),
    path("tinh-hinh/", views.watch, name="watch"),
    path("tinh-hinh/<int:message_id>/gui-lai/", views.send_again, name="send_again"),
]
