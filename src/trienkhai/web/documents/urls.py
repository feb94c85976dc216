"""Addresses of documents, below /van-ban/."""

from __future__ import annotations

from django.urls import path

from trienkhai.web.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("them/", views.enter, name="enter"),
    path("so/<str:side>/", views.register_book, name="register_book"),
    path("<int:document_id>/", views.detail, name="detail"),
    path("<int:document_id>/doc-lai/", views.review, name="review"),
    path("<int:document_id>/tep/", views.attach, name="attach"),
    path("<int:document_id>/tep/<int:file_id>/", views.download, name="download"),
    path("<int:document_id>/trang/<int:number>/", views.page_picture, name="page_picture"),
    path("<int:document_id>/cap-so/", views.number, name="number"),
    path("<int:document_id>/vao-so-den/", views.register, name="register"),
    path("<int:document_id>/buoc/<str:deed>/", views.step, name="step"),
]
