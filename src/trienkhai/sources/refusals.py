"""Why a file is not read: one id and one Vietnamese sentence for each reason."""

from __future__ import annotations

from trienkhai.errors import UnreadableFile

_SENTENCES = {
    "file-missing": "Không mở được tệp này. Kiểm tra lại tên tệp và quyền đọc tệp.",
    "file-empty": "Tệp này rỗng, không có gì để đọc. Chọn lại tệp, hoặc xin bên gửi gửi lại.",
    "file-too-large": "Tệp lớn hơn {limit} MB nên máy không đọc. Tách tệp, hoặc quét lại với độ phân giải thấp hơn.",
    "file-too-long": "Tệp có hơn {limit} ký tự nên máy không đọc. Tách tệp rồi gửi từng phần.",
    "file-kind-unknown": "Máy không đọc được loại tệp này. Dùng tệp DOCX, DOC, PDF, ảnh chụp hoặc tệp chữ.",
    "file-kind-other": "Đây là tệp {kind}, máy không đọc được. Dùng tệp DOCX, DOC, PDF, ảnh chụp hoặc tệp chữ.",
    "file-disguised": "Tệp mang đuôi “{suffix}” nhưng bên trong là {kind}. "
    "Mở tệp, lưu lại thành DOCX hoặc PDF rồi gửi.",
    "file-encrypted": "Tệp Word này có mật khẩu. Bỏ mật khẩu rồi gửi lại.",
    "docx-broken": "Tệp DOCX này hỏng, không mở được. Mở bằng Word, lưu lại rồi gửi, hoặc xin bên gửi gửi lại.",
    "docx-bomb": "Tệp DOCX này phình to bất thường khi mở nên máy không đọc. Xin bên gửi gửi lại tệp gốc.",
    "docx-unsafe": "Tệp DOCX này có phần khai báo mà Word không bao giờ ghi, nên máy không đọc. "
    "Mở bằng Word, lưu lại rồi gửi.",
    "doc-broken": "Tệp DOC này hỏng, không mở được. Mở bằng Word, lưu thành DOCX rồi gửi.",
    "doc-needs-tools": "Máy này chưa có chương trình đọc tệp DOC (catdoc). Lưu tệp thành DOCX rồi gửi, "
    "hoặc báo người quản trị cài thêm.",
    "pdf-broken": "Tệp PDF này hỏng, không mở được. Xin bên gửi gửi lại, hoặc in ra rồi quét lại.",
    "pdf-encrypted": "Tệp PDF này có mật khẩu. Bỏ mật khẩu rồi gửi lại.",
    "pdf-too-many-pages": "Tệp PDF có hơn {limit} trang nên máy không đọc. Tách tệp rồi gửi từng phần.",
    "pdf-needs-tools": "Máy này chưa có chương trình đọc tệp PDF. Báo người quản trị cài thêm (pypdfium2).",
    "no-text-layer": "Tệp này là ảnh trắng, máy không đọc được chữ. Quét lại, hoặc nhập tay.",
    "image-unreadable": "Ảnh này hỏng hoặc thuộc loại máy không mở được. Lưu lại thành JPG hoặc PNG rồi gửi.",
    "image-too-large": "Ảnh có hơn {limit} triệu điểm ảnh nên máy không đọc. "
    "Quét lại với độ phân giải 200 đến 300 dpi.",
    "scan-needs-tools": "Tệp này là bản quét; máy này chưa có chương trình nhận dạng chữ ({missing}). "
    "Báo người quản trị cài thêm, hoặc nhập tay.",
    "scan-too-many-pages": "Bản quét có hơn {limit} trang nên máy không đọc. Tách tệp rồi gửi từng phần.",
    "page-missing": "Tệp này không có trang {page}. Mở trang khác, hoặc tải tệp gốc về xem.",
    "reading-stopped": "Máy phải dừng khi đọc tệp này: tệp hỏng, hoặc đòi quá nhiều thời gian hay bộ nhớ. "
    "Xin bên gửi gửi lại, hoặc in ra rồi quét lại.",
    "takes-longer": "Tệp này dài, hoặc là bản quét phải nhận dạng từng trang; máy cần thêm thời gian để đọc.",
    "scan-timeout": "Máy nhận dạng chữ quá lâu ở trang {page} nên đã dừng. Quét lại rõ hơn, hoặc nhập tay.",
}


def refuse(id: str, **values: str | int) -> UnreadableFile:
    """The error to raise for this reason, its sentence filled in."""
    return UnreadableFile(id, _SENTENCES[id].format(**values))


def list_refusals() -> dict[str, str]:
    """Every reason with its sentence, places for values still open."""
    return dict(_SENTENCES)
