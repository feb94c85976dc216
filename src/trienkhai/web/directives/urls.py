"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path, re_path

from trienkhai.web.directives.views import cascade, duties, issuing, lists, many, papers, passing

app_name = "directives"
urlpatterns = [
    path("chi-dao/", lists.directive_list, name="list"),
    path("nhiem-vu/", lists.duty_list, name="duties"),
    path("chi-dao/<int:directive_id>/don-vi/", cascade.cascade, name="cascade"),
    path("chi-dao/<int:directive_id>/ky/", issuing.sign, name="sign"),
    path("chi-dao/<int:directive_id>/ban-hanh/", issuing.issue, name="issue"),
    path("chi-dao/<int:directive_id>/thu-hoi/", issuing.withdraw, name="withdraw"),
    path("chi-dao/<int:directive_id>/nhieu-don-vi/", many.many_units, name="many"),
    path("chi-dao/<int:directive_id>/ban-a4/", papers.sheet, name="sheet"),
    re_path(r"^chi-dao/(?P<directive_id>\d+)/tep\.(?P<kind>docx|pdf)$", papers.paper, name="paper"),
    path("chi-dao/<int:directive_id>/theo-nhiem-vu/", passing.link, name="link"),
    path("nhiem-vu/<int:duty_id>/giao-tiep/", passing.pass_on, name="pass_on"),
    path("nhiem-vu/<int:duty_id>/tiep-nhan/", duties.acknowledge, name="acknowledge"),
    path("nhiem-vu/<int:duty_id>/de-nghi/", duties.request_change, name="request"),
    path("nhiem-vu/<int:duty_id>/gia-han-mien/", duties.change, name="change"),
    path("de-nghi/<int:request_id>/tra-loi/", duties.answer, name="answer"),
]
