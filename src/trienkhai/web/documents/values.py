"""What a reading says now: what the machine found, with a person's corrections laid over it."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trienkhai import parts
from trienkhai.parts import Json, from_json
from trienkhai.web.documents.models import Correction, Reading

_STEP = re.compile(r"([a-z_]+)|\[(\d+)\]")

LABELS = {
    "doc_type": _("Loại văn bản"),
    "number": _("Số văn bản"),
    "symbol": _("Ký hiệu"),
    "code": _("Số, ký hiệu"),
    "parent_agency": _("Cơ quan chủ quản"),
    "agency": _("Cơ quan ban hành"),
    "place": _("Địa danh"),
    "date": _("Ngày ban hành"),
    "date.day": pgettext_lazy("part of a date", "Ngày"),
    "date.month": _("Tháng"),
    "date.year": _("Năm"),
    "subject": _("Trích yếu"),
    "urgency": _("Độ khẩn"),
    "secrecy": _("Độ mật"),
    "addressees": pgettext_lazy("one", "Kính gửi"),
    "recipients": pgettext_lazy("one", "Nơi nhận"),
    "archive": pgettext_lazy("one", "Lưu"),
    "signature.mode": _("Quyền hạn ký"),
    "signature.on_behalf_of": _("Ký thay chức vụ"),
    "signature.position": _("Chức vụ người ký"),
    "signature.name": _("Người ký"),
    "attachments": _("Tệp kèm"),
    "citations": _("Viện dẫn"),
    "deadlines": _("Thời hạn"),
    "directive.issuer": _("Cơ quan giao việc"),
    "directive.period": _("Thời gian thực hiện"),
    "directive.items": pgettext_lazy("one", "Nội dung"),
    "directive.forms": _("Hình thức"),
    "directive.assignments": _("Câu giao việc"),
}
SINGLE = (
    "doc_type", "number", "symbol", "parent_agency", "agency", "place", "date", "date.day", "date.month", "date.year",
    "subject", "urgency", "secrecy", "signature.mode", "signature.on_behalf_of", "signature.position", "signature.name",
)  # fmt: skip
LISTS = (
    "addressees", "recipients", "archive", "attachments", "citations", "deadlines", "outline", "directive.items",
    "directive.forms", "directive.assignments", "directive.authority_chain", "directive.announced_but_absent",
)  # fmt: skip


def label_of(path: str) -> str:
    """What people call a field: "addressees[1]" is "Kính gửi 2", "citations[0].code" is "Viện dẫn 1"."""
    if path in LABELS:
        return str(LABELS[path])
    bare, *rest = re.split(r"\[(\d+)\]", path, maxsplit=1)
    name = str(LABELS.get(bare) or LABELS.get(".".join(bare.split(".")[:2])) or bare)
    return f"{name} {int(rest[0]) + 1}" if rest else name


def current_json(reading: Reading) -> dict[str, Json]:
    """The reading in its JSON schema with every correction applied; the newest for a path holds.

    An entry of a list that a person took out stands no more, and the places of those behind it have moved up.
    """
    return lay_over(reading.found, [(entry.path, entry.value, entry.span) for entry in reading.corrections.all()])


def lay_over(found: dict[str, Json], corrections: list[tuple[str, Json, Json]]) -> dict[str, Json]:
    """These corrections (path, value, span) over what was found. Raises KeyError for a path that leads nowhere."""
    values: dict[str, Json] = copy.deepcopy(found)
    places = values.setdefault("places", {})
    assert isinstance(places, dict)
    for path, value, span in corrections:
        put(values, path, value)
        if span is not None:
            places[path] = [span]
    for path in LISTS:
        _close_gaps(values, path)
    return values


def current_values(reading: Reading) -> parts.Reading:
    """The same as typed parts, with the text."""
    return from_json(parts.Reading, {**current_json(reading), "text": reading.text})


def put(values: Json, path: str, value: Json) -> None:
    """Set what stands at a path such as "signature.name" or "addressees[1]". Raises KeyError for an unknown path."""
    steps: list[str | int] = [name or int(index) for name, index in _STEP.findall(path)]
    here = values
    for step in steps[:-1]:
        here = _inside(here, step)
    last = steps[-1] if steps else ""
    if isinstance(here, dict) and isinstance(last, str) and last in here:
        here[last] = value
    elif isinstance(here, list) and isinstance(last, int) and last <= len(here):
        here[last : last + 1] = [value]
    else:
        raise KeyError(path)


def take(values: Json, path: str) -> Json:
    """What stands at a path. Raises KeyError for one that leads nowhere."""
    here = values
    for name, index in _STEP.findall(path):
        here = _inside(here, name or int(index))
    return here


def as_text(values: Mapping[str, Json], path: str) -> str:
    """What stands at a path, as text for an input; a whole date as day/month/year."""
    if not path:
        return ""
    try:
        here = take(dict(values), path)
    except KeyError:
        return ""
    if isinstance(here, dict):
        if "text" in here:
            return str(here["text"] or "")
        days = [here.get(name) for name in ("day", "month", "year")]
        return "/".join(str(part) for part in days) if all(days) else ""
    return "" if here is None or isinstance(here, list) else str(here)


def _inside(here: Json, step: str | int) -> Json:
    if isinstance(here, dict) and isinstance(step, str) and step in here:
        return here[step]
    if isinstance(here, list) and isinstance(step, int) and step < len(here):
        return here[step]
    raise KeyError(step)


def _close_gaps(values: dict[str, Json], path: str) -> None:
    """Take the empty entries out of one list, and keep its places and candidates beside their values."""
    try:
        entries = take(values, path)
    except KeyError:
        return
    if not isinstance(entries, list) or None not in entries:
        return
    kept = [index for index, entry in enumerate(entries) if entry is not None]
    put(values, path, [entries[index] for index in kept])
    for name in ("places", "candidates"):
        known = values.get(name)
        if isinstance(known, dict):
            values[name] = _renumber(known, path, {old: new for new, old in enumerate(kept)})


def _renumber(known: dict[str, Json], path: str, moved: dict[int, int]) -> dict[str, Json]:
    pattern = re.compile(re.escape(path) + r"\[(\d+)\](.*)")
    result: dict[str, Json] = {}
    for key, value in known.items():
        match = pattern.fullmatch(key)
        if match is None:
            result[key] = value
        elif int(match[1]) in moved:
            result[f"{path}[{moved[int(match[1])]}]{match[2]}"] = value
    return result


def uncut_json(reading: Reading) -> dict[str, Json]:
    """The reading with every correction, taken-out entries of lists left as empty places.

    Its indexes are those that corrections use: an entry keeps the index under which it was found or added.
    """
    values: dict[str, Json] = copy.deepcopy(reading.found)
    for entry in reading.corrections.all():
        put(values, entry.path, entry.value)
    return values


def standing_indexes(uncut: dict[str, Json], path: str) -> tuple[list[int], int]:
    """For each entry that stands in a list: the index it is corrected under; and the index a further entry gets."""
    entries = take(uncut, path)
    assert isinstance(entries, list)
    return [position for position, entry in enumerate(entries) if entry is not None], len(entries)


def newest_correction(reading: Reading, path: str) -> Correction | None:
    """The correction that holds for a path."""
    return next((entry for entry in reversed(reading.corrections.all()) if entry.path == path), None)


def spread_directive(uncut: dict[str, Json], given: dict[str, Json]) -> dict[str, Json]:
    """Parts of a directive as corrections: a list entry by entry, what it no longer has taken out.

    >>> spread_directive({"directive": {"items": ["a", "b"]}}, {"items": ["c"], "units_choose": True})
    {'directive.items[0]': 'c', 'directive.items[1]': None, 'directive.units_choose': True}
    """
    corrections: dict[str, Json] = {}
    known = uncut.get("directive")
    for name, value in given.items():
        path = f"directive.{name}"
        if not isinstance(value, list):
            corrections[path] = value
            continue
        standing = known.get(name) if isinstance(known, dict) else None
        longest = max(len(value), len(standing) if isinstance(standing, list) else 0)
        for index in range(longest):
            corrections[f"{path}[{index}]"] = value[index] if index < len(value) else None
    return corrections
