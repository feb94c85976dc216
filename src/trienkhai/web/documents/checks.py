"""What a person may write over a reading: known places, values that can exist."""

from __future__ import annotations

from datetime import date

from trienkhai import parts
from trienkhai.parts import Json
from trienkhai.web.documents.models import Reading
from trienkhai.web.documents.values import EDITABLE, put
from trienkhai.web.errors import NotValid


def whole_date(said: parts.Date | None) -> date | None:
    """A calendar day where day, month and year are all known and exist."""
    if said is None or said.day is None or said.month is None or said.year is None:
        return None
    try:
        return date(said.year, said.month, said.day)
    except ValueError:
        return None


def check_value(reading: Reading, path: str, value: Json) -> Json:
    """The value as it may be kept at this path. Raises NotValid for an unknown path or an impossible value."""
    base = path.split("[")[0]
    known = path in EDITABLE or base in ("addressees", "recipients", "archive", "attachments", "citations", "directive")
    try:
        trial = reading.found | {}
        put(_copy(trial), path, value)
        if not known:
            raise KeyError(path)
    except KeyError:
        raise NotValid("path-unknown", "Không có mục này trong bản đọc.", {"path": path}) from None
    if isinstance(value, str):
        value = " ".join(value.split()) or None
    if path.startswith("date") and value is not None:
        check_date(reading, path, value)
    if path == "number" and value is not None and not str(value).isdigit():
        raise NotValid("number-digits", "Số văn bản chỉ gồm chữ số.", {path: "Chỉ nhập chữ số."})
    return value


def _copy(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _copy(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_copy(entry) for entry in value]
    return value


def check_date(reading: Reading, path: str, value: Json) -> None:
    """Raises NotValid for a part or a whole date that cannot exist."""
    limits = {"day": (1, 31), "month": (1, 12), "year": (1945, 2100)}
    said = value if isinstance(value, dict) else {path.split(".")[-1]: value}
    for name, entry in said.items():
        low, high = limits.get(name, (0, -1))
        if entry is not None and not (isinstance(entry, int) and low <= entry <= high):
            raise NotValid(
                "date-impossible", "Ngày chưa đúng. Nhập ngày có thật.", {path: "Ngày, tháng hoặc năm chưa đúng."}
            )
    if isinstance(value, dict) and all(value.get(name) for name in limits):
        wanted = parts.Date(*(int(str(value[name])) for name in ("day", "month", "year")))
        if whole_date(wanted) is None:
            sentence = f"Tháng {wanted.month} năm {wanted.year} không có ngày {wanted.day}."
            raise NotValid("date-impossible", sentence, {path: sentence})
