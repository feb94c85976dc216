"""What a document says is enclosed with it: "gửi kèm", "đính kèm", "ban hành kèm theo Quyết định này"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trienkhai.parts import Span
from trienkhai.reading.found import Found
from trienkhai.reading.outline import find_quotes
from trienkhai.reading.sheet import Sheet
from trienkhai.reading.split import Zones

_PAPER = (
    r"(?:quyet dinh|ke hoach|thong tu|nghi quyet|nghi dinh|thong bao|huong dan|van ban|cong van"
    r"|chi thi|to trinh|bao cao|cong dien|ket luan|quy dinh|phuong an|chuong trinh)"
)
_WITH = r"(?:gui\s+kem|dinh\s+kem|kem\s+theo|kem)"
# "(Gửi kèm Đề cương ...)", "(Đính kèm dự thảo ...)": the bracket names the thing after the word.
_AHEAD = re.compile(
    rf"\(\s?(?:xin\s+|co\s+)?{_WITH}(?:\s+theo(?:\s+day)?)?(?:\s+{_PAPER}\s+nay)?\s?:?\s+"
    r"(?P<what>(?!theo\b)[^()]{1,500}(?:\([^()]{0,200}\)[^()]{0,500}){0,4})\)"
)
# "(Danh sách gửi kèm)", "(có Phụ lục kèm theo)": before it.
_BEHIND = re.compile(
    r"\(\s?(?:co\s+|chi tiet (?:tai|theo)\s+|theo\s+|tai\s+|xem\s+){0,3}"
    rf"(?P<what>(?!(?:gui|dinh) kem)[^()]{{3,120}}?)(?:\s+ban hanh)?\s+{_WITH}(?:\s+theo)?(?:\s+{_PAPER}\s+nay)?\s?\)"
)
# "Công văn số 2243/SYT-NVY của Sở Y tế (đính kèm)".
_BARE = re.compile(rf"\(\s?(?:co\s+|xin\s+)?(?:ban sao\s+)?{_WITH}(?:\s+theo)?\s?\)")
# "Ban hành kèm theo Quyết định này Quy chế ...", "Ban hành Quy chế ... kèm theo Quyết định này".
_THING = r"(?P<what>[^.;\n]{3,400}(?:\n[^.;\n]{3,200}){0,4})"
_ISSUED = re.compile(rf"(?:ban hanh|cong bo|phe duyet)\s+kem\s+theo\s?{_PAPER}\s+n[ay]{{1,3}}[yc]?\s+{_THING}")
_ISSUED_BEHIND = re.compile(
    rf"(?:ban hanh|cong bo|phe duyet)\s+(?P<what>[^.;\n]{{3,300}}?)\s+kem\s+theo\s+{_PAPER}\s+nay\b"
)
# A sentence of its own: "Gửi kèm theo Công văn này dự thảo Kế hoạch.", "Kèm theo Tờ trình: dự thảo Quyết định."
_SENTENCE = re.compile(
    rf"(?:^|\n)[ \t(]{{0,20}}(?P<first>(?:xin )?(?:gui kem|dinh kem|kem theo))(?:\s+theo(?:\s+day)?)?"
    rf"(?:\s+{_PAPER}(?:\s+nay)?(?=\s?:)|\s+{_PAPER}\s+nay)?\s?:?"
    r"\s+(?P<what>(?!theo\b|la\b)[^.;\n]{3,400}(?:\n[^.;\n]{3,200}){0,4})"
)
# "Sở Y tế gửi kèm theo Công văn này Đề cương báo cáo": within a sentence, and only with the paper's own name.
_WITHIN = re.compile(rf"(?:gui|dinh) kem(?: theo)?\s+{_PAPER}\s+nay\s?:?\s+{_THING}")
# "Mẫu báo cáo gửi kèm theo Công văn này."
_STANDS_BEHIND = re.compile(
    rf"(?:^|[\n(]|[.;]\s)[ \t-]{{0,9}}(?P<what>(?:bieu mau|mau|phu luc|danh sach|de cuong|bang)\b[^.;:,()\n]{{0,90}}?)"
    rf"\s+(?:duoc\s+)?(?:gui|dinh)\s+kem(?:\s+theo)?\s+{_PAPER}\s+nay\b"
)
# "Hồ sơ gửi kèm gồm: (1) Tờ trình; (2) dự thảo Nghị quyết", also as a list of lines.
_ENTRY = r"\n[ \t]{0,20}(?:[-+•]|\(?\d{1,2}[.)])\s?[^.\n]{3,300}"
_LISTED = re.compile(
    rf"(?:ho so|tai lieu|van ban)\s+(?:gui kem|dinh kem|kem theo)(?: theo)?(?:\s+{_PAPER}(?:\s+nay)?)?"
    r"(?:\s+gom(?: co)?)?\s?:"
    rf"(?P<what>[^.\n]{{3,400}}(?:{_ENTRY}){{0,12}}|(?:\s?{_ENTRY}){{1,12}})"
)
# "theo mẫu đính kèm", "chi tiết tại Phụ lục kèm theo".
_REFERRED = re.compile(
    r"(?:theo|nhu|tai|trong|o|co)\s+(?:cac\s+)?(?P<what>(?:bieu\s+)?mau(?: so \d{1,3})?"
    r"|phu luc(?: [ivx\d]{1,5}(?:\s?(?:,|va)\s?[ivx\d]{1,5}){0,5})?|danh sach"
    r"|bieu(?: mau)?(?: so \d{1,3}(?:\s?(?:,|va)\s?\d{1,3}){0,9})?"
    rf"|bang|de cuong|file|tai lieu)\s+{_WITH}\b"
    # what came with another paper, told by its number, is not enclosed with this one
    rf"(?!\s+{_PAPER}\s+so\s{{0,3}}:?\s{{0,3}}\d)"
)
# "(danh sách theo mẫu đính kèm)": the form is enclosed, the list is what others draw up on it.
_ON_A_FORM = re.compile(r"\btheo\s+(?:cac\s+)?(?:bieu\s+)?mau(?:\s+so\s+\d{1,3})?$")
_REFERRED_ENDS = frozenset(("mau", "luc", "sach", "bieu", "bang", "cuong", "file", "lieu"))
_KEM = re.compile("kem")
_ISSUED_WITH = re.compile(rf"kem\s+theo\s*{_PAPER}\s+n")
_CODED = re.compile(rf"{_PAPER}\s+so\s{{0,3}}:?\s{{0,3}}[\w./-]+")
_ANNEX = re.compile(r"(?:^|[\s(])(?P<what>phu luc(?: [ivx\d]{1,5})?)(?![a-z])")


def read_attachments(sheet: Sheet, zones: Zones) -> tuple[Found, ...]:
    """One entry for each thing enclosed with the first document, named as printed."""
    places = [match.start() for match in _KEM.finditer(sheet.folded, *zones.body)]
    if not places:  # the word is in every form below
        return ()
    found: list[Span] = []
    for match in _AHEAD.finditer(sheet.folded, *zones.body):
        found += _split_things(sheet, match.span("what"))
    for match in _BEHIND.finditer(sheet.folded, *zones.body):
        if not _is_known(found, match) and _ON_A_FORM.search(match["what"]) is None:
            found.append(match.span("what"))
    for match in _BARE.finditer(sheet.folded, *zones.body):
        found += _before(sheet, match.start(), zones.body[0])
    for match in _find_named(sheet.folded, zones.body, places):
        if not _is_known(found, match):
            found += _split_things(sheet, _cut(sheet, match.span("what")))
    found += _find_issued(sheet, zones.body)
    opens = any(place - sheet.folded.rfind("\n", 0, place) < 40 for place in places)
    for match in _SENTENCE.finditer(sheet.folded, *zones.body) if opens else ():
        if sheet.text[match.start("first")].isupper() and not _is_known(found, match):
            found += _split_things(sheet, _cut(sheet, match.span("what")))
    if any(_follows_paper(sheet.folded, place) for place in places):
        found += [match.span("what") for match in _REFERRED.finditer(sheet.folded, *zones.body)]
    return _unique(sheet, _without_quoted(sheet, zones.body, found))


def _without_quoted(sheet: Sheet, body: Span, found: list[Span]) -> list[Span]:
    """What a quoted law encloses ("mẫu số 01 ban hành kèm theo Thông tư này") is not enclosed with this paper."""
    quotes = find_quotes(sheet.text, body) if found else ()
    return [span for span in found if not any(quote[0] < span[0] < quote[1] for quote in quotes)]


def _find_named(folded: str, body: Span, places: list[int]) -> Iterator[re.Match[str]]:
    """What is named without a bracket, around each "kèm": a list, behind the paper's own name, or before it."""
    for place in places:
        floor, limit = max(body[0], place - _LEAD), min(body[1], place + _TAIL)
        lead = _LIST_LEAD.search(folded, floor, place) or _SENT_LEAD.search(folded, floor, place)
        if lead is None:
            continue
        for form in (_LISTED, _WITHIN):
            match = form.match(folded, lead.start(), body[1])
            if match is not None:
                yield match
        behind = _STANDS_BEHIND.search(folded, floor, limit)
        if behind is not None:
            yield behind


_LEAD, _TAIL = 130, 60
# What stands right before "kèm" in the three forms.
_LIST_LEAD = re.compile(r"(?:ho so|tai lieu|van ban)\s+(?:gui\s+|dinh\s+)?\Z")
_SENT_LEAD = re.compile(r"(?:gui|dinh)\s+\Z")


def _follows_paper(folded: str, place: int) -> bool:
    """Whether "kèm" may stand behind a paper as `_REFERRED` names them."""
    words = folded[max(0, place - 60) : place].split()
    if words and words[-1] in ("gui", "dinh"):
        words.pop()
    return len(words) < 2 or words[-1] in _REFERRED_ENDS or re.fullmatch(r"[ivx\d]{1,5}", words[-1]) is not None


def _find_issued(sheet: Sheet, body: Span) -> list[Span]:
    """What a decision puts in force with itself; the annex where annex and content are both named."""
    found: list[Span] = []
    if _ISSUED_WITH.search(sheet.folded, *body) is None:
        return found
    for match in _ISSUED.finditer(sheet.folded, *body):
        annex = _ANNEX.search(sheet.folded, match.start("what"), min(body[1], match.end() + 200))
        found.append(annex.span("what") if annex else _cut(sheet, match.span("what")))
    for match in _ISSUED_BEHIND.finditer(sheet.folded, *body):
        if not _is_known(found, match):
            found.append(_cut(sheet, match.span("what")))
    return found


def _is_known(found: list[Span], match: re.Match[str]) -> bool:
    return any(span[0] <= match.end("what") and match.start("what") <= span[1] for span in found)


def _before(sheet: Sheet, place: int, floor: int) -> list[Span]:
    """The coded document that a bare "(đính kèm)" follows, if there is one."""
    matches = list(_CODED.finditer(sheet.folded, max(floor, place - 160), place))
    return [sheet.trim(matches[-1].span())] if matches else []


def _split_things(sheet: Sheet, span: Span | None) -> list[Span]:
    """ "dự thảo A và dự thảo B" are two things where the word for the thing is repeated, "Bảng A, Danh sách B" where
    each begins with a word for a paper, in a capital. Numbers and dashes before them are no part of them."""
    things: list[Span] = []
    while span is not None:
        label = _LABEL.match(sheet.folded, *span)
        thing, span = _cut_thing(sheet, (label.end() if label is not None else span[0], span[1]))
        things.append(thing)
    return things


def _cut_thing(sheet: Sheet, span: Span) -> tuple[Span, Span | None]:
    """The first thing of several, and what is left."""
    text = sheet.folded[slice(*span)]
    first = re.match(r"\s*(\w+ \w+)", text)
    again = rf"[,;]?\s+va\s+(?={re.escape(first[1])})|" if first else ""
    for cut in re.finditer(rf"{again};\s+|\n[ \t]{{0,20}}(?=[-+•]|\(?\d{{1,2}}[.)])|,\s+(?={_NAMED})", text):
        if cut[0][0] != "," or sheet.text[span[0] + cut.end()].isupper():
            return (span[0], span[0] + cut.start()), (span[0] + cut.end(), span[1])
    return span, None


_LABEL = re.compile(r"\s*(?:[-+•]|\(?\d{1,2}[.)/])\s*")
_NAMED = r"(?:bang|bieu|danh sach|phu luc|mau|du thao|de cuong|ke hoach|quy che|to trinh|bao cao|quyet dinh|cong van)\b"


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
