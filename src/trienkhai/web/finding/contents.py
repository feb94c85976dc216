"""What stands in the index of each kind of thing, taken from the tables as they are now.

Who sees a thing is written into its entry, after the rules of the folders' own `permissions.py`, so that the index
is asked for what one person may see and nothing else. What is found is looked up once more through those rules before
it is shown: an entry that were stale could hide something, never show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import F, Q

from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.models import Directive, Duty, Item
from trienkhai.web.documents.models import Distribution, Document, Reading
from trienkhai.web.finding.models import Kind, make_key
from trienkhai.web.finding.words import code_tokens, office_token, unit_token, write_entry


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that are read; a migration brings the ones of its time."""

    document: type[Document] = Document
    distribution: type[Distribution] = Distribution
    reading: type[Reading] = Reading
    directive: type[Directive] = Directive
    duty: type[Duty] = Duty
    item: type[Item] = Item
    activity: type[Activity] = Activity


NOW = Tables()


def list_contents(kind: Kind, ids: Collection[int], tables: Tables = NOW) -> Iterator[tuple[int, str]]:
    """Key and words of each of these things that is to be found; the others are not."""
    if not ids:
        return iter(())
    return _CONTENTS[kind](ids, tables)


def list_ids(kind: Kind, tables: Tables = NOW) -> list[int]:
    """Every thing of a kind, in the order of their entries: the newest first."""
    model = {
        Kind.DOCUMENT: tables.document,
        Kind.DIRECTIVE: tables.directive,
        Kind.ITEM: tables.item,
        Kind.ACTIVITY: tables.activity,
    }[kind]
    return list(model._default_manager.order_by("-pk").values_list("pk", flat=True))


def _documents(ids: Collection[int], tables: Tables) -> Iterator[tuple[int, str]]:
    """Discarded drafts stand in no list."""
    found = tables.document.objects.filter(pk__in=ids).exclude(state=Document.State.DISCARDED)
    texts = dict(tables.reading.objects.filter(document_id__in=ids).values_list("document_id", "text"))
    sent = tables.distribution.objects.filter(document_id__in=ids, unit__isnull=False, sent_at__isnull=False)
    receivers: dict[int, list[int]] = defaultdict(list)
    for document_id, unit_id in sent.values_list("document_id", "unit_id"):
        receivers[document_id].append(unit_id or 0)
    for document in found.order_by("pk"):
        code = document.code or document.symbol
        yield (
            make_key(Kind.DOCUMENT, document.pk),
            write_entry(
                title=f"{document.kind_name} {code}. {document.subject}. {document.issuer_name}",
                text=f"{texts.get(document.pk, '')}\n{document.signer_name}",
                code=code_tokens(code, document.kind_name, document.dated_on),
                seen_by=(office_token(document.office_id), *map(unit_token, receivers[document.pk])),
            ),
        )


def _seen_through(directive_ids: Collection[int], tables: Tables) -> dict[int, list[str]]:
    """Who sees these directives: the office that gives it and, once it is given, every unit with a duty."""
    seen: dict[int, list[str]] = {}
    found = tables.directive.objects.filter(pk__in=directive_ids).values_list("pk", "office_id")
    for directive_id, office_id in found:
        seen[directive_id] = [office_token(office_id)]
    given = tables.duty.objects.filter(directive_id__in=directive_ids)
    given = given.exclude(directive__state=Directive.State.DRAFT)
    for directive_id, unit_id in given.values_list("directive_id", "unit_id"):
        seen[directive_id].append(unit_token(unit_id))
    return seen


def _directives(ids: Collection[int], tables: Tables) -> Iterator[tuple[int, str]]:
    seen = _seen_through(ids, tables)
    for directive in tables.directive.objects.filter(pk__in=ids).select_related("document").order_by("pk"):
        document = directive.document
        code = document.code or document.symbol
        yield (
            make_key(Kind.DIRECTIVE, directive.pk),
            write_entry(
                title=f"{directive.title}. {document.kind_name} {code}. {document.subject}",
                text=directive.order_text,
                code=code_tokens(code, document.kind_name, document.dated_on),
                seen_by=seen[directive.pk],
            ),
        )


def _items(ids: Collection[int], tables: Tables) -> Iterator[tuple[int, str]]:
    """Topics and tasks that are asked; report requests have no words of their own."""
    asked = tables.item.objects.filter(pk__in=ids, struck_at__isnull=True).exclude(kind=Item.Kind.REPORT)
    rows = list(asked.order_by("pk"))
    seen = _seen_through({item.directive_id for item in rows}, tables)
    for item in rows:
        yield (
            make_key(Kind.ITEM, item.pk),
            write_entry(title=item.short or item.text, text=item.text, code=(), seen_by=seen[item.directive_id]),
        )


def _activities(ids: Collection[int], tables: Tables) -> Iterator[tuple[int, str]]:
    """What is not confirmed is the unit's own business, unless the office entered it."""
    above = Q(confirmed_at__isnull=False) | Q(on_behalf=True)
    shown = set(tables.activity.objects.filter(above, pk__in=ids).values_list("pk", flat=True))
    found = tables.activity.objects.filter(pk__in=ids).order_by("pk").select_related("duty")
    for activity in found.annotate(office=F("duty__directive__office_id")):
        office = (office_token(activity.office),) if activity.pk in shown else ()
        yield (
            make_key(Kind.ACTIVITY, activity.pk),
            write_entry(
                title=f"{activity.code}. {activity.place}. {activity.duty.unit_short_name}",
                text=activity.folded,
                code=code_tokens(activity.code),
                seen_by=(unit_token(activity.duty.unit_id), *office),
            ),
        )


_CONTENTS = {
    Kind.DOCUMENT: _documents,
    Kind.DIRECTIVE: _directives,
    Kind.ITEM: _items,
    Kind.ACTIVITY: _activities,
}
