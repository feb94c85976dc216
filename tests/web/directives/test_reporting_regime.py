"""How a period and its results are named."""

from __future__ import annotations

from trienkhai.web.directives.reporting_regime import name_results


def test_results_are_named_once() -> None:
    """A label that says "kết quả" itself does not say it twice in the report's first sentence."""
    assert name_results("năm 2023") == "kết quả năm 2023"
    assert name_results("kết quả thực hiện") == "kết quả thực hiện"
    assert name_results("") == "kết quả"
