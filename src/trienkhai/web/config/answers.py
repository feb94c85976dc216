"""Refusals outside the operations of the interface: no such address, wrong method, a body that was cut short."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

PREFIX = "/api/"
SENTENCES = {
    400: ("request-unreadable", "Yêu cầu không đọc được; chưa có gì được lưu. Kiểm lại cách gửi rồi gửi lại."),
    401: ("token-missing", "Chưa có mã phiên, mã sai hoặc hết hạn. Gọi POST /api/session để lấy mã mới."),
    403: ("forbidden", "Không được làm việc này."),
    404: ("not-found", "Không tìm thấy, hoặc anh/chị không có quyền xem."),
    405: ("method-unknown", "Địa chỉ này không nhận cách gọi đó; đầu mục Allow nêu các cách gọi được."),
    413: ("body-too-large", "Dữ liệu gửi lên lớn hơn 50 MB, chưa được lưu. Giảm dung lượng, hoặc tách ra rồi gửi lại."),
    500: ("server-error", "Máy chủ gặp lỗi; không có gì được lưu dở dang. Thử lại, vẫn lỗi thì báo quản trị."),
}


def is_machine(request: HttpRequest) -> bool:
    """Whether a program asks, which wants JSON and not a page."""
    return request.path.startswith(PREFIX)


def refuse(status: int) -> JsonResponse:
    """The refusal of this status, in the shape of all refusals."""
    id, message = SENTENCES[status]
    said = {"id": id, "message": message, "fields": {}}
    return JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})


def refuse_method(answer: HttpResponse) -> JsonResponse:
    """The same for a wrong method, keeping the list of right ones."""
    said = refuse(405)
    said.headers["Allow"] = answer.headers.get("Allow", "")
    return said
