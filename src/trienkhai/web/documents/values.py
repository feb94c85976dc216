"""What a reading says now: what the machine found, with a person's corrections laid over it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass

from trienkhai import parts
from trienkhai.parts import Json, from_json
from trienkhai.web.documents.models import Correction, Reading

SURE, UNSURE = 0.7, 0.3
_STEP = re.compile(r"([a-z_]+)|\[(\d+)\]")

LABELS = {
    "doc_type": "Loại văn bản",
    "number": "Số văn bản",
    "symbol": "Ký hiệu",
    "code": "Số, ký hiệu",
    "parent_agency": "Cơ quan chủ quản",
    "agency": "Cơ quan ban hành",
    "place": "Địa danh",
    "date": "Ngày ban hành",
    "date.day": "Ngày",
    "date.month": "Tháng",
    "date.year": "Năm",
    "subject": "Trích yếu",
    "urgency": "Độ khẩn",
    "addressees": "Kính gửi",
    "recipients": "Nơi nhận",
    "archive": "Lưu",
    "signature.mode": "Quyền hạn ký",
    "signature.on_behalf_of": "Ký thay chức vụ",
    "signature.position": "Chức vụ người ký",
    "signature.name": "Người ký",
    "attachments": "Tệp kèm",
}
EDITABLE = tuple(path for path in LABELS if path not in ("code", "addressees", "recipients", "archive", "attachments"))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place a person should look at before confirming. `key` is stable for one reading."""

    key: str
    title: str
    message: str
    span: parts.Span | None
    path: str = ""


def label_of(path: str) -> str:
    """What people call a field: "addressees[1]" is "Kính gửi 2"."""
    bare = re.sub(r"\[\d+\].*", "", path)
    found = re.search(r"\[(\d+)\]", path)
    name = LABELS.get(path) or LABELS.get(bare, path)
    return f"{name} {int(found.group(1)) + 1}" if found else name


def current_json(reading: Reading) -> dict[str, Json]:
    """The reading in its JSON schema with every correction applied; the newest for a path holds."""
    values: dict[str, Json] = copy.deepcopy(reading.found)
    for correction in reading.corrections.all():
        put(values, correction.path, correction.value)
        if correction.span is not None:
            places = values.setdefault("places", {})
            if isinstance(places, dict):
                places[correction.path] = [correction.span]
    return values


def current_values(reading: Reading) -> parts.Reading:
    """The same as typed parts."""
    return from_json(parts.Reading, current_json(reading))


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


def _inside(here: Json, step: str | int) -> Json:
    if isinstance(here, dict) and isinstance(step, str) and step in here:
        return here[step]
    if isinstance(here, list) and isinstance(step, int) and step < len(here):
        return here[step]
    raise KeyError(step)


def list_doubts(reading: Reading) -> list[Doubt]:
    """Every doubtful place, problems first, then fields read with little confidence or in several ways."""
    found = from_json(parts.Reading, {**reading.found, "text": reading.text})
    doubts: list[Doubt] = []
    seen: dict[str, int] = {}
    for problem in found.problems:
        seen[problem.id] = seen.get(problem.id, 0) + 1
        key = problem.id if seen[problem.id] == 1 else f"{problem.id}:{seen[problem.id]}"
        doubts.append(
            Doubt(key, problem_title(problem.id), problem.message, problem.span, PROBLEM_PATHS.get(problem.id, ""))
        )
    asked = {doubt.path for doubt in doubts}
    doubts += [doubt for doubt in doubtful_fields(found) if doubt.path not in asked]
    corrected = {correction.path for correction in reading.corrections.all()}
    return [doubt for doubt in doubts if not (doubt.path and doubt.path in corrected)] + [
        doubt for doubt in doubts if doubt.path and doubt.path in corrected
    ]


def doubtful_fields(found: parts.Reading) -> Iterable[Doubt]:
    """Fields whose best value is unsure, or whose second value is nearly as likely."""
    for path, candidates in found.candidates.items():
        if not candidates:
            continue
        second = candidates[1].confidence if len(candidates) > 1 else 0.0
        if candidates[0].confidence >= SURE and second < UNSURE:
            continue
        others = ", ".join(f"“{entry.value}”" for entry in candidates[1:3] if entry.value)
        message = f"Máy đọc là “{candidates[0].value}”" + (f", cũng có thể là {others}" if others else "") + "."
        yield Doubt(f"field:{path}", f"{label_of(path)}: máy đọc chưa chắc", message, candidates[0].span, path)


PROBLEM_PATHS = {"number-missing": "number", "date-incomplete": "date", "issuer-absent": "agency"}
PROBLEM_TITLES = {
    "number-missing": "Số văn bản: để trống",
    "date-incomplete": "Ngày, tháng: chưa đủ",
    "issuer-absent": "Không thấy tên cơ quan ban hành ở đầu văn bản",
    "motto-absent": "Không thấy Quốc hiệu, Tiêu ngữ",
    "authority-spacing": "Thiếu dấu cách sau quyền hạn ký",
    "drafting-unit-differs": "Đơn vị soạn thảo ghi hai cách",
    "recipient-separator": "Dấu phân cách ở Nơi nhận",
    "abbreviation-suspect": "Chữ viết tắt có thể sai",
    "citation-incomplete": "Viện dẫn chưa đủ",
    "addressees-differ": "Nơi nhận khác nhau giữa các chỗ",
    "spelling-varies": "Một từ viết nhiều cách",
    "attachment-absent": "Có nhắc tệp kèm nhưng không có tệp",
    "punctuation-missing": "Câu thiếu dấu kết",
    "numbering-unusual": "Cách đánh số không có trong quy định",
    "deadline-none": "Không nêu hạn thực hiện và ngày báo cáo",
}


def problem_title(id: str) -> str:
    """The heading of a doubt."""
    return PROBLEM_TITLES.get(id, "Chỗ cần xem")


def share_attached(found: parts.Reading) -> float:
    """Which share of the letters of the text lies in some part, 0..1."""
    text = found.text
    covered = bytearray(len(text))
    for start, end in all_spans(found):
        covered[start:end] = b"\1" * (min(end, len(text)) - start)
    letters = [index for index, char in enumerate(text) if not char.isspace()]
    return sum(covered[index] for index in letters) / len(letters) if letters else 0.0


def all_spans(found: parts.Reading) -> Iterable[parts.Span]:
    """The places of everything that was found."""
    for spans in found.places.values():
        yield from spans
    for citation in found.citations:
        yield citation.span
    for entry in found.outline:
        yield entry.span
    for deadline in found.deadlines:
        yield deadline.span
    for item in found.directive.items:
        yield from item.spans
    for form in found.directive.forms:
        yield from form.spans
    for assignment in found.directive.assignments:
        yield assignment.span
    for absent in found.directive.announced_but_absent:
        yield absent.span


def newest_correction(reading: Reading, path: str) -> Correction | None:
    """The correction that holds for a path."""
    return next((entry for entry in reversed(reading.corrections.all()) if entry.path == path), None)
