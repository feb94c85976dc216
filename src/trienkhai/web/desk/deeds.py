"""The last activities of one duty as rows, with items and quantities, in two queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, CharField, DecimalField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from trienkhai.web.activities.models import Activity, Measure
from trienkhai.web.activities.queries import visible_activities
from trienkhai.web.activities.showing import mark_of
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.models import Duty, Item
from trienkhai.web.offices.actor import Actor
from trienkhai.web.prepared import prepared
from trienkhai.web.ui.formats import format_number
from trienkhai.web.ui.icons import State

SHOWN = 5
_DECIMAL = DecimalField(max_digits=14, decimal_places=2)
_Part = tuple[int, str, Decimal, bool, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedRow:
    """One activity of the duty page."""

    id: int
    code: str
    day: date
    form: str
    embedded: bool
    items: str
    amounts: str
    state: State
    words: str
    basis: str


def load_deeds(actor: Actor, duty: Duty, items: Mapping[int, Item]) -> tuple[DeedRow, ...]:
    """The newest activities of a duty that the person may see."""
    found = _newest(actor, duty.pk)
    named, counted = _parts([entry.pk for entry in found])
    return tuple(_row(entry, named.get(entry.pk, []), counted.get(entry.pk, []), items) for entry in found)


@prepared
def _newest(actor: Actor, duty_id: int) -> QuerySet[Activity]:
    """The newest activities without what hangs on them."""
    return visible_activities(actor).filter(duty_id=duty_id).prefetch_related(None)[:SHOWN]


@prepared
def _rows(ids: tuple[int, ...]) -> QuerySet[Any, _Part]:
    """Items and quantities of these activities, both in one query."""
    links = Activity.items.through.objects.filter(activity_id__in=ids).values_list(
        "activity_id",
        Cast("item_id", CharField()),
        Value(None, output_field=_DECIMAL),
        Value(False, output_field=BooleanField()),
        Value(True, output_field=BooleanField()),
    )
    measures = Measure.objects.filter(activity_id__in=ids).values_list(
        "activity_id",
        Cast("measure", CharField()),
        Cast("value", _DECIMAL),
        Cast("approximate", BooleanField()),
        Value(False, output_field=BooleanField()),
    )
    return links.union(measures, all=True)


def _parts(ids: Iterable[int]) -> tuple[dict[int, list[int]], dict[int, list[str]]]:
    """Items by their numbers and quantities in words, each by activity."""
    named: dict[int, list[int]] = {}
    counted: dict[int, list[str]] = {}
    for activity, said, amount, about, is_item in _rows(tuple(ids)):
        if is_item:
            named.setdefault(activity, []).append(int(said))
        else:
            counted.setdefault(activity, []).append(_amount(said, amount, bool(about)))
    return named, counted


def _amount(measure: str, value: Decimal, about: bool) -> str:
    said = f"{format_number(value)} {catalogue().measure_name(measure)}"
    return _("khoảng %(amount)s") % {"amount": said} if about else said


def _row(activity: Activity, named: list[int], counted: list[str], items: Mapping[int, Item]) -> DeedRow:
    proofs = activity.proofs  # type: ignore[attr-defined]  # annotated by visible_activities
    form = catalogue().form_name(activity.form) if activity.form else activity.form_note or activity.place
    labels = sorted((items[key] for key in named if key in items), key=lambda item: (item.position, item.pk))
    return DeedRow(
        id=activity.pk,
        code=activity.code,
        day=activity.effective_on,
        form=form,
        embedded=activity.embedded,
        items=", ".join(item.label or item.short for item in labels),
        amounts=" · ".join(counted),
        state=mark_of(activity.state, proved=proofs > 0),
        words=_words(activity, proofs),
        basis=activity.on_behalf_basis if activity.on_behalf else "",
    )


def _words(activity: Activity, proofs: int) -> str:
    if activity.state == Activity.State.RECORDED:
        return _("Chờ lãnh đạo xác nhận")
    if activity.state == Activity.State.QUESTIONED:
        return _("Được hỏi lại")
    if activity.state == Activity.State.WITHDRAWN:
        return _("Đã rút")
    return _("Có minh chứng (%(n)s)") % {"n": proofs} if proofs else _("Chưa có minh chứng")
