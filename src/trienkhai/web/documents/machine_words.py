"""What the machine says of a file or a text, in the language of the page.

The library that reads documents knows no languages: its sentences are Vietnamese, kept with the reading. Here they are
offered for translation, each with places for what it names; a sentence that is none of them stays as it is.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop, pgettext_lazy

from trienkhai.web.language import in_vietnamese, say_kept

# Of a text that was read: see trienkhai/reading/problems.py.
ABOUT_TEXTS = (
    gettext_noop(
        "Lớp chữ kèm trong tệp PDF sai dấu gần hết, nên máy đã bỏ lớp chữ và đọc từ ảnh trang. "
        "Đối chiếu với ảnh trang trước khi dùng."
    ),
    gettext_noop(
        "Lớp chữ kèm trong tệp PDF sai dấu gần hết (nhận dạng bằng chương trình không biết tiếng Việt); "
        "bản đọc theo lớp chữ ấy. Cho máy đọc lại từ ảnh trang, hoặc đối chiếu từng chỗ."
    ),
    gettext_noop("Chưa có số văn bản. Bản thảo được để trống; khi ban hành phải có số."),
    gettext_noop("Ngày ban hành còn thiếu %(blank)s. Bản thảo được để trống; khi ban hành phải đủ."),
    gettext_noop(
        "Phần đầu không có tên cơ quan ban hành (có thể mất khi lấy chữ ra). Theo nội dung, có thể là %(issuer)s."
    ),
    gettext_noop("Phần đầu không có tên cơ quan ban hành (có thể mất khi lấy chữ ra)."),
    gettext_noop("Không thấy Quốc hiệu và Tiêu ngữ ở phần đầu (có thể mất khi lấy chữ ra)."),
    gettext_noop("Thiếu dấu cách sau “%(mode)s” trong quyền hạn ký."),
    gettext_noop("Đơn vị soạn thảo ghi khác nhau: “%(unit)s” trong ký hiệu, “%(other)s” ở dòng Lưu."),
    gettext_noop("Ở Nơi nhận, dấu câu đứng trước phần ghi chú: %(places)s."),
    gettext_noop("Chữ viết tắt đáng ngờ ở Nơi nhận: %(places)s."),
    gettext_noop("Viện dẫn chưa đủ: %(places)s."),
    gettext_noop("Nơi nhận việc ghi khác nhau giữa Kính gửi và câu kết."),
    gettext_noop("Nơi nhận việc ghi khác nhau giữa Kính gửi và câu yêu cầu."),
    gettext_noop("Cùng một từ viết nhiều cách: %(places)s."),
    gettext_noop("Có nhắc tài liệu kèm theo nhưng không thấy: %(places)s."),
    gettext_noop("Câu mở đầu kết thúc không có dấu câu: “%(text)s”."),
    gettext_noop("Đánh số “%(label)s” không thuộc các cấp nêu trong Nghị định 30/2020 (nhận xét, không phải lỗi)."),
    gettext_noop("Văn bản giao việc nhưng không nêu thời hạn và không yêu cầu báo cáo."),
)
# Of a file that was not read: see trienkhai/sources/refusals.py.
ABOUT_FILES = (
    gettext_noop("Không mở được tệp này. Kiểm tra lại tên tệp và quyền đọc tệp."),
    gettext_noop("Tệp này rỗng, không có gì để đọc. Chọn lại tệp, hoặc xin bên gửi gửi lại."),
    gettext_noop("Tệp lớn hơn %(limit)s MB nên máy không đọc. Tách tệp, hoặc quét lại với độ phân giải thấp hơn."),
    gettext_noop("Tệp có hơn %(limit)s ký tự nên máy không đọc. Tách tệp rồi gửi từng phần."),
    gettext_noop("Máy không đọc được loại tệp này. Dùng tệp DOCX, DOC, PDF, ảnh chụp hoặc tệp chữ."),
    gettext_noop("Đây là tệp %(kind)s, máy không đọc được. Dùng tệp DOCX, DOC, PDF, ảnh chụp hoặc tệp chữ."),
    gettext_noop(
        "Tệp mang đuôi “%(suffix)s” nhưng bên trong là %(kind)s. Mở tệp, lưu lại thành DOCX hoặc PDF rồi gửi."
    ),
    gettext_noop("Tệp Word này có mật khẩu. Bỏ mật khẩu rồi gửi lại."),
    gettext_noop("Tệp DOCX này hỏng, không mở được. Mở bằng Word, lưu lại rồi gửi, hoặc xin bên gửi gửi lại."),
    gettext_noop("Tệp DOCX này phình to bất thường khi mở nên máy không đọc. Xin bên gửi gửi lại tệp gốc."),
    gettext_noop(
        "Tệp DOCX này có phần khai báo mà Word không bao giờ ghi, nên máy không đọc. Mở bằng Word, lưu lại rồi gửi."
    ),
    gettext_noop("Tệp DOC này hỏng, không mở được. Mở bằng Word, lưu thành DOCX rồi gửi."),
    gettext_noop(
        "Máy này chưa có chương trình đọc tệp DOC (catdoc). Lưu tệp thành DOCX rồi gửi, "
        "hoặc báo người quản trị cài thêm."
    ),
    gettext_noop("Tệp PDF này hỏng, không mở được. Xin bên gửi gửi lại, hoặc in ra rồi quét lại."),
    gettext_noop("Tệp PDF này có mật khẩu. Bỏ mật khẩu rồi gửi lại."),
    gettext_noop("Tệp PDF có hơn %(limit)s trang nên máy không đọc. Tách tệp rồi gửi từng phần."),
    gettext_noop("Máy này chưa có chương trình đọc tệp PDF. Báo người quản trị cài thêm (pypdfium2)."),
    gettext_noop("Tệp này là ảnh trắng, máy không đọc được chữ. Quét lại, hoặc nhập tay."),
    gettext_noop("Ảnh này hỏng hoặc thuộc loại máy không mở được. Lưu lại thành JPG hoặc PNG rồi gửi."),
    gettext_noop("Ảnh có hơn %(limit)s triệu điểm ảnh nên máy không đọc. Quét lại với độ phân giải 200 đến 300 dpi."),
    gettext_noop(
        "Tệp này là bản quét; máy này chưa có chương trình nhận dạng chữ (%(missing)s). "
        "Báo người quản trị cài thêm, hoặc nhập tay."
    ),
    gettext_noop("Bản quét có hơn %(limit)s trang nên máy không đọc. Tách tệp rồi gửi từng phần."),
    gettext_noop("Tệp này không có trang %(page)s. Mở trang khác, hoặc tải tệp gốc về xem."),
    gettext_noop(
        "Máy phải dừng khi đọc tệp này: tệp hỏng, hoặc đòi quá nhiều thời gian hay bộ nhớ. "
        "Xin bên gửi gửi lại, hoặc in ra rồi quét lại."
    ),
    gettext_noop("Tệp này dài, hoặc là bản quét phải nhận dạng từng trang; máy cần thêm thời gian để đọc."),
    gettext_noop("Máy nhận dạng chữ quá lâu ở trang %(page)s nên đã dừng. Quét lại rõ hơn, hoặc nhập tay."),
)
SECRET_WORDS = gettext_noop(
    "Máy thấy dấu chỉ độ mật in trên văn bản. Hệ thống không nhận văn bản mật; tệp đã được xóa, chưa từng vào kho."
)
LOST_WORDS = gettext_noop("Tệp chờ đọc không còn trên máy chủ. Gửi lại tệp; nếu còn gặp, báo quản trị xem ổ đĩa.")
STOPPED_WORDS = gettext_noop("Máy chủ dừng nhiều lần khi đang đọc tệp này, nên máy không đọc nữa.")
# What a sentence names and is itself a word of the page.
NAMED = {
    in_vietnamese("ngày"): pgettext_lazy("part of a date", "ngày"),
    in_vietnamese("tháng"): pgettext_lazy("part of a date", "tháng"),
    in_vietnamese("năm"): pgettext_lazy("part of a date", "năm"),
}


def say_in_page_language(sentence: str) -> str:
    """The machine's sentence in the language of the page; as it is where it is none of those above."""
    frames = (*ABOUT_TEXTS, *ABOUT_FILES, SECRET_WORDS, LOST_WORDS, STOPPED_WORDS)
    return say_kept(sentence, frames, _named)


def _named(value: str) -> str:
    """What stood in a place, word by word where each is one of the page."""
    words = value.split(", ")
    return ", ".join(str(NAMED[word]) for word in words) if all(word in NAMED for word in words) else value
