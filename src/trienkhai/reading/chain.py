"""Which documents stand above this one, and how.

Subject and preamble say it (Decree 30/2020, art. 8 and appendix III): "Căn cứ" opens a legal basis, "Thực hiện" what is
carried out. A dispatch often reaches an office through others that only pass it on ("Công văn số 637 .. về việc thực
hiện Kế hoạch số 113"); these relay, and what they pass on is what is implemented. Documents that the body repeals or
amends are links too; all others are merely cited and no part of the chain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trienkhai.parts import ChainLink, Citation, EdgeKind
from trienkhai.reading.split import Zones
from trienkhai.vietnamese.letters import fold, fold_whole

_LEADS = (
    (EdgeKind.BASED_ON, re.compile(r"\bcan cu\b")),
    (
        EdgeKind.IMPLEMENTS,
        re.compile(
            r"\b(?:thuc hien|trien khai|thi hanh|(?<!ban )chap hanh|quan triet"
            r"|tiep tuc thuc hien|(?<!kem )theo(?! de nghi))\b"
        ),
    ),
)
_NO_AUTHORITY = re.compile(
    r"\b(?:de nghi|nhan duoc|phuc dap|tra loi|xet|y kien(?! chi dao)|theo doi"
    # "đúng nội dung, mẫu hướng dẫn tại Thông tư ..": how a thing is done; the document is no reason for the order
    r"|(?:mau|bieu mau|phu luc) (?:huong dan |quy dinh |ban hanh )?(?:tai|cua|kem theo)|theo (?:dung )?quy dinh)\b"
)
# A title that passes another document on, rather than one of its own that rests on it.
_PASSES_ON = re.compile(
    r"\b(?:ve (?:viec )?|v/v )?(?:trien khai|thuc hien|trien khai thuc hien|chuyen|sao gui|pho bien|quan triet"
    r"|to chuc(?<!co cau to chuc)"
    r"|don doc|gui|tham muu|y kien|giao(?! tai\b))\b[^;]{0,60}$"
)
_PASSING_KINDS = frozenset(
    {"công văn", "văn bản", "thông báo", "công điện", "phiếu chuyển", "phiếu gửi", "thông báo kết luận"}
)
_REPLACES = re.compile(r"\b(?:thay the|bai bo|huy bo)\s+(?:cho\s+)?(?:cac\s+|toan bo\s+)?$")
_AMENDS = re.compile(
    r"\bsua doi(?:, bo sung)?(?: (?:mot so|cac))?(?: (?:dieu|noi dung|khoan|quy dinh|phu luc)(?: \w+){0,4}?)?"
    r"(?: (?:cua|tai|ban hanh kem theo|kem theo))?\s*$"
)
# Papers that come from below or beside; none stands above the office that receives it.
_FROM_BELOW = frozenset({"tờ trình", "báo cáo", "biên bản", "phiếu trình", "hợp đồng"})
_ENDS_OF_PREAMBLE = (
    re.compile(r"nhu sau(?<!\w.{7})\b"),
    # The blank before an item is its own line's: a run of empty lines is gone over once.
    re.compile(r"\n[^\S\n]*(?:(?:quyet dinh|quyet nghi)\s*:?\s*\n|(?:i|1|a|dieu 1|phan i)\s*[.:)]\s)"),
)
_SENTENCE = re.compile(r"\.\s+(?=[A-ZĐÀ-Ỹ])|\n\s*\n")
_REACH = 240
_FEW_LINES = 1500


def read_authority_chain(text: str, zones: Zones, citations: Sequence[Citation]) -> tuple[ChainLink, ...]:
    """The documents above this one, each once, in the order of their first mention."""
    end = _preamble_end(text, zones)
    tail = zones.tail[0] if zones.tail is not None else len(text)
    links: dict[tuple[str | None, str], ChainLink] = {}
    before: Citation | None = None
    edge: EdgeKind | None = None
    led: EdgeKind | None = None  # what the sentence began with: its later documents, behind semicolons, are led by it
    for citation in citations:
        start = citation.span[0]
        if start >= tail:
            break
        if start < end:
            floor = zones.body[0] if start >= zones.body[0] else 0
            if before is not None and _SENTENCE.search(text, before.span[1], start) is not None:
                led = None
            edge = _edge_in_preamble(text, citation, before, edge, led, links, floor)
            if _is_amended(text, floor, start):
                edge = EdgeKind.AMENDS
            led = edge or led
        else:
            gap = text[before.span[1] : start] if before is not None and edge is EdgeKind.REPLACES else "-"
            edge = edge if re.fullmatch(r"[\s,;]*(?:và)?\s*", gap) else _edge_in_body(text, start)
        before = citation
        if edge is not None and (start >= end or citation.type not in _FROM_BELOW):
            _add(links, citation, edge)
    return tuple(links.values())


def _preamble_end(text: str, zones: Zones) -> int:
    """Where subject and preamble are over: at "như sau", at the order, or at the first numbered item."""
    start, stop = zones.body
    limit = min(stop, start + 6000)
    found = [match.start() for end in _ENDS_OF_PREAMBLE if (match := end.search(fold_whole(text), start, limit))]
    return min(found, default=min(stop, start + _FEW_LINES))


def _edge_in_preamble(
    text: str,
    citation: Citation,
    before: Citation | None,
    last: EdgeKind | None,
    led: EdgeKind | None,
    links: dict[tuple[str | None, str], ChainLink],
    floor: int,
) -> EdgeKind | None:
    start = citation.span[0]
    gap = text[before.span[1] : start] if before is not None else ""
    if before is not None and ";" not in gap and _SENTENCE.search(gap) is None:
        title = fold(gap)
        if re.fullmatch(r"\W*(?:va)?\W*", _without_issuer(title, before)):
            return last
        if _PASSES_ON.search(title):
            if last is not None and before.type in _PASSING_KINDS:
                links.pop(_key(before), None)
                _add(links, before, EdgeKind.RELAYS)
            return EdgeKind.IMPLEMENTS if last is not None else None
        if (
            re.search(r"\b(?:ve|v/v|quy dinh|sua doi|huong dan|bo sung|kem theo|cua)\b", title)
            and "can cu" not in title
        ):
            return None
    return _lead(text, floor, start, led if gap.strip() and _SENTENCE.search(gap) is None else None)


def _without_issuer(title: str, before: Citation) -> str:
    """The words between two citations without "của Quốc hội", the issuer of the first."""
    of = f"cua {fold(before.issuer)}" if before.issuer else None
    words = title.strip(" ,")
    return words[len(of) :] if of is not None and words.startswith(of) else title


def _lead(text: str, floor: int, start: int, otherwise: EdgeKind | None) -> EdgeKind | None:
    """What the words from `floor` to a citation make of it; the nearest counts. `otherwise`: what led before a ";"."""
    window = text[max(floor, start - _REACH) : start]
    clause = fold(window[max((match.end() for match in _SENTENCE.finditer(window)), default=0) :])
    clause = clause[clause.rfind(";") + 1 :]
    refusal = max((match.start() for match in _NO_AUTHORITY.finditer(clause)), default=-1)
    found = [(match.start(), edge) for edge, lead in _LEADS for match in lead.finditer(clause)]
    place, edge = max(found, key=lambda entry: entry[0], default=(-1, otherwise))
    return edge if place > refusal or (place == refusal == -1) else None


def _is_amended(text: str, floor: int, start: int) -> bool:
    """Whether this paper says in its enacting sentence that it amends the document named at `start`."""
    before = fold(text[max(floor, start - 140) : start])
    return "ban hanh" in before and _AMENDS.search(before) is not None and _ENACTS_AMENDING.search(before) is not None


_ENACTS_AMENDING = re.compile(r"\bban hanh (?:luat|nghi dinh|nghi quyet|thong tu|quyet dinh) sua doi[^;]*$")


def _edge_in_body(text: str, start: int) -> EdgeKind | None:
    before = fold(text[max(0, start - 90) : start])
    if _REPLACES.search(before):
        return EdgeKind.REPLACES
    return EdgeKind.AMENDS if _AMENDS.search(before) else None


def _key(citation: Citation) -> tuple[str | None, str]:
    return citation.type, citation.code or citation.text


def _add(links: dict[tuple[str | None, str], ChainLink], citation: Citation, edge: EdgeKind) -> None:
    known = links.get(_key(citation))
    if known is None:
        links[_key(citation)] = ChainLink(citation.code or citation.text, citation.issuer, edge, citation.span)
    elif edge is EdgeKind.REPLACES:  # what this paper replaces it no longer rests on, though its preamble names it
        links[_key(citation)] = ChainLink(known.code, known.issuer or citation.issuer, edge, citation.span)
    elif known.issuer is None and citation.issuer is not None:
        links[_key(citation)] = ChainLink(known.code, citation.issuer, known.kind, known.span)
