"""Finding things by a few words, with or without marks, only among what the person may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.web.activities.models import Activity
from trienkhai.web.activities.permissions import visible_to as visible_activities_to
from trienkhai.web.desk.naming import name_document, shorten, title_item
from trienkhai.web.desk.unit_work import name_activity
from trienkhai.web.directives.models import Directive, Item
from trienkhai.web.directives.permissions import visible_directives_to
from trienkhai.web.documents.models import Document, Reading
from trienkhai.web.documents.permissions import visible_to as visible_documents_to
from trienkhai.web.finding.asking import Asked, parse_asked
from trienkhai.web.finding.excerpts import Pieces, find_excerpt, holds_phrases, mark_words, show_pieces
from trienkhai.web.finding.models import Kind
from trienkhai.web.finding.queries import Place, search_beginnings, search_index
from trienkhai.web.finding.words import split_words
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.queries import search_units
from trienkhai.web.ui.formats import format_day

SHOWN = 6
PAGE = 20
# Words in quotes are compared letter by letter, in so many candidates for each thing shown.
CANDIDATES = 3
# As much of a text as is looked through for a place to show, and for words in quotes.
READ_FOR_EXCERPT = 60_000
READ_FOR_PHRASE = 200_000
SLUGS = {
    Kind.DOCUMENT: "van-ban",
    Kind.DIRECTIVE: "chi-dao",
    Kind.ITEM: "noi-dung",
    Kind.ACTIVITY: "hoat-dong",
}
KEYS = {kind.name.lower(): slug for kind, slug in SLUGS.items()}
NAMES: dict[Kind, str | Promise] = {
    Kind.DOCUMENT: gettext_lazy("Văn bản"),
    Kind.DIRECTIVE: gettext_lazy("Chỉ đạo"),
    Kind.ITEM: gettext_lazy("Nội dung, nhiệm vụ được giao"),
    Kind.ACTIVITY: gettext_lazy("Hoạt động"),
}
ICONS = {Kind.DOCUMENT: "file", Kind.DIRECTIVE: "clipboard", Kind.ITEM: "list", Kind.ACTIVITY: "calendar"}
NOT_SEARCHED = gettext_lazy(
    "Tìm trong số, ký hiệu, trích yếu, nội dung văn bản, nội dung được giao, tên đơn vị, hoạt động. "
    "Không tìm trong tệp kèm, minh chứng, kế hoạch và báo cáo; văn bản chưa đưa vào thì chưa tìm được."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found: what it is called, what is known of it, the place in its text."""

    id: int
    title: Pieces
    detail: str
    url: str
    excerpt: Pieces = ()

    @property
    def name(self) -> str:
        """Its title as plain text."""
        return "".join(piece.text for piece in self.title)

    @property
    def shown_title(self) -> SafeString:
        """Its title with the words looked for marked."""
        return show_pieces(self.title)

    @property
    def shown_excerpt(self) -> SafeString:
        """The place with the words looked for marked."""
        return show_pieces(self.excerpt)

    @property
    def quoted(self) -> str:
        """The place as plain text."""
        return "".join(piece.text for piece in self.excerpt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """One kind of things found, the best first; `after` is where the next page begins, "" at the end."""

    slug: str
    name: str
    icon: str
    hits: tuple[Hit, ...]
    after: str = ""
    more_url: str = ""

    @property
    def last(self) -> str:
        """What the next page begins after, as it is printed there."""
        return shorten(self.hits[-1].name, 50) if self.hits else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer to a search; `remark` says what a person should know of how it was searched."""

    asked: Asked
    groups: tuple[Hits, ...]
    remark: str = ""
    only: str = ""

    @property
    def nothing(self) -> str:
        """Why nothing stands here, and what to do; "" where something was found."""
        if any(group.hits for group in self.groups):
            return ""
        if self.asked.is_empty:
            return _("Chưa có chữ hay số nào để tìm.") if self.asked.typed else _("Gõ vài chữ để tìm")
        if any(group.after for group in self.groups):
            return _("Chưa thấy trong những văn bản đã xem, còn những văn bản cũ hơn")
        return _("Không tìm thấy trong những gì anh/chị được xem")


def search(actor: Actor, typed: str, only: str = "", after: str = "") -> Found:
    """What bears these words, by kind, kinds without a hit left out; with `only` a page of one kind after `after`."""
    asked = parse_asked(typed)
    only = only if only in SLUGS.values() else ""
    if asked.is_empty:
        return Found(asked=asked, groups=())
    kinds = [kind for kind in Kind if only in ("", SLUGS[kind])]
    size = PAGE if only else SHOWN
    limit = size * CANDIDATES if asked.phrases else size + 1
    places = search_index(actor, asked, kinds, limit, read_place(after) if only else None)
    units = _units(asked) if not only else None
    if not (only or units or any(places.values())):
        begun = search_beginnings(actor, asked, kinds, size)
        if any(begun.values()):
            asked, places = replace(asked, begun=True), begun
    groups = [_page(actor, asked, kind, places[kind], size, limit) for kind in kinds]
    if units:
        groups.insert(len(groups) - 1, units)
    kept = tuple(group for group in groups if group.hits or group.after)
    return Found(asked=asked, groups=kept, remark=_remark(asked), only=only)


def read_place(after: str) -> Place | None:
    """The place an address or a caller names; None where it names none."""
    step, _, key = after.partition(".")
    if not (step.isascii() and key.isascii() and step.isdigit() and key.isdigit() and len(key) < 17 and len(step) < 3):
        return None
    return Place(int(step), int(key))


def _remark(asked: Asked) -> str:
    if asked.begun:
        said = _("Không có chữ “%(word)s”; đây là những gì có chữ bắt đầu như vậy.")
        return said % {"word": asked.words[-1]}
    return _("Đã gõ nhiều hơn mức tìm được; chỉ tìm theo 16 chữ đầu.") if asked.cut else ""


def _page(actor: Actor, asked: Asked, kind: Kind, places: Sequence[Place], size: int, limit: int) -> Hits:
    """The first `size` of these places that hold what stands in quotes, and where the rest begins."""
    kept = list(islice(_SHOW[kind](actor, asked, places), size + 1)) if places else []
    shown = kept[:size]
    rest = places[-1] if len(places) == limit and not asked.begun else None
    last = shown[-1][0] if len(kept) > size else rest
    after = f"{last.step}.{last.key}" if last else ""
    more = {"q": asked.typed, "loai": SLUGS[kind]} | ({"sau": after} if size == PAGE else {})
    return Hits(
        slug=SLUGS[kind],
        name=str(NAMES[kind]),
        icon=ICONS[kind],
        hits=tuple(hit for _, hit in shown),
        after=after,
        more_url=f"{reverse('desk:search')}?{urlencode(more)}" if after else "",
    )


_Shown = Iterator[tuple[Place, Hit]]


def _in_text(asked: Asked, place: Place) -> bool:
    """Whether a thing was found by its text rather than by its code or title."""
    return asked.begun or bool(asked.phrases) or place.step >= (2 if asked.code else 1)


def _documents(actor: Actor, asked: Asked, places: Sequence[Place]) -> _Shown:
    ids = [place.object_id for place in places]
    found = Document.objects.filter(visible_documents_to(actor), pk__in=ids).exclude(state=Document.State.DISCARDED)
    documents = {document.pk: document for document in found}
    texts = _read_texts(asked, [place.object_id for place in places if _in_text(asked, place)])
    for place in places:
        document, text = documents.get(place.object_id), texts.get(place.object_id, "")
        if document is None:
            continue
        name = name_document(document)
        # Of a very long text the end was not read; its words stand side by side in the index.
        exact = len(text) >= READ_FOR_PHRASE or holds_phrases(asked, name, document.subject, text, document.issuer_name)
        if not exact:
            continue
        day = format_day(document.dated_on) if document.dated_on else ""
        subject = shorten(document.subject, 200)
        yield (
            place,
            Hit(
                id=document.pk,
                title=mark_words(f"{name}: {subject}" if subject else name, asked),
                detail=" · ".join(filter(None, (document.issuer_name, day, document.get_state_display()))),
                url=reverse("documents:detail", args=[document.pk]),
                excerpt=find_excerpt(text, asked),
            ),
        )


def _read_texts(asked: Asked, ids: Iterable[int]) -> dict[int, str]:
    """The beginning of each document's text, as much as is needed."""
    size = READ_FOR_PHRASE if asked.phrases else READ_FOR_EXCERPT
    wanted = list(ids)
    if not wanted:
        return {}
    return dict(Reading.objects.filter(document_id__in=wanted).values_list("document_id", Substr("text", 1, size)))


def _directives(actor: Actor, asked: Asked, places: Sequence[Place]) -> _Shown:
    ids = [place.object_id for place in places]
    found = Directive.objects.filter(visible_directives_to(actor), pk__in=ids).select_related("document")
    directives = {directive.pk: directive for directive in found}
    for place in places:
        directive = directives.get(place.object_id)
        if directive is None:
            continue
        name = name_document(directive.document)
        texts = (directive.title, name, directive.document.subject, directive.order_text)
        if holds_phrases(asked, *texts):
            yield (
                place,
                Hit(
                    id=directive.pk,
                    title=mark_words(directive.title, asked),
                    detail=f"{name} · {directive.get_state_display()}",
                    url=reverse("desk:directive", args=[directive.pk]),
                    excerpt=find_excerpt(directive.order_text, asked) if _in_text(asked, place) else (),
                ),
            )


def _items(actor: Actor, asked: Asked, places: Sequence[Place]) -> _Shown:
    ids = [place.object_id for place in places]
    seen = Directive.objects.filter(visible_directives_to(actor), items__in=ids).values("pk")
    found = Item.objects.filter(pk__in=ids, struck_at__isnull=True, directive_id__in=seen)
    items = {item.pk: item for item in found.select_related("directive")}
    for place in places:
        item = items.get(place.object_id)
        if item is not None and holds_phrases(asked, item.text, item.short):
            yield (
                place,
                Hit(
                    id=item.pk,
                    title=mark_words(title_item(item) if item.label else shorten(item.short or item.text, 80), asked),
                    detail=item.directive.title,
                    url=reverse("desk:directive", args=[item.directive_id]),
                    excerpt=find_excerpt(item.text, asked),
                ),
            )


def _activities(actor: Actor, asked: Asked, places: Sequence[Place]) -> _Shown:
    ids = [place.object_id for place in places]
    found = Activity.objects.filter(visible_activities_to(actor), pk__in=ids).select_related("duty")
    activities = {activity.pk: activity for activity in found}
    for place in places:
        activity = activities.get(place.object_id)
        if activity is None:
            continue
        told = ". ".join(filter(None, (activity.host_event, activity.partners, activity.note)))
        texts = (name_activity(activity), activity.place, activity.form_note, told)
        if holds_phrases(asked, *texts, activity.duty.unit_short_name):
            yield (
                place,
                Hit(
                    id=activity.pk,
                    title=mark_words(name_activity(activity), asked),
                    detail=f"{activity.duty.unit_short_name} · {activity.place} · {format_day(activity.effective_on)}",
                    url=reverse("activities:detail", args=[activity.pk]),
                    excerpt=find_excerpt(told, asked) if _in_text(asked, place) else (),
                ),
            )


def _units(asked: Asked) -> Hits | None:
    """Units are few, and known to everybody: they are looked up where they are kept, in the order of their list."""
    words = " ".join(word for word in asked.typed.split() if split_words(word)).strip('"“”„«»')
    found = list(search_units(words)[: SHOWN + 1])
    if not found:
        return None
    hits = tuple(
        Hit(
            id=version.unit_id,
            title=mark_words(version.name, asked),
            detail=version.get_kind_display() + (f" · {version.area_name}" if version.area_name else ""),
            url=reverse("offices:detail", args=[version.unit_id]),
        )
        for version in found[:SHOWN]
    )
    more = f"{reverse('offices:list')}?{urlencode({'tim': words})}" if len(found) > SHOWN else ""
    return Hits(slug="don-vi", name=_("Đơn vị"), icon="person", hits=hits, more_url=more)


_Show = Callable[[Actor, Asked, Sequence[Place]], _Shown]
_SHOW: dict[Kind, _Show] = {
    Kind.DOCUMENT: _documents,
    Kind.DIRECTIVE: _directives,
    Kind.ITEM: _items,
    Kind.ACTIVITY: _activities,
}
