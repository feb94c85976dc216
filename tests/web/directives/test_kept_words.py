"""What the machine keeps with a directive can be said in the language of the page; what a person wrote stays."""

from __future__ import annotations

import pytest
from django.utils import translation

from trienkhai.web.directives.kept_words import say
from trienkhai.web.directives.reporting_regime import BASIS


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every frame has some English, whatever the catalogue says."""
    monkeypatch.setattr(translation, "gettext", lambda frame: f"EN {frame}")


@pytest.mark.parametrize(
    "words",
    [
        BASIS,
        "kết quả thực hiện",
        "Kính gửi, dòng 2",
        "Nơi nhận, dòng Lưu",
        "Mục 2.1",
        "“năm 2023” trong trích yếu",
        "đơn vị mang tên “Phòng Văn hóa và Thông tin” ở các huyện, thành phố",
    ],
)
def test_what_the_machine_keeps_is_known(words: str) -> None:
    with translation.override("en"):
        assert say(words).startswith("EN ")
    assert say(words) == words


def test_rules_side_by_side_are_said_one_by_one() -> None:
    """A rule from an office's own list stays as the office wrote it."""
    with translation.override("en"):
        assert say("tên đơn vị: Bảo tàng tỉnh; tên chung “Thư viện”") == (
            "EN tên đơn vị: Bảo tàng tỉnh; EN tên chung “Thư viện”"
        )
        assert say("chưa có quy tắc; người phụ trách chọn đơn vị").startswith("EN chưa có")
        assert say("loại “trực thuộc” của Sở") == "loại “trực thuộc” của Sở"
