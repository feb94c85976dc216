"""What "this decree", "the plan above" and a repeated number mean.

Official texts name a document in full once and shortly afterwards (Decree 30/2020, appendix I: later mentions need only
kind and number). Three questions are answered here: which mentions are the same document, which document a short
reference ("Kế hoạch nêu trên") points to, and which mentions are only the document speaking of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from trienkhai.parts import Citation, Date, Span
from trienkhai.reading.kinds import kinds
from trienkhai.vietnamese.letters import fold


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """One document that the text mentions, with all that its mentions say together; `mentions` are indexes into the
    citations."""

    type: str | None
    code: str | None
    date: Date | None
    issuer: str | None
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A short reference; `citation` is the index of the mention it points back to, None for the document itself."""

    text: str
    citation: int | None
    span: Span


def resolve_documents(citations: Sequence[Citation]) -> tuple[CitedDocument, ...]:
    """The documents behind the citations, in the order of their first mention.

    A mention by number alone ("Công văn số 2373") is the document of that kind whose code begins with the number, if
    there is just one; two documents of one code and different dates stay two (Party numbers begin anew each term).
    """
    documents: list[CitedDocument] = []
    by_number: dict[tuple[str | None, str], list[int]] = {}
    for index, citation in enumerate(citations):
        places = by_number.setdefault((citation.type, _number(citation)), [])
        same = [place for place in places if _is_same(documents[place], citation)]
        if len(same) == 1:
            documents[same[0]] = _joined(documents[same[0]], citation, index)
            continue
        places.append(len(documents))
        documents.append(CitedDocument(citation.type, citation.code, citation.date, citation.issuer, (index,)))
    return tuple(documents)


def _number(citation: Citation) -> str:
    if citation.code is None:
        return repr(citation.date)
    return re.split(r"[-/\s]", _key(citation.code), maxsplit=1)[0]


def _is_same(known: CitedDocument, citation: Citation) -> bool:
    return _same_code(known, citation) and _same_date(known.date, citation.date)


def _same_code(known: CitedDocument, citation: Citation) -> bool:
    if known.code is None or citation.code is None:
        return known.code == citation.code and known.date is not None and known.date == citation.date
    one, other = _key(known.code), _key(citation.code)
    short, long = sorted((one, other), key=len)
    return one == other or (short.isalnum() and long.startswith((f"{short}/", f"{short}-")))


def _same_date(one: Date | None, other: Date | None) -> bool:
    return one is None or other is None or one == other


def _key(code: str) -> str:
    """A code as it is looked up: without marks, case and "&", no leading zeros ("05-CT/TW", "5-CT/TW")."""
    return fold(code).replace("&", "").lstrip("0")


def _joined(known: CitedDocument, citation: Citation, index: int) -> CitedDocument:
    longer = max(known.code or "", citation.code or "", key=len)
    return replace(
        known,
        code=longer or None,
        date=known.date or citation.date,
        issuer=known.issuer or citation.issuer,
        mentions=(*known.mentions, index),
    )


# "Chương trình hành động nêu trên": what kind of programme it is may stand between.
_POINTER = (
    r"(?:\s+(?:hành động|phối hợp|công tác|chỉ đạo))?"
    r"\s+(?P<pointer>này|trên|nêu trên|nói trên|kể trên|dẫn trên|ở trên|đó|ấy)(?!\w)"
)
_SELF = "này"
_FAMILIES = {"bộ luật": "luật", "công điện": "công văn"}


def resolve_references(text: str, citations: Sequence[Citation], doc_type: str | None = None) -> tuple[Reference, ...]:
    """Short references in text order. "này" with the document's own kind is the document itself; everything else
    points to the nearest citation before of the same kind, and is left out where there is none."""
    return tuple(_references(text, citations, doc_type))


def _references(text: str, citations: Sequence[Citation], doc_type: str | None) -> Iterator[Reference]:
    latest: dict[str, int] = {}  # kind -> the last citation of it that was passed
    passed = 0
    for match in _pattern().finditer(text):
        while passed < len(citations) and citations[passed].span[1] <= match.start():
            for kind in _counts_as(citations[passed]):
                latest[kind] = passed
            passed += 1
        name = kinds().by_word.get(fold(" ".join(match["kind"].split())))
        if match["pointer"] == _SELF and name == doc_type:
            yield Reference(match.group(), None, match.span())
        elif name in latest:
            yield Reference(match.group(), latest[name], match.span())


def _counts_as(citation: Citation) -> tuple[str, ...]:
    """ "văn bản trên" may mean any document, "Luật này" also a code (bộ luật)."""
    kind = citation.type or ""
    return tuple({kind, _FAMILIES.get(kind, kind), "văn bản"})


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(kinds().by_word.values(), key=len, reverse=True)
    either = "|".join(f"[{word[0].upper()}{word[0]}]" + re.escape(word[1:]).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?P<kind>{either}){_POINTER}")


_OWN = re.compile(r"(?:kem theo|ban hanh kem theo|dinh kem)\s*$")


def without_self(
    text: str, citations: Sequence[Citation], doc_type: str | None, code: str | None
) -> tuple[Citation, ...]:
    """The citations without those in which the document names itself: its own code, after "kèm theo" in the heads of
    its annexes ("(Kèm theo Quyết định số 12/QĐ-SYT ngày ..)")."""
    if code is None:
        return tuple(citations)
    own = _key("".join(code.split()))
    return tuple(
        citation
        for citation in citations
        if not (
            citation.code is not None
            and _key(citation.code) == own
            and (citation.type == doc_type or _OWN.search(fold(text[max(0, citation.span[0] - 24) : citation.span[0]])))
        )
    )
