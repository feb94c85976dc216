"""What a confirmed reading leaves behind: the documents it names, and who is to receive it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trienkhai import parts
from trienkhai.vietnamese.letters import fold
from trienkhai.web import clock
from trienkhai.web.documents.codes import code_key
from trienkhai.web.documents.header import whole_date
from trienkhai.web.documents.models import Distribution, Document, DocumentEdge, Purpose
from trienkhai.web.documents.purposes import infer_purpose
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.models import UnitAlias
from trienkhai.web.offices.queries import list_versions

EDGE_WORDS = {
    parts.EdgeKind.IMPLEMENTS: _("căn cứ để thực hiện"),
    parts.EdgeKind.RELAYS: _("truyền đạt"),
    parts.EdgeKind.BASED_ON: pgettext_lazy("edge", "căn cứ"),
    parts.EdgeKind.AMENDS: _("được sửa đổi"),
    parts.EdgeKind.REPLACES: _("được thay thế"),
    parts.EdgeKind.CITES: _("được nhắc đến"),
}


def draft_edges(document: Document, values: parts.Reading, text: str) -> list[DocumentEdge]:
    """Which documents this one names: the chain of authority first, every other citation after it; not saved yet."""
    cited = {citation.code: citation for citation in reversed(values.citations) if citation.code}
    rows: list[DocumentEdge] = []
    for link in values.directive.authority_chain:
        known = cited.get(link.code)
        about = parts.Citation(
            "", known.type if known else None, link.code, known.date if known else None, link.issuer, link.span
        )
        rows.append(_edge(document, about, link.kind, text, len(rows)))
    named = {link.code for link in values.directive.authority_chain}
    for citation in values.citations:
        if citation.code and citation.code not in named:
            named.add(citation.code)
            rows.append(_edge(document, citation, parts.EdgeKind.CITES, text, len(rows)))
    _find_targets(document, rows)
    return rows


def _find_targets(document: Document, rows: list[DocumentEdge]) -> None:
    """Documents of one's own office under the same code; where a code is used twice, the day decides."""
    keys = [row.target_code_key for row in rows if row.target_code_key]
    own = Document.objects.filter(office_id=document.office_id, code_key__in=keys).exclude(pk=document.pk)
    for row in rows:
        same = [known for known in own if known.code_key == row.target_code_key]
        dated = [known for known in same if known.dated_on == row.target_dated_on]
        fitting = dated or (same if row.target_dated_on is None else [])
        row.target_id = fitting[0].pk if len(fitting) == 1 else None


def _edge(document: Document, citation: parts.Citation, kind: parts.EdgeKind, text: str, position: int) -> DocumentEdge:
    start, end = citation.span
    return DocumentEdge(
        document=document,
        kind=kind.value,
        target_kind=(citation.type or "")[:60],
        target_code=(citation.code or "")[:80],
        target_code_key=code_key(citation.code or "")[:80],
        target_issuer=(citation.issuer or "")[:200],
        target_dated_on=whole_date(citation.date),
        quote=" ".join(text[max(0, start - 40) : end + 60].split()),
        span=list(citation.span),
        position=position,
    )


def draft_receivers(document: Document, values: parts.Reading) -> list[Distribution]:
    """A planned distribution for every line of Nơi nhận, its purpose stated or inferred; neither saved nor sent.

    "Như trên" is one line: the addressees are resolved to units by whoever runs the directive. A printed name that is
    exactly one unit's name or alias today is tied to that unit.
    """
    rows: list[Distribution] = []
    units = _units_by_name()
    taken: set[int] = {document.office_id}
    for recipient in values.recipients:
        purpose, origin = infer_purpose(recipient)
        unit_id = units.get(fold(recipient.text).strip())
        if unit_id in taken:
            unit_id = None
        elif unit_id is not None:
            taken.add(unit_id)
        rows.append(
            Distribution(
                document=document,
                unit_id=unit_id,
                printed=recipient.text[:300],
                purpose=purpose,
                origin=origin,
                position=len(rows),
            )
        )
    if values.archive:
        printed = in_vietnamese("Lưu: ") + ", ".join(values.archive)
        rows.append(Distribution(document=document, printed=printed, purpose=Purpose.FILE, position=len(rows)))
    return rows


def _units_by_name() -> dict[str, int | None]:
    """Units by folded name or alias; None where several share it."""
    names: dict[str, int | None] = {}
    aliases = UnitAlias.objects.values_list("folded", "unit_id")
    for folded, unit_id in [*list_versions(clock.today()).values_list("folded", "unit_id"), *aliases]:
        names[folded] = unit_id if names.get(folded, unit_id) == unit_id else None
    return names
