"""Addresses for everybody, below /cong-khai/. They are permanent: never change one that was given out."""

from __future__ import annotations

from django.urls import path

from trienkhai.web.documents import public_views as views

app_name = "public"
urlpatterns = [
    path("", views.offices, name="offices"),
    path("<slug:office_code>/", views.office, name="office"),
    path("<slug:office_code>/rss.xml", views.feed, name="feed"),
    path("<slug:office_code>/<slug:slug>/", views.document, name="document"),
    path("<slug:office_code>/<slug:slug>/tep/<int:number>/", views.file, name="file"),
]
