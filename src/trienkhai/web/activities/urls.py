"""Addresses of activities and what proves them."""

from __future__ import annotations

from django.urls import path

from trienkhai.web.ui.views import pending

app_name = "activities"
urlpatterns = [
    path("hoat-dong/", pending, name="list"),
    path("hoat-dong/ghi/", pending, name="choose"),
    path("hoat-dong/xac-nhan/", pending, name="confirm"),
    path("hoat-dong/<int:activity_id>/", pending, name="detail"),
    path("hoat-dong/<int:activity_id>/sua/", pending, name="change"),
    path("hoat-dong/<int:activity_id>/minh-chung/", pending, name="prove"),
    path("minh-chung/<int:evidence_id>/", pending, name="evidence"),
    path("minh-chung/<int:evidence_id>/anh-nho/", pending, name="thumbnail"),
    path("minh-chung/<int:evidence_id>/rut/", pending, name="withdraw_evidence"),
    path("nhiem-vu/<int:duty_id>/ghi/", pending, name="record"),
]
