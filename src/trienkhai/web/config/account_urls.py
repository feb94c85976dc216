"""Signing in and out, under the names allauth knows them by."""

from __future__ import annotations

from allauth.account.views import login, logout
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from trienkhai.web.config import views

urlpatterns = [
    path("dang-nhap/", login_not_required(login), name="account_login"),
    path("dang-xuat/", logout, name="account_logout"),
    path("dang-ky/", views.no_signup, name="account_signup"),
    path("ngon-ngu/", login_not_required(set_language), name="set_language"),
    path("chuc-danh/", views.choose_post, name="choose_post"),
]
