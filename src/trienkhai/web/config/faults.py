"""What is wrong with input of the wrong shape, in Vietnamese: the fault's kind, its limits, the field it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

WRAPPERS = ("body", "form", "file", "query", "path", "given")
SENTENCES = {
    "missing": "Thiếu mục này.",
    "int_": "Cần một số nguyên, ví dụ 12.",
    "float_": "Cần một số, phần thập phân viết sau dấu chấm, ví dụ 12.5.",
    "decimal_": "Cần một số, ví dụ 12.5: phần thập phân sau dấu chấm, không phân cách hàng nghìn, không chữ.",
    "decimal_max_digits": "Số dài quá: nhiều nhất {max_digits} chữ số.",
    "decimal_max_places": "Nhiều nhất {decimal_places} chữ số sau dấu chấm.",
    "decimal_whole_digits": "Số lớn quá: nhiều nhất {whole_digits} chữ số trước dấu chấm.",
    "finite_number": "Cần một số có hạn.",
    "date_": "Ngày không có thật hoặc sai dạng. Viết năm-tháng-ngày, ví dụ 2023-12-21.",
    "uuid_": "Mã UUID sai dạng; ví dụ đúng: 6f1c2d3e-4b5a-4c6d-8e7f-901234567890.",
    "string_too_long": "Dài quá {max_length} ký tự.",
    "string_too_short": "Không để trống mục này.",
    "string_pattern_mismatch": "Không để trống mục này, và viết đúng dạng được nêu.",
    "string_": "Cần một chuỗi chữ.",
    "too_long": "Nhiều quá: nhận nhiều nhất {max_length} dòng một lần, đã gửi {actual_length}.",
    "too_short": "Cần ít nhất {min_length} dòng.",
    "list_": "Cần một danh sách.",
    "dict_": "Cần một đối tượng JSON.",
    "model_": "Cần một đối tượng JSON.",
    "bool_": "Cần true hoặc false.",
    "enum": "Chỉ nhận: {expected}.",
    "literal_error": "Chỉ nhận: {expected}.",
    "greater_than": "Số nhỏ quá.",
    "less_than": "Số lớn quá.",
    "base64_": "Nội dung tệp phải ở dạng Base64.",
}
OTHER = "Giá trị này không đọc được."


def say_fault(kind: str, limits: Mapping[str, object]) -> str:
    """The sentence of a fault; the longest name that fits decides.

    >>> say_fault("date_from_datetime_parsing", {})
    'Ngày không có thật hoặc sai dạng. Viết năm-tháng-ngày, ví dụ 2023-12-21.'
    >>> say_fault("too_long", {"max_length": 3, "actual_length": 9})
    'Nhiều quá: nhận nhiều nhất 3 dòng một lần, đã gửi 9.'
    """
    if kind == "value_error":
        return str(limits.get("error", OTHER))
    name = max((name for name in SENTENCES if kind.startswith(name)), key=len, default="")
    return SENTENCES.get(name, OTHER).format_map({**dict.fromkeys(_LIMITS, "?"), **limits})


_LIMITS = ("max_digits", "decimal_places", "whole_digits", "max_length", "actual_length", "min_length", "expected")


def name_field(place: Iterable[object]) -> str:
    """The field as the caller knows it: without the names that only our own code has.

    >>> name_field(("body", "given", "measures", 0, "value"))
    'measures.0.value'
    >>> name_field(("body", "given"))
    'body'
    """
    parts = [str(part) for part in place]
    kept = parts[1:] if parts[:1] and parts[0] in WRAPPERS else parts
    kept = kept[1:] if kept[:1] == ["given"] else kept
    return ".".join(kept) or "body"


def list_faults(errors: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """Every fault by its field, as pydantic tells them."""
    found: dict[str, str] = {}
    for error in errors:
        limits, place = error.get("ctx"), error.get("loc")
        said = say_fault(str(error.get("type", "")), limits if isinstance(limits, Mapping) else {})
        found.setdefault(name_field(place if isinstance(place, tuple | list) else ()), said)
    return found
