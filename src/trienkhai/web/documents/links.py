"""How the texts above a document follow each other: stated in the document's own words, or inferred by their days.

An inferred link waits for a person, who says "đúng" or "không phải" (`LinkJudgement`). Edges are made anew whenever a
reading is confirmed once more, so a link is known by the codes of its two ends, and what a person said of it stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import pgettext_lazy

from trienkhai.parts import EdgeKind
from trienkhai.vietnamese.letters import fold
from trienkhai.web.documents.models import Document, DocumentEdge, LinkJudgement
from trienkhai.web.documents.queries import find_reading

CLAUSE_END = re.compile(r"[;\n]|\.\s")
CLAUSE = 240
# What a person may say that the later text does with the earlier one.
RELATIONS = {
    EdgeKind.IMPLEMENTS: pgettext_lazy("relation", "thực hiện"),
    EdgeKind.BASED_ON: pgettext_lazy("relation", "căn cứ"),
    EdgeKind.AMENDS: pgettext_lazy("relation", "sửa đổi"),
    EdgeKind.REPLACES: pgettext_lazy("relation", "thay thế"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """From one text above to the one that carries it on; `words` are quoted, empty for an inferred one."""

    start: DocumentEdge
    end: DocumentEdge
    words: str

    @property
    def keys(self) -> tuple[str, str]:
        """What the link is known by."""
        return link_key(self.start), link_key(self.end)


def link_key(edge: DocumentEdge) -> str:
    """The text an edge leads to, the same after the edges were made anew."""
    return edge.target_code_key or fold(edge.quote)[:80]


def sort_above(edges: Iterable[DocumentEdge]) -> list[DocumentEdge]:
    """The texts of authority, the oldest first; one without a day stands where the document names it."""
    found = [edge for edge in edges if edge.kind != EdgeKind.CITES]
    last = max((edge.target_dated_on for edge in found if edge.target_dated_on), default=date.min)
    return sorted(found, key=lambda edge: (edge.target_dated_on or last, edge.position))


def list_links(above: Sequence[DocumentEdge], text: str) -> list[Link]:
    """The links among these texts, stated ones first; neighbours by day whom no words tie are inferred."""
    links: list[Link] = []
    for later in above:
        clause = find_clause(later, text)
        for earlier in above:
            if earlier.pk != later.pk and earlier.target_code and earlier.target_code in clause:
                end = clause.index(earlier.target_code) + len(earlier.target_code)
                links.append(Link(earlier, later, clause[:end].strip(" ,")))
    stated = {(link.start.pk, link.end.pk) for link in links}
    links += [Link(one, next_one, "") for one, next_one in pairwise(above) if (one.pk, next_one.pk) not in stated]
    return links


def find_clause(edge: DocumentEdge, text: str) -> str:
    """What the document says of the text it names, up to the end of the clause."""
    if not edge.span or not text:
        return ""
    after = " ".join(text[edge.span[1] : edge.span[1] + CLAUSE].split(" "))
    end = CLAUSE_END.search(after)
    return " ".join((after[: end.start()] if end else after).split())


def list_inferred(document: Document) -> list[Link]:
    """The links of a document that no words state."""
    reading = find_reading(document)
    above = sort_above(document.edges.order_by("position", "id"))
    return [link for link in list_links(above, reading.text if reading else "") if not link.words]


def standing_judgements(document: Document) -> dict[tuple[str, str], LinkJudgement]:
    """What persons said of links, as far as it was not taken back."""
    found = LinkJudgement.objects.filter(document=document, taken_back_at__isnull=True)
    return {(row.start_key, row.end_key): row for row in found}
