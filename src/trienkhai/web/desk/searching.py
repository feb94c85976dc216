"""Finding things by a few words, with or without marks, only among what the person may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from trienkhai.vietnamese.letters import compose, fold
from trienkhai.web.activities.queries import Wanted, list_wanted
from trienkhai.web.desk.naming import name_document, shorten, title_item
from trienkhai.web.desk.unit_work import name_activity
from trienkhai.web.directives.models import Directive, Item
from trienkhai.web.directives.queries import visible_directives
from trienkhai.web.documents.queries import search_documents
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.queries import search_units
from trienkhai.web.ui.formats import format_day

SHOWN = 8
LONGEST = 100
# Items have no folded text of their own: they are compared one by one, in the newest directives only.
NEWEST_DIRECTIVES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """One kind of things found; `all_url` where there are more than are shown."""

    name: str
    hits: tuple[Hit, ...]
    all_url: str = ""


def search(actor: Actor, words: str) -> tuple[Hits, ...]:
    """What bears these words, by kind; kinds without a hit are left out."""
    words = " ".join(compose(words).text.split())[:LONGEST]
    if not words:
        return ()
    groups = (
        _documents(actor, words),
        _directives(actor, words),
        _items(actor, words),
        _units(words),
        _activities(actor, words),
    )
    return tuple(group for group in groups if group.hits)


def _more(hits: list[Hit], name: str, address: str, words: str) -> Hits:
    all_url = f"{reverse(address)}?{urlencode({'tim': words})}" if len(hits) > SHOWN else ""
    return Hits(name=name, hits=tuple(hits[:SHOWN]), all_url=all_url)


def _documents(actor: Actor, words: str) -> Hits:
    hits = [
        Hit(
            title=name_document(document),
            detail=" · ".join(
                part
                for part in (
                    shorten(document.subject, 160),
                    document.issuer_name,
                    format_day(document.dated_on) if document.dated_on else "",
                )
                if part
            ),
            url=reverse("documents:detail", args=[document.pk]),
        )
        for document in search_documents(actor, words)[: SHOWN + 1]
    ]
    return _more(hits, "Văn bản", "documents:list", words)


def _directives(actor: Actor, words: str) -> Hits:
    said = Q(document_id__in=search_documents(actor, words).order_by().values("pk")) | Q(title__icontains=words)
    hits = [
        Hit(
            title=directive.title,
            detail=f"{name_document(directive.document)} · {directive.get_state_display()}",
            url=reverse("desk:directive", args=[directive.pk]),
        )
        for directive in visible_directives(actor).filter(said)[: SHOWN + 1]
    ]
    return _more(hits, "Chỉ đạo", "directives:list", words)


def _items(actor: Actor, words: str) -> Hits:
    newest = visible_directives(actor).exclude(state=Directive.State.WITHDRAWN).values("pk")[:NEWEST_DIRECTIVES]
    wanted = fold(words).split()
    found = Item.objects.filter(directive_id__in=newest, struck_at__isnull=True).exclude(kind=Item.Kind.REPORT)
    rows = found.select_related("directive").order_by("-directive_id", "position", "id")
    hits = [
        Hit(
            title=title_item(item) if item.label else shorten(item.short or item.text, 80),
            detail=f"{shorten(item.text, 160)} · {item.directive.title}",
            url=reverse("desk:directive", args=[item.directive_id]),
        )
        for item in rows
        if all(word in fold(item.text) for word in wanted)
    ]
    return Hits(name="Nội dung, nhiệm vụ được giao", hits=tuple(hits[:SHOWN]))


def _units(words: str) -> Hits:
    hits = [
        Hit(
            title=version.name,
            detail=version.get_kind_display() + (f" · {version.area_name}" if version.area_name else ""),
            url=reverse("offices:detail", args=[version.unit_id]),
        )
        for version in search_units(words)[: SHOWN + 1]
    ]
    return _more(hits, "Đơn vị", "offices:list", words)


def _activities(actor: Actor, words: str) -> Hits:
    found = list_wanted(actor, Wanted(words=words)).prefetch_related(None)
    hits = [
        Hit(
            title=name_activity(activity),
            detail=f"{activity.duty.unit_short_name} · {activity.place} · {format_day(activity.effective_on)}",
            url=reverse("activities:detail", args=[activity.pk]),
        )
        for activity in found[: SHOWN + 1]
    ]
    return _more(hits, "Hoạt động", "activities:list", words)
