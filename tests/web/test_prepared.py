"""Queries with kept SQL find what the plain ones find, for everybody and on every day."""

from __future__ import annotations

from datetime import date, timedelta

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


def test_a_tuple_of_any_length_finds_its_own_rows(world: World, topics_directive: Directive) -> None:
    """Also where texts are shared by filling tuples up, and where nothing or very much is asked for."""

    def units(numbers: tuple[int, ...]) -> QuerySet[Unit]:
        """The units of these numbers."""
        return Unit.objects.filter(pk__in=numbers).order_by("pk")

    kept, known = prepared(units), tuple(Unit.objects.order_by("pk").values_list("pk", flat=True))
    for count in (3, 5, 1, 0, 2, 4, len(known)):
        assert [unit.pk for unit in kept(known[:count])] == list(known[:count])
    assert [unit.pk for unit in kept((*known, *range(90_000, 91_000)))] == list(known)


def test_a_number_inside_a_tuple_is_not_mistaken_for_the_same_one_outside(world: World) -> None:
    """The text built for different numbers serves equal ones, and the other way round."""

    def units(besides: int, numbers: tuple[int, ...]) -> QuerySet[Unit]:
        """The units of these numbers but one."""
        return Unit.objects.filter(pk__in=numbers).exclude(pk=besides).order_by("pk")

    first, second, third = Unit.objects.order_by("pk")[:3]
    for kept in (prepared(units), prepared(units)):
        assert kept(first.pk, (second.pk, third.pk)) == [second, third]
        assert kept(second.pk, (second.pk, third.pk)) == [third]
        assert kept(first.pk, (first.pk, first.pk)) == []


def test_a_given_day_and_a_union_of_columns(world: World, topics_directive: Directive) -> None:
    """A day is compared as given, apart from today; a union gives its columns."""

    def rows(numbers: tuple[int, ...], day: date) -> QuerySet[Duty, tuple[int, date]]:
        """Duties of documents dated by that day and, again, by today."""
        found = Duty.objects.filter(pk__in=numbers).order_by()
        columns = ("pk", "directive__document__dated_on")
        given = found.filter(directive__document__dated_on__lte=day).values_list(*columns)
        until_now = found.filter(directive__document__dated_on__lte=clock.today()).values_list(*columns)
        return given.union(until_now, all=True)

    kept, duties = prepared(rows), tuple(Duty.objects.values_list("pk", flat=True))
    assert duties
    for day in (OFFICE_DAY, OFFICE_DAY - timedelta(days=1000), OFFICE_DAY):
        assert sorted(kept(duties, day)) == sorted(rows(duties, day))
    assert len(kept(duties, OFFICE_DAY)) == 2 * len(kept(duties, OFFICE_DAY - timedelta(days=1000)))
