"""What a document says is enclosed with it: "gửi kèm", "đính kèm", "ban hành kèm theo Quyết định này"."""

from __future__ import annotations

import re

from trienkhai.parts import Span
from trienkhai.reading.found import Found
from trienkhai.reading.sheet import Sheet
from trienkhai.reading.split import Zones

_WITH = r"(?:(?:xin )?gui|dinh|kem|co)\s+kem(?:\s+theo)?"
# "(Gửi kèm Đề cương ...)", "(Đính kèm dự thảo ...)": the bracket names the thing after the word.
_AHEAD = re.compile(
    rf"\(\s*(?:xin\s+)?(?:{_WITH}|kem\s+theo|kem|dinh kem)\s*:?\s+(?P<what>(?!theo\b)[^()]{{1,500}}(?:\([^()]{{0,200}}\)[^()]{{0,500}}){{0,4}})\)"
)
# "(Danh sách gửi kèm)", "(có Phụ lục kèm theo)": before it.
_BEHIND = re.compile(
    r"\(\s*(?:co\s+|chi tiet (?:tai|theo)\s+|theo\s+|tai\s+|xem\s+)*(?P<what>(?!(?:gui|dinh) kem)[^()]{3,120}?)\s+(?:gui\s+kem|dinh\s+kem|kem\s+theo|kem)(?:\s+theo)?(?:\s+(?:cong van|van ban|ke hoach|quyet dinh|thong bao|huong dan) nay)?\s*\)"
)
# "Công văn số 2243/SYT-NVY của Sở Y tế (đính kèm)".
_BARE = re.compile(r"\(\s*(?:gui\s+kem|dinh\s+kem|kem\s+theo|co\s+gui\s+kem|xin gui kem|co ban sao kem theo)\s*\)")
# "Ban hành kèm theo Quyết định này Quy chế ...".
_ISSUED = re.compile(
    r"(?:ban hanh|cong bo|phe duyet)\s+kem\s+theo\s*(?:quyet dinh|ke hoach|thong tu|nghi quyet|nghi dinh|thong bao|huong dan|van ban|cong van|chi thi)\s+n[ay]+[yc]?\s+(?P<what>[^.;\n]{3,400}(?:\n[^.;\n]{3,200}){0,4})"
)
# "theo mẫu đính kèm", "chi tiết tại Phụ lục kèm theo".
_REFERRED = re.compile(
    r"(?:theo|tai|trong|o|co)\s+(?:cac\s+)?(?P<what>(?:bieu\s+)?mau(?: so \d+)?|phu luc(?: [ivx\d]+)?|danh sach|bieu(?: mau)?|bang|de cuong|file|tai lieu)\s+(?:gui\s+kem|dinh\s+kem|kem\s+theo|kem)\b"
)
_CODED = re.compile(
    r"(?:cong van|ke hoach|quyet dinh|thong bao|huong dan|to trinh|bao cao|cong dien|chi thi|van ban|nghi quyet|thong tu|nghi dinh)\s+s[o0o]\s*:?\s*[\w./-]+"
)
_OTHERS = re.compile(r"(?:bao gom|nop|ho so|sao y|ban sao|ban photo)\s*$")
_ANNEX = re.compile(r"(?:^|[\s(])(?P<what>phu luc(?: [ivx\d]+)?)(?![a-z])")


def read_attachments(sheet: Sheet, zones: Zones) -> tuple[Found, ...]:
    """One entry for each thing enclosed with the first document, named as printed."""
    start, end = zones.body
    if zones.foot is None:
        end = max(end, zones.body[1])
    found: list[Span] = []
    for match in _AHEAD.finditer(sheet.folded, start, end):
        found += _split_things(sheet, match.span("what"))
    for match in _BEHIND.finditer(sheet.folded, start, end):
        if not any(span[0] <= match.start("what") < span[1] for span in found):
            found.append(match.span("what"))
    for match in _BARE.finditer(sheet.folded, start, end):
        span = _before(sheet, match.start(), start)
        if span:
            found.append(span)
    for match in _ISSUED.finditer(sheet.folded, start, end):
        annex = _ANNEX.search(sheet.folded, match.start("what"), min(end, match.end() + 200))
        found.append(annex.span("what") if annex else _cut(sheet, match.span("what")))
    for match in _REFERRED.finditer(sheet.folded, start, end):
        found.append(match.span("what"))
    return _unique(sheet, found)


def _before(sheet: Sheet, place: int, floor: int) -> Span | None:
    """The coded document that a bare "(đính kèm)" follows."""
    matches = list(_CODED.finditer(sheet.folded, max(floor, place - 160), place))
    if not matches:
        return None
    return sheet.trim(matches[-1].span())


def _split_things(sheet: Sheet, span: Span) -> list[Span]:
    """ "dự thảo A và dự thảo B" are two things where the word for the thing is repeated."""
    text = sheet.folded[slice(*span)]
    first = re.match(r"\s*(\w+ \w+)", text)
    if not first:
        return [span]
    cut = re.search(rf"[,;]?\s+va\s+(?={re.escape(first[1])})|;\s+", text)
    if not cut:
        return [span]
    return [(span[0], span[0] + cut.start()), *_split_things(sheet, (span[0] + cut.end(), span[1]))]


def _cut(sheet: Sheet, span: Span) -> Span:
    """A thing named up to what it is about: not the order that follows it."""
    match = re.search(r",\s*(?:chi tiet|gom|bao gom|cu the)|\s+(?:nhu sau|bao gom)\s*:?", sheet.folded[slice(*span)])
    return (span[0], span[0] + match.start()) if match else span


def _unique(sheet: Sheet, spans: list[Span]) -> tuple[Found, ...]:
    found: dict[str, Found] = {}
    for span in sorted(spans):
        place = sheet.trim(span)
        value = sheet.value(place).strip(" .;:,")
        key = value.lower()
        if len(value) >= 2 and not any(key.startswith(known) or known.startswith(key) for known in found):
            found[key] = Found(value, (place,), 0.8)
    return tuple(found.values())
