"""What the machine keeps with a directive in Vietnamese, in the language of the page: places, rules, bases.

They are read from a document or found by a rule when its reading is confirmed, and stay as they were then. A person's
own words, and rules that an office wrote into its list of units, are none of these and stay as they are.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

from trienkhai.web.language import say_kept

RESULTS = gettext_noop("kết quả thực hiện")
PLACES = (
    gettext_noop("Kính gửi, dòng %(line)s"),
    gettext_noop("Nơi nhận, dòng Lưu"),
    gettext_noop("Nơi nhận, dòng %(line)s"),
    gettext_noop("Mục trong văn bản"),
    gettext_noop("Mục phối hợp"),
    gettext_noop("Mục %(label)s"),
    gettext_noop("Thêm ngoài văn bản"),
    gettext_noop("Thêm sau khi ban hành"),
)
AREAS = (
    gettext_noop("cấp xã"),
    gettext_noop("thành phố"),
    gettext_noop("các huyện"),
    gettext_noop("các huyện, thành phố"),
)
RULES = (
    gettext_noop("tên đơn vị: %(name)s"),
    gettext_noop("tên chung “%(name)s”"),
    gettext_noop("đơn vị mang tên “%(name)s” ở %(area)s"),
    gettext_noop("phòng và đơn vị trực thuộc cơ quan"),
    gettext_noop("loại “trực thuộc” của cơ quan"),
    gettext_noop("loại “phòng chuyên môn” của cơ quan"),
    gettext_noop("chưa có quy tắc; người phụ trách chọn đơn vị"),
    gettext_noop("nhiều đơn vị cùng tên; người phụ trách chọn"),
    gettext_noop("do người phụ trách thêm, có lý do"),
)
REMARKS = (
    gettext_noop("Danh mục có %(count)s đơn vị; %(remark)s"),
    gettext_noop("Cùng tên: %(names)s"),
)
BASES = (
    gettext_noop("“%(quoted)s” trong trích yếu"),
    gettext_noop("“%(quoted)s” trong văn bản"),
    gettext_noop("chỉ đạo %(code)s"),
    gettext_noop("Điều 12 Nghị định 09/2019/NĐ-CP"),
)


def say(words: str) -> str:
    """Words kept with a directive; several rules stand side by side where a phrase lists several receivers."""
    parts = words.split("; ")
    told = [_say_one(part) for part in parts]
    return "; ".join(told) if all(said != part for said, part in zip(told, parts, strict=True)) else _say_one(words)


def _say_one(words: str) -> str:
    return say_kept(words, (RESULTS, *BASES, *RULES, *REMARKS, *PLACES), lambda value: say_kept(value, AREAS))
