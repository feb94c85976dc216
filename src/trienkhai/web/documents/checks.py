"""What a person may write over a reading: known places, values that can exist."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from trienkhai import parts
from trienkhai.parts import Json, from_json
from trienkhai.web.documents.header import whole_date
from trienkhai.web.documents.models import Reading
from trienkhai.web.documents.values import LISTS, SINGLE, label_of, lay_over
from trienkhai.web.errors import NotValid

_YEARS = (1945, 2100)
_LIMITS = {"day": (1, 31), "month": (1, 12), "year": _YEARS}
_WHOLE = ("directive.issuer", "directive.period", "directive.units_choose")
LONGEST = {"number": 20, "symbol": 60, "place": 100, "doc_type": 60}


def check_value(reading: Reading, path: str, value: Json) -> Json:
    """The value as it may be kept at this path. Raises NotValid for an unknown path or an impossible value."""
    if not _is_known(path):
        raise _unknown(path)
    if isinstance(value, str):
        value = " ".join(value.split()) or None
    if path.split(".")[0] == "date" and value is not None:
        check_date(path, value)
    if path == "number" and value is not None and not re.fullmatch(r"\d{1,6}", str(value)):
        raise NotValid("number-digits", _("Số văn bản chỉ gồm chữ số."), {path: _("Chỉ nhập chữ số.")})
    if isinstance(value, str) and len(value) > LONGEST.get(path, 20_000):
        sentence = _("%(label)s dài quá %(most)s chữ.") % {"label": label_of(path), "most": LONGEST.get(path, 20_000)}
        raise NotValid("value-long", sentence, {path: sentence})
    _check_fits(reading, path, value)
    return value


def _is_known(path: str) -> bool:
    if path in SINGLE or path in _WHOLE or path.rsplit(".", 1)[0] in _WHOLE:
        return True
    return any(re.fullmatch(re.escape(name) + r"\[\d{1,4}\](\.[a-z_.]+)?", path) for name in LISTS)


def _check_fits(reading: Reading, path: str, value: Json) -> None:
    """The reading with this value is still a reading."""
    earlier: list[tuple[str, Json, Json]] = [
        (entry.path, entry.value, entry.span) for entry in reading.corrections.all()
    ]
    try:
        from_json(parts.Reading, lay_over(reading.found, [*earlier, (path, value, None)]))
    except KeyError:
        raise _unknown(path) from None
    except (TypeError, ValueError) as error:
        sentence = _("Giá trị này không hợp với mục %(label)s; chưa lưu. Nhập lại.") % {"label": label_of(path)}
        raise NotValid("value-unfit", sentence, {path: sentence}) from error


def _unknown(path: str) -> NotValid:
    return NotValid("path-unknown", _("Không có mục này trong bản đọc."), {path[:60] or "path": _("Không có mục này.")})


def check_date(path: str, value: Json) -> None:
    """Raises NotValid for a part or a whole date that cannot exist."""
    said = value if isinstance(value, dict) else {path.split(".")[-1]: value}
    for name, entry in said.items():
        low, high = _LIMITS.get(name, (0, -1))
        if entry is not None and not (isinstance(entry, int) and low <= entry <= high):
            sentence = _("Ngày, tháng hoặc năm chưa đúng. Nhập ngày có thật.")
            raise NotValid("date-impossible", sentence, {path: sentence})
    if isinstance(value, dict) and all(value.get(name) for name in _LIMITS):
        wanted = parts.Date(*(int(str(value[name])) for name in ("day", "month", "year")))
        if whole_date(wanted) is None:
            sentence = _("Tháng %(month)s có %(last)s ngày. Nhập ngày từ 01 đến %(last)s.") % {
                "month": wanted.month,
                "last": days_of(wanted),
            }
            raise NotValid("date-impossible", sentence, {path: sentence})


def days_of(said: parts.Date) -> int:
    """How many days the month of a date has; 31 where it is not known."""
    if said.month is None or said.year is None:
        return 31
    following = date(said.year + said.month // 12, said.month % 12 + 1, 1)
    return (following - date(said.year, said.month, 1)).days
