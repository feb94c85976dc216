"""A document as HTML with its found parts marked; every word of the document is escaped, nothing is
loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from trienkhai.checking import SEVERITY_WORDS, Finding
from trienkhai.parts import Reading, Span

_FIELDS = {
    "doc_type": "Tên loại",
    "number": "Số",
    "symbol": "Ký hiệu",
    "code": "Số, ký hiệu",
    "parent_agency": "Cơ quan chủ quản",
    "agency": "Cơ quan ban hành",
    "place": "Địa danh",
    "date": "Ngày",
    "subject": "Trích yếu",
    "urgency": "Độ khẩn",
    "secrecy": "Độ mật",
    "addressees": "Kính gửi",
    "recipients": "Nơi nhận",
    "archive": "Lưu",
    "signature": "Người ký",
    "attachments": "Gửi kèm",
}
_GROUPS = {
    "field": "phần đầu, nơi nhận, khối ký",
    "citation": "văn bản viện dẫn",
    "item": "nội dung, nhiệm vụ",
    "form": "hình thức",
    "deadline": "thời hạn",
    "problem": "cần xem lại",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text, what kind of thing stands there, and what to say about it."""

    span: Span
    group: str
    note: str


def write_html(name: str, reading: Reading, findings: tuple[Finding, ...]) -> str:
    """The whole page: the text with its marks on the left, what to look at again on the right."""
    legend = "".join(f'<li><mark class="{group}">{escape(words)}</mark></li>' for group, words in _GROUPS.items())
    judged = {finding.id for finding in findings}
    notes = [(None, each.message, each.span) for each in reading.problems if each.id not in judged]
    listed = "".join(
        _write_note(title, message, span)
        for title, message, span in [
            *notes,
            *((SEVERITY_WORDS[each.severity], each.message, each.span) for each in findings),
        ]
    )
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(name)} · bản đọc</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(name)}</h1><ul>{legend}</ul></header>\n<main>\n"
        f"<article>{_mark_text(reading.text, list(_list_marks(reading, findings)))}</article>\n"
        f"<aside><h2>Cần xem lại</h2><ol>{listed or '<li>Máy không thấy chỗ nào.</li>'}</ol></aside>\n"
        f"</main>\n</body>\n</html>\n"
    )


def _write_note(title: str | None, message: str, span: Span | None) -> str:
    words = f"<b>{escape(title)}:</b> {escape(message)}" if title else escape(message)
    return f'<li><a href="#at{span[0]}">{words}</a></li>' if span else f"<li>{words}</li>"


def _list_marks(reading: Reading, findings: tuple[Finding, ...]) -> Iterator[Mark]:
    for path, spans in reading.places.items():
        name = path.partition("[")[0].partition(".")[0]
        if name in _FIELDS:
            yield from (Mark(span, "field", _FIELDS[name]) for span in spans)
    for citation in reading.citations:
        told = [part for part in (citation.code, citation.issuer) if part]
        yield Mark(citation.span, "citation", f"Viện dẫn: {', '.join(told) or citation.text}")
    for item in reading.directive.items:
        yield from (Mark(span, "item", f"Mục {item.label or ''}".strip()) for span in item.spans)
    for form in reading.directive.forms:
        yield from (Mark(span, "form", f"Hình thức: {form.form}") for span in form.spans)
    for deadline in reading.deadlines:
        yield Mark(deadline.span, "deadline", f"Thời hạn: {deadline.text}")
    doubts = [(problem.span, problem.message) for problem in reading.problems]
    doubts += [(finding.span, finding.message) for finding in findings]
    for span, message in doubts:
        if span:
            yield Mark(span, "problem", message)


def _mark_text(text: str, marks: list[Mark]) -> str:
    """The escaped text cut at every start and end of a mark; each piece carries all marks that cover it."""
    marks = [mark for mark in marks if 0 <= mark.span[0] < mark.span[1] <= len(text)]
    starts: dict[int, list[Mark]] = {}
    ends: dict[int, list[Mark]] = {}
    for mark in marks:
        starts.setdefault(mark.span[0], []).append(mark)
        ends.setdefault(mark.span[1], []).append(mark)
    cuts = sorted({0, len(text), *starts, *ends})
    pieces: list[str] = []
    open_marks: list[Mark] = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        for mark in ends.get(start, []):
            open_marks.remove(mark)
        open_marks.extend(starts.get(start, []))
        if start == end:
            continue
        words = escape(text[start:end])
        anchor = f' id="at{start}"' if start in starts else ""
        if open_marks:
            groups = " ".join(sorted({mark.group for mark in open_marks}))
            note = escape(" · ".join(dict.fromkeys(mark.note for mark in open_marks)))
            words = f'<mark{anchor} class="{groups}" title="{note}">{words}</mark>'
        pieces.append(words)
    return "".join(pieces)


_STYLE = """
:root{color-scheme:light}
body{margin:0;background:#dfe5e6;color:#1b2628;font:16px/1.5 system-ui,sans-serif}
header{background:#0b3b4a;color:#fff;padding:.8rem 1.2rem}
h1{font-size:1.15rem;margin:0 0 .4rem}
header ul{display:flex;flex-wrap:wrap;gap:.4rem .8rem;list-style:none;margin:0;padding:0;font-size:.9rem}
main{display:flex;flex-wrap:wrap;gap:1rem;padding:1rem;align-items:flex-start;justify-content:center}
article{background:#fff;padding:2rem 2.2rem;max-width:46rem;flex:1 1 24rem;white-space:pre-wrap;
 overflow-wrap:anywhere;font:17px/1.6 "Times New Roman","Liberation Serif",serif;border:1px solid #c2cccd}
aside{position:sticky;top:1rem;background:#fff;padding:1rem 1.2rem;flex:0 1 22rem;border:1px solid
#c2cccd;border-radius:4px} aside h2{font-size:1rem;margin:0 0 .5rem}
aside ol{margin:0;padding-left:1.3rem;font-size:.93rem}
aside li{margin-bottom:.45rem}
a{color:#0b5394}
mark{color:#1b2628;border-radius:2px}
mark.item{background:#eef1f2}
mark.form{background:#e3f1e4}
mark.field{background:#d5e8f5}
mark.citation{background:#e8defa}
mark.deadline{background:#ffe3b8}
mark.problem{background:none;text-decoration:underline wavy #b3261e 1.5px;text-underline-offset:3px}
mark.field.problem{background:#d5e8f5}
mark.citation.problem{background:#e8defa}
mark.item.problem{background:#eef1f2}
mark:target{outline:2px solid #b3261e}
header mark{padding:0 .35rem}
header mark.problem{background:#fff}
@media print{body{background:#fff}header{background:none;color:#000}article,aside{border:0}}
"""
