"""Every address of the office. Vietnamese, because people read and share them."""

from __future__ import annotations

from django.urls import include, path

from trienkhai.web.config import views
from trienkhai.web.config.api import api

urlpatterns = [
    path("", include("trienkhai.web.desk.urls")),
    path("van-ban/", include("trienkhai.web.documents.urls")),
    path("cong-khai/", include("trienkhai.web.documents.public_urls")),
    path("", include("trienkhai.web.directives.urls")),
    path("", include("trienkhai.web.activities.urls")),
    path("", include("trienkhai.web.plans.urls")),
    path("", include("trienkhai.web.coverage.urls")),
    path("", include("trienkhai.web.reports.urls")),
    path("", include("trienkhai.web.reminders.urls")),
    path("don-vi/", include("trienkhai.web.offices.urls")),
    path("tai-khoan/", include("trienkhai.web.config.account_urls")),
    path("tai-khoan/thu/", include("trienkhai.web.mail.urls")),
    path("chuyen-ngay/", views.move_day, name="clock"),
    path("api/", api.urls),
    path("ui/", include("trienkhai.web.ui.urls")),
]

handler400 = "trienkhai.web.config.views.bad_request"
handler403 = "trienkhai.web.config.views.forbidden"
handler404 = "trienkhai.web.config.views.not_found"
handler500 = "trienkhai.web.config.views.server_error"
