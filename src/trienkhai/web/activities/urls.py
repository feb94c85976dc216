"""Addresses of activities and what proves them."""

from __future__ import annotations

from django.urls import path

from trienkhai.web.activities import listing, uploading, views

app_name = "activities"
urlpatterns = [
    path("hoat-dong/", listing.list_page, name="list"),
    path("hoat-dong/ghi/", listing.choose_duty, name="choose"),
    path("hoat-dong/xac-nhan/", listing.confirm_chosen, name="confirm"),
    path("hoat-dong/tep-tam/<str:sealed>/", views.kept_file, name="kept"),
    path("hoat-dong/tep-gui/", uploading.begin, name="upload"),
    path("hoat-dong/tep-gui/<str:upload_id>/", uploading.show_pieces, name="upload_pieces"),
    path("hoat-dong/tep-gui/<str:upload_id>/<int:number>/", uploading.put_piece, name="upload_piece"),
    path("hoat-dong/tep-gui/<str:upload_id>/xong/", uploading.finish, name="upload_finish"),
    path("hoat-dong/<int:activity_id>/", views.detail, name="detail"),
    path("hoat-dong/<int:activity_id>/sua/", views.change, name="change"),
    path("hoat-dong/<int:activity_id>/minh-chung/", views.add_proof, name="prove"),
    path("hoat-dong/<int:activity_id>/can-cu/", views.basis_paper, name="paper"),
    path("minh-chung/<int:evidence_id>/", views.evidence_file, name="evidence"),
    path("minh-chung/<int:evidence_id>/anh-nho/", views.thumbnail, name="thumbnail"),
    path("minh-chung/<int:evidence_id>/rut/", views.withdraw_proof, name="withdraw_evidence"),
    path("nhiem-vu/<int:duty_id>/ghi/", views.record, name="record"),
]
