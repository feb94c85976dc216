"""The chain of authority of a directive: which texts stand above it, in whose words, and to whom it goes.

An edge is *stated* where this document's own words say it, and quoted; between two texts above that follow each other
by date without any words saying so it is *inferred*, drawn dashed, and waits for somebody who has the texts and says
whether it is right. What the topics cite is no authority and is kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.parts import EdgeKind
from trienkhai.web import clock
from trienkhai.web.desk.naming import name_document
from trienkhai.web.desk.progress import SENT
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.directives.permissions import issues
from trienkhai.web.directives.queries import visible_directives
from trienkhai.web.documents.links import CLAUSE, CLAUSE_END, RELATIONS, list_links, sort_above, standing_judgements
from trienkhai.web.documents.models import Document, DocumentEdge, LinkJudgement
from trienkhai.web.documents.permissions import may_judge_link
from trienkhai.web.documents.queries import visible_documents
from trienkhai.web.documents.states import may_follow
from trienkhai.web.errors import Unknown
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import own_units
from trienkhai.web.reports.models import Report
from trienkhai.web.ui.formats import format_day

CITES = "cites"
KIND_WORDS: dict[str, str | Promise] = {
    "implements": gettext_lazy("thực hiện"),
    "relays": gettext_lazy("thực hiện"),
    "based_on": gettext_lazy("căn cứ"),
    "amends": gettext_lazy("sửa đổi"),
    "replaces": gettext_lazy("thay thế"),
    CITES: gettext_lazy("viện dẫn"),
}
LEAD = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A document of the chain. `url` where this office has it and the person may see it."""

    key: int
    code: str
    kind: str
    issuer: str
    day: date | None
    url: str
    here: bool
    lacks: str
    quote: str
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """From one document to the one that carries it on; `words` are quoted, empty for an inferred one.

    `judged` is what a person said of an inferred one; one that was struck is told, and not drawn.
    """

    start: int
    end: int
    words: str
    stated: bool
    judged: LinkJudgement | None = None

    @property
    def struck(self) -> bool:
        """A person said that there is no such link."""
        return self.judged is not None and self.judged.verdict == LinkJudgement.Verdict.WRONG

    @property
    def waits(self) -> bool:
        """Inferred, and nobody has said anything of it."""
        return not self.stated and self.judged is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receivers:
    """A phrase of receivers that carry out: how many units, and how many of them sent a report."""

    phrase: str
    units: int
    reported: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something a person should look at: what, why, and where it is mended."""

    title: str
    text: str
    action: str = ""
    url: str = ""
    arrow: Arrow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """An inferred link of which a person said something."""

    arrow: Arrow
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPage:
    """What the template and the drawing show. `this` is key 0 in arrows."""

    directive: Directive
    name: str
    office: bool
    above: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    cited: tuple[Node, ...]
    receivers: tuple[Receivers, ...]
    doubts: tuple[Doubt, ...]
    settled: tuple[Settled, ...]
    may_judge: bool

    @property
    def relations(self) -> tuple[tuple[str, str], ...]:
        """What a text can do with the one before it, to choose from."""
        return tuple((kind.value, str(words)) for kind, words in RELATIONS.items())


def chain_page(actor: Actor, directive_id: int) -> ChainPage:
    """The chain as this person may see it. Raises Unknown."""
    directive = visible_directives(actor).select_related("document__reading").filter(pk=directive_id).first()
    if directive is None:
        raise Unknown
    document = directive.document
    office = issues(actor, directive)
    edges = list(document.edges.annotate(is_visible=Exists(_seen(actor))).order_by("position", "id"))
    reading = getattr(document, "reading", None)
    text = reading.text if reading is not None else ""
    ranked = sort_above(edges)
    above = tuple(_node(edge) for edge in ranked)
    arrows = tuple(_arrows(ranked, text, standing_judgements(document)))
    may_judge = may_judge_link(actor, document) and may_follow(Document.State(document.state), "judge_link") is not None
    return ChainPage(
        directive=directive,
        name=name_document(document),
        office=office,
        above=above,
        arrows=arrows,
        cited=tuple(_node(edge) for edge in edges if edge.kind == CITES),
        receivers=tuple(_receivers(actor, directive, office=office)),
        doubts=tuple(_doubts(above, arrows, enters=office and actor.is_clerk)),
        settled=tuple(_settled(arrows)) if office else (),
        may_judge=may_judge,
    )


def _seen(actor: Actor) -> QuerySet[Document]:
    return visible_documents(actor).filter(pk=OuterRef("target"))


def _node(edge: DocumentEdge) -> Node:
    visible = edge.is_visible  # type: ignore[attr-defined]  # annotated by chain_page
    return Node(
        key=edge.pk,
        code=edge.target_code,
        kind=edge.target_kind[:1].upper() + edge.target_kind[1:],
        issuer=edge.target_issuer,
        day=edge.target_dated_on,
        url=reverse("documents:detail", args=[edge.target_id]) if visible else "",
        here=edge.target_id is not None,
        lacks=_lacks(edge),
        quote=" ".join(edge.quote.split()[1:-1]) or edge.quote,
        relation=_relation(edge),
    )


def _lacks(edge: DocumentEdge) -> str:
    """What a citation leaves out of what it should say."""
    has_symbol, has_day = re.search(r"[^\W\d]", edge.target_code), edge.target_dated_on is not None
    if has_symbol:
        return "" if has_day else _("thiếu ngày")
    return _("thiếu ký hiệu") if has_day else _("thiếu ký hiệu và ngày")


def _relation(edge: DocumentEdge) -> str:
    return str(KIND_WORDS.get(edge.kind) or _("nêu"))


def _arrows(
    above: Sequence[DocumentEdge], text: str, judged: Mapping[tuple[str, str], LinkJudgement]
) -> Iterable[Arrow]:
    for link in list_links(above, text):
        stated = bool(link.words)
        said = None if stated else judged.get(link.keys)
        yield Arrow(start=link.start.pk, end=link.end.pk, words=link.words, stated=stated, judged=said)
    for edge in above:
        yield Arrow(start=edge.pk, end=0, words=_words_before(edge, text), stated=True)


def _settled(arrows: Iterable[Arrow]) -> Iterable[Settled]:
    for arrow in arrows:
        said = arrow.judged
        if said is None:
            continue
        when = f"{said.judged_by}, {format_day(clock.day_of(said.judged_at))}"
        if arrow.struck:
            title = _("%(start)s → %(end)s: không phải") % {"start": said.start_code, "end": said.end_code}
            yield Settled(arrow=arrow, title=title, text=f"{when} · “{said.reason}”")
        else:
            relation = RELATIONS[EdgeKind(said.relation)]
            yield Settled(arrow=arrow, title=f"{said.end_code} {relation} {said.start_code}", text=when)


def _words_before(edge: DocumentEdge, text: str) -> str:
    """The words with which the document names a text, from the beginning of their clause to its code."""
    if not edge.span or not text:
        return f"{_relation(edge)} {edge.target_kind} {edge.target_code}"
    start = edge.span[0]
    before = CLAUSE_END.split(text[max(0, start - LEAD) : start])[-1]
    before = before.split(" ", 1)[-1] if len(before) == LEAD else before
    end = text.find(edge.target_code, start)
    named = text[start : end + len(edge.target_code)] if 0 <= end < start + CLAUSE else text[start : edge.span[1]]
    return " ".join(f"{before}{named}".split())


def _receivers(actor: Actor, directive: Directive, *, office: bool) -> Iterable[Receivers]:
    """The phrases that made duties; a unit sees the one that named it, without the others' figures."""
    duties = Duty.objects.filter(directive=directive)
    if not office:
        duties = duties.filter(unit_id__in=own_units(actor))
    sent = Report.objects.filter(duty=OuterRef("pk"), state__in=SENT, is_rollup=False)
    rows = duties.annotate(sent=Exists(sent)).values_list("phrase", "sent").order_by("position", "id")
    counted: dict[str, list[bool]] = {}
    for phrase, has_sent in rows:
        counted.setdefault(phrase or _("Đơn vị được giao thêm"), []).append(has_sent)
    for phrase, reported in counted.items():
        yield Receivers(phrase=phrase, units=len(reported), reported=sum(reported))


def _doubts(above: Sequence[Node], arrows: Iterable[Arrow], *, enters: bool) -> Iterable[Doubt]:
    by_key = {node.key: node for node in above}
    enter = reverse("documents:enter") + "?loai=den" if enters else ""
    for arrow in arrows:
        if arrow.waits:
            start, end = by_key[arrow.start], by_key[arrow.end]
            yield Doubt(
                title=_("%(start)s → %(end)s: máy suy ra theo ngày, chưa có văn bản nói")
                % {"start": start.code, "end": end.code},
                text=_("Mở văn bản sau để đối chiếu; chưa có người xác nhận."),
                action=_("Thêm tệp %(code)s") % {"code": end.code} if enters and not end.here else "",
                url=enter if not end.here else end.url,
                arrow=arrow,
            )
    for node in above:
        if node.lacks:
            told = _("Văn bản này chỉ ghi số %(code)s, không có ngày.") % {"code": node.code}
            if node.day:
                named = {"code": node.code, "day": format_day(node.day)}
                told = _("Văn bản này chỉ ghi số %(code)s, ngày %(day)s.") % named
            title = _("%(code)s: viện dẫn %(lacks)s") % {"code": node.code, "lacks": node.lacks}
            yield Doubt(title=title, text=told)
    missing = [node for node in above if not node.here]
    if missing:
        names = ", ".join(node.code for node in missing)
        yield Doubt(
            title=_("%(n)s trong %(whole)s văn bản cấp trên chưa có tệp ở cơ quan này")
            % {"n": len(missing), "whole": len(above)},
            text=_("Chưa có: %(names)s. Chưa đối chiếu được việc cấp trên giao với việc giao ở đây.")
            % {"names": names},
            action=_("Thêm tệp %(code)s") % {"code": missing[0].code} if enter else "",
            url=enter,
        )
