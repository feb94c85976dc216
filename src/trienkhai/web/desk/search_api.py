"""Finding for machines: the same answer as the page, in the same order."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema

from trienkhai.web.desk.searching import KEYS, Hits, read_place, search
from trienkhai.web.errors import NotValid
from trienkhai.web.interface import REFUSALS
from trienkhai.web.offices.requests import actor_of

router = Router(tags=["tìm"])


class HitOut(Schema):
    """One thing found. `excerpt` is the place in its text, "" where the title says it."""

    id: int
    title: str
    detail: str
    excerpt: str
    url: str


class HitsOut(Schema):
    """One kind, the best first. `next` is the `after` of the following part, null at the end."""

    kind: str
    name: str
    hits: list[HitOut]
    next: str | None


class SearchOut(Schema):
    """What was looked for, what was found, and in words what there is to say about it."""

    asked: str
    groups: list[HitsOut]
    remark: str
    nothing: str = Field(description="Why nothing was found; empty where something was.")


@router.get("/search", response={200: SearchOut, **REFUSALS})
def show_found(
    request: HttpRequest,
    q: str,
    kind: Literal["document", "directive", "item", "activity"] | None = None,
    after: str = "",
) -> SearchOut:
    """Documents, directives, items, units and activities that bear these words and that the caller may see.

    With or without marks; codes in any spelling; in double quotes exactly. `kind` with `after` pages through one kind.
    """
    if after and (kind is None or read_place(after) is None):
        said = "Chỗ xem tiếp không đúng: gửi lại giá trị “after” của lần trước cùng với “kind”."
        raise NotValid("search-after", said, {"after": said})
    found = search(actor_of(request), q, KEYS[kind] if kind else "", after)
    return SearchOut(
        asked=found.asked.typed,
        groups=[hits_out(group) for group in found.groups],
        remark=found.remark,
        nothing=found.nothing,
    )


def hits_out(group: Hits) -> HitsOut:
    """One kind."""
    kind = next((key for key, slug in KEYS.items() if slug == group.slug), "unit")
    hits = [HitOut(id=hit.id, title=hit.name, detail=hit.detail, excerpt=hit.quoted, url=hit.url) for hit in group.hits]
    return HitsOut(kind=kind, name=group.name, hits=hits, next=group.after or None)
