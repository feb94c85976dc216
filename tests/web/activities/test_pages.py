"""The pages of activities: who sees what, in how many queries, and that they say what is so."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.activities.conftest import FieldsFor
from tests.web.conftest import ClientFor, World
from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.models import Duty
from trienkhai.web.offices.actor import Actor


@pytest.mark.parametrize("person", ["unit_clerk", "unit_officer", "unit_leader", "so_clerk", "so_officer", "so_leader"])
def test_every_page_opens_in_few_queries(
    person: str,
    duty: Duty,
    confirmed: Activity,
    world: World,
    client_for: ClientFor,
    django_assert_max_num_queries: object,
) -> None:
    """List, choice, one activity, record: at most twelve queries for every role."""
    client = client_for(world.actors[person])
    for address in (
        reverse("activities:list"),
        reverse("activities:list") + f"?chi-dao={duty.directive_id}&don-vi={duty.pk}&minh-chung=chua&tim=van",
        reverse("activities:choose"),
        reverse("activities:detail", args=[confirmed.pk]),
        reverse("activities:record", args=[duty.pk]),
    ):
        with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture without types
            answer = client.get(address)
        if person == "so_leader" and address.endswith("/ghi/") and "nhiem-vu" in address:
            assert answer.status_code == 403
        else:
            assert answer.status_code in (200, 302), address


def test_recording_leads_to_the_activity(
    duty: Duty, unit_officer: Actor, client_for: ClientFor, fields_for: FieldsFor
) -> None:
    """A good form becomes an activity with its amounts; the page tells what the server has."""
    client: Client = client_for(unit_officer)
    answer = client.post(reverse("activities:record", args=[duty.pk]), fields_for(duty), follow=True)
    assert answer.status_code == 200
    made = Activity.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("activities:detail", args=[made.pk])
    body = answer.content.decode()
    assert "khoảng 350" in body
    assert "Chờ lãnh đạo xác nhận" in body


def test_a_units_phone_bar_leads_to_recording(client_for: ClientFor, duty: Duty, unit_officer: Actor) -> None:
    """Its word is "Ghi", so it opens the choice of a duty; the navigation above still opens the list."""
    page = client_for(unit_officer).get("/hoat-dong/").content.decode()
    bar = page[page.index('class="phonebar"') :]
    assert 'href="/hoat-dong/ghi/"' in bar
    assert 'href="/hoat-dong/"' not in bar[: bar.index("</nav>")]
    assert 'href="/hoat-dong/"' in page[: page.index('class="phonebar"')]
