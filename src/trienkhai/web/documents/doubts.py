"""Which places of a reading a person should look at before confirming, in the order they are asked.

Doubts are the reading's problems that touch a value or the undertaking, and fields that were read with little
confidence or in several ways. Problems of form alone (a missing space, a missing motto) change no value: they are
remarks, shown beside the doubts and never in the way of confirming.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from trienkhai import parts
from trienkhai.parts import from_json
from trienkhai.web.documents.header import whole_date
from trienkhai.web.documents.machine_words import say_in_page_language
from trienkhai.web.documents.models import Direction, Reading
from trienkhai.web.documents.values import label_of
from trienkhai.web.ui.formats import format_day

SURE, UNSURE = 0.7, 0.3

# Titles in the order in which a person is asked; what is not listed comes last.
_TITLES = {
    "secret": gettext_lazy("Văn bản có dấu chỉ độ mật"),
    "number-missing": gettext_lazy("Số văn bản: để trống"),
    "date-incomplete": gettext_lazy("Ngày ban hành: chưa đủ"),
    "issuer-absent": gettext_lazy("Không thấy tên cơ quan ban hành ở đầu văn bản"),
    "drafting-unit-differs": gettext_lazy("Đơn vị soạn thảo ghi hai cách"),
    "citation-incomplete": gettext_lazy("Viện dẫn chưa đủ"),
    "deadline-none": gettext_lazy("Không nêu hạn thực hiện và ngày báo cáo"),
    "attachment-absent": gettext_lazy("Có nhắc tệp kèm nhưng không có tệp"),
    "abbreviation-suspect": gettext_lazy("Chữ viết tắt có thể sai"),
    "spelling-varies": gettext_lazy("Một từ viết nhiều cách"),
    "addressees-differ": gettext_lazy("Nơi nhận khác nhau giữa các chỗ"),
    "motto-absent": gettext_lazy("Không thấy Quốc hiệu, Tiêu ngữ"),
    "authority-spacing": gettext_lazy("Thiếu dấu cách sau quyền hạn ký"),
    "recipient-separator": gettext_lazy("Dấu phân cách ở Nơi nhận"),
    "punctuation-missing": gettext_lazy("Câu thiếu dấu kết"),
    "text-layer-set-aside": gettext_lazy("Đã bỏ lớp chữ trong tệp PDF, đọc từ ảnh trang"),
    "text-layer-garbled": gettext_lazy("Lớp chữ trong tệp PDF sai dấu gần hết"),
    "numbering-unusual": gettext_lazy("Cách đánh số không có trong quy định"),
}
_ORDER = {id: place for place, id in enumerate(_TITLES)}
_REMARKS = frozenset(
    {"motto-absent", "authority-spacing", "recipient-separator", "punctuation-missing", "numbering-unusual"}
)
_PATHS = {"number-missing": "number", "date-incomplete": "date", "issuer-absent": "agency"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place a person should look at before confirming. `key` is stable for one reading.

    `path` is the field the answer goes to, empty where there is none; `choices` are what the machine also considered.
    """

    key: str
    title: str
    message: str
    span: parts.Span | None
    path: str = ""
    short: str = ""
    problem: str = ""
    choices: tuple[str, ...] = ()


def list_doubts(reading: Reading) -> list[Doubt]:
    """Every doubtful place of what the machine found, in the order a person is asked."""
    return sort_problems(reading)[0]


def sort_problems(reading: Reading) -> tuple[list[Doubt], list[Doubt]]:
    """What a person must look at, in the order they are asked; and the remarks of form, no reason to wait."""
    found = from_json(parts.Reading, {**reading.found, "text": reading.text})
    problems = list(_problems(found))
    doubts = [doubt for doubt in problems if not _is_remark(doubt, reading)]
    remarks = [doubt for doubt in problems if _is_remark(doubt, reading)]
    if found.secrecy is not None:
        span = next(iter(found.places.get("secrecy", ())), None)
        message = _("Máy đọc được dấu “%(secrecy)s”. Để trống nếu máy đọc nhầm; văn bản mật không xác nhận được.") % {
            "secrecy": found.secrecy
        }
        doubts.append(Doubt("secret", str(_TITLES["secret"]), message, span, "secrecy", problem="secret"))
    asked = {doubt.path for doubt in doubts if doubt.path}
    doubts += [doubt for doubt in _unsure_fields(found) if not _is_within(doubt.path, asked)]
    return sorted(doubts, key=lambda doubt: _ORDER.get(doubt.problem, len(_ORDER))), remarks


def _is_remark(doubt: Doubt, reading: Reading) -> bool:
    """A missing issuer is a remark on one's own document, where the issuer is known, a doubt on a received one."""
    if doubt.problem == "issuer-absent":
        return reading.document.direction == Direction.OUTGOING
    return doubt.problem in _REMARKS


def _is_within(path: str, asked: set[str]) -> bool:
    return any(path == known or path.startswith((f"{known}.", f"{known}[")) for known in asked)


def _problems(found: parts.Reading) -> Iterable[Doubt]:
    """Each problem as a doubt under a key of its own: its id, and a count where the id comes again."""
    times: dict[str, int] = {}
    for problem in found.problems:
        times[problem.id] = times.get(problem.id, 0) + 1
        key = problem.id if times[problem.id] == 1 else f"{problem.id}:{times[problem.id]}"
        doubt = Doubt(
            key=key,
            title=str(_TITLES.get(problem.id) or _("Chỗ cần xem")),
            message=say_in_page_language(problem.message),
            span=problem.span,
            path=_PATHS.get(problem.id, ""),
            short=str(_TITLES.get(problem.id) or problem.message).lower(),
            problem=problem.id,
        )
        yield _more_exactly(doubt, found)


def _more_exactly(doubt: Doubt, found: parts.Reading) -> Doubt:
    """The doubt with a title that names the case, and the field it can be answered in."""
    if doubt.problem == "date-incomplete":
        return replace(doubt, title=_date_title(found.date), message=doubt.message + _not_before(found))
    if doubt.span is None:
        return doubt
    quoted = " ".join(found.text[slice(*doubt.span)].split())
    short = f"“{quoted}”" if 0 < len(quoted) <= 24 else doubt.short
    if doubt.problem == "citation-incomplete":
        index = _index_at((citation.span for citation in found.citations), doubt.span)
        if index is not None:
            title, path = _incomplete(found.citations[index], index)
            return replace(doubt, title=title, path=path)
    if doubt.problem == "abbreviation-suspect":
        index = _index_at(_place_of(found, "recipients"), doubt.span)
        if index is not None:
            text = found.recipients[index].text
            return replace(doubt, path=f"recipients[{index}].text", short=f"“{text}”")
    if doubt.problem == "attachment-absent":
        return replace(doubt, title=_("“%(quoted)s”: không có tệp") % {"quoted": _cut(quoted)})
    return replace(doubt, short=short)


def _incomplete(citation: parts.Citation, index: int) -> tuple[str, str]:
    """Title and path for a citation that lacks its symbol or its day."""
    kind = (citation.type or _("văn bản")).capitalize()
    name = (_("%(kind)s số %(code)s") % {"kind": kind, "code": citation.code or ""}).strip()
    if not re.search(r"[^\W\d_]", citation.code or ""):
        return _("%(name)s thiếu ký hiệu") % {"name": name}, f"citations[{index}].code"
    return _("%(name)s thiếu ngày ban hành") % {"name": name} if citation.date is None else _(
        "%(name)s: viện dẫn chưa đủ"
    ) % {"name": name}, ""


def _date_title(said: parts.Date) -> str:
    blank = [
        word
        for word, part in (
            (pgettext("part of a date", "ngày"), said.day),
            (pgettext("part of a date", "tháng"), said.month),
            (pgettext("part of a date", "năm"), said.year),
        )
        if part is None
    ]
    known = [
        f"{word} {part}"
        for word, part in (
            (pgettext("part of a date", "tháng"), said.month),
            (pgettext("part of a date", "năm"), said.year),
        )
        if part is not None
    ]
    title = _("%(parts)s: để trống") % {"parts": ", ".join(blank).capitalize()}
    return title + (f"; {', '.join(known)}" if known else "")


def _not_before(found: parts.Reading) -> str:
    """What the citations say about the earliest possible day."""
    days: list[date] = [day for citation in found.citations if (day := whole_date(citation.date)) is not None]
    if not days:
        return ""
    latest = max(days)
    return _(" Văn bản viện dẫn mới nhất đề ngày %(day)s, nên không thể sớm hơn.") % {"day": format_day(latest)}


def _place_of(found: parts.Reading, name: str) -> Iterable[parts.Span]:
    for index in range(len(found.recipients)):
        spans = found.places.get(f"{name}[{index}]", ())
        yield (spans[0][0], spans[-1][1]) if spans else (-1, -1)


def _index_at(spans: Iterable[parts.Span], wanted: parts.Span) -> int | None:
    return next((index for index, (start, end) in enumerate(spans) if start < wanted[1] and wanted[0] < end), None)


def _cut(text: str) -> str:
    words = text.split()
    return text if len(words) <= 6 else " ".join(words[:6]) + " …"


def _unsure_fields(found: parts.Reading) -> Iterable[Doubt]:
    """Fields whose best value is unsure, or whose second value is nearly as likely."""
    for path, candidates in found.candidates.items():
        if not candidates or path == "code":
            continue
        others = tuple(entry.value for entry in candidates[1:4] if entry.value and entry.value != candidates[0].value)
        second = candidates[1].confidence if len(candidates) > 1 and others else 0.0
        if candidates[0].confidence >= SURE and second < UNSURE:
            continue
        said = {"value": candidates[0].value or _("để trống"), "others": ", ".join(f"“{other}”" for other in others)}
        also = _("Máy đọc là “%(value)s”, cũng có thể là %(others)s.") if others else _("Máy đọc là “%(value)s”.")
        yield Doubt(
            key=f"field:{path}",
            title=_("%(path)s: máy đọc chưa chắc") % {"path": label_of(path)},
            message=also % said,
            span=candidates[0].span,
            path=path,
            short=label_of(path).lower(),
            choices=others,
        )
