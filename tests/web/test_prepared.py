"""Queries with kept SQL find what the plain ones find, for everybody and on every day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import QuerySet

from tests.web.conftest import OFFICE_DAY, World
from trienkhai.web import clock
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Appointment, Unit
from trienkhai.web.offices.permissions import own_units
from trienkhai.web.offices.queries import list_appointments, load_appointments
from trienkhai.web.prepared import prepared


def duties_of(actor: Actor) -> QuerySet[Duty]:
    """Duties of the person's units, those already given, with the directive at hand."""
    found = Duty.objects.filter(unit_id__in=own_units(actor), directive__document__dated_on__lte=clock.today())
    return found.select_related("directive").order_by("id")


def test_everybody_gets_their_own_rows_from_one_text(world: World, topics_directive: Directive) -> None:
    """Whoever asks first decides nothing for those who ask later."""
    kept = prepared(duties_of)
    found = {name: kept(actor) for name, actor in world.actors.items()}
    assert found == {name: list(duties_of(actor)) for name, actor in world.actors.items()}
    assert found["unit_officer"]
    assert found["unit_officer"] != found["other_unit_officer"]
    assert not found["outsider"]


def test_the_day_is_asked_anew(world: World, topics_directive: Directive) -> None:
    """A kept text does not keep the day it was built on."""
    kept, actor = prepared(duties_of), world.actors["unit_officer"]
    assert kept(actor)
    with clock.at(OFFICE_DAY - timedelta(days=1000)):
        assert kept(actor) == []


def test_related_rows_come_along_and_it_is_one_query(
    world: World, topics_directive: Directive, django_assert_num_queries: object
) -> None:
    """The second asking costs one query, relations included."""
    kept, actor = prepared(duties_of), world.actors["unit_officer"]
    kept(actor)
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture without types
        assert kept(actor)[0].directive.pk == topics_directive.pk


def test_a_moment_worked_out_from_today_is_refused(world: World) -> None:
    """It would stand still in the kept text."""

    def later(unit_id: int) -> QuerySet[Duty]:
        """Duties dated after a week from now."""
        day = clock.today() + timedelta(days=7)
        return Duty.objects.filter(unit_id=unit_id, directive__document__dated_on__gt=day)

    with pytest.raises(ValueError, match="moment"):
        prepared(later)(1)


def test_equal_values_are_told_from_different_ones(world: World) -> None:
    """A text built for a unit that is its own office is not used for one that is not."""

    def units(one: int, other: int) -> QuerySet[Unit]:
        """The units of these numbers, each once."""
        return Unit.objects.filter(pk__in=list(dict.fromkeys((one, other)))).order_by("pk")

    kept = prepared(units)
    first, second = Unit.objects.order_by("pk")[:2]
    assert kept(first.pk, first.pk) == [first]
    assert kept(first.pk, second.pk) == [first, second]
    assert kept(second.pk, second.pk) == [second]


def test_posts_of_a_person_are_those_of_the_plain_query(world: World) -> None:
    """What every page asks first."""
    for held in Appointment.objects.select_related("person"):
        user = held.person.user_id
        assert load_appointments(user) == list(list_appointments(user, clock.today()))
