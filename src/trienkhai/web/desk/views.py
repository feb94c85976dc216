"""The pages that gather: my work, one duty, one directive, why something is red, the chain of authority, histories."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trienkhai.web.desk.home import home_page
from trienkhai.web.offices.requests import actor_of

HOME_HELP = (
    "Đây là những việc đang chờ anh/chị, theo chức danh đang dùng; việc quá hạn và việc chờ lâu nhất đứng trước.",
    "Mỗi dòng nói việc gì, vì sao, ngày nào, ai đặt ngày đó, và một nút mở trang để làm.",
    "“Đang chờ người khác” là việc đã qua tay anh/chị; không cần tìm, không cần nhắc.",
    "Thanh ở bên nói bao nhiêu đơn vị đã tới bước nào; con số nào cũng mở ra danh sách.",
    "Đổi chức danh ở góc trên bên phải thì danh sách này đổi theo.",
)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the person who looks."""
    return render(request, "desk/home.html", {"nav": "home", "page": home_page(actor_of(request)), "help": HOME_HELP})
