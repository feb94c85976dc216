"""Addresses of documents, below /van-ban/."""

from __future__ import annotations

from django.urls import path

from trienkhai.web.documents import book_views, case_views, part_views, unread_views, views

app_name = "documents"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("them/", views.enter, name="enter"),
    path("so/<str:side>/", book_views.register_book, name="register_book"),
    path("giao/<int:assignment_id>/<str:deed>/", book_views.settle, name="settle"),
    path("ho-so/", case_views.list_page, name="case_files"),
    path("ho-so/<int:case_file_id>/", case_views.detail, name="case_file"),
    path("<int:document_id>/", views.detail, name="detail"),
    path("<int:document_id>/doc-lai/", views.review, name="review"),
    path("<int:document_id>/dang-doc/", unread_views.reading_state, name="reading_state"),
    path("<int:document_id>/tep/", views.attach, name="attach"),
    path("<int:document_id>/tep-cho/", part_views.parts, name="parts"),
    path("<int:document_id>/tep-cho/<int:part_id>/", part_views.part, name="part"),
    path("<int:document_id>/tep/<int:file_id>/", views.download, name="download"),
    path("<int:document_id>/trang/<int:number>/", views.page_picture, name="page_picture"),
    path("<int:document_id>/trang/<int:number>/thay/", part_views.exchange_page, name="exchange_page"),
    path("<int:document_id>/cap-so/", views.number, name="number"),
    path("<int:document_id>/vao-so-den/", views.register, name="register"),
    path("<int:document_id>/giao/", book_views.assign, name="assign"),
    path("<int:document_id>/ho-so/", case_views.put_in, name="put_in_file"),
    path("<int:document_id>/buoc/<str:deed>/", views.step, name="step"),
]
