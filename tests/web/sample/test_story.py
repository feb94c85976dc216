"""The sample tells the story it promises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client

from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.documents.models import Publication
from trienkhai.web.finding.actions import rebuild_index
from trienkhai.web.journal.models import Entry
from trienkhai.web.reports.models import Report

pytestmark = pytest.mark.slow  # the sample office is made first


def test_the_founding_dispatch_runs_with_27_duties(sample: Path) -> None:
    """5 + 11 + 1 + 10 units."""
    directive = Directive.objects.get()
    assert directive.state == Directive.State.ISSUED
    assert Duty.objects.filter(directive=directive).count() == 27
    assert directive.items.filter(kind="topic").count() == 14
    assert directive.forms.count() == 13


def test_the_founding_dispatch_is_public(sample: Path) -> None:
    """At the address of its office and code, and nothing else is."""
    publication = Publication.objects.get()
    assert publication.document == Directive.objects.get().document
    page = f"/cong-khai/{publication.office_code}/712-SVHTTDL-QLVHGD-2023/"
    assert publication.document.subject[:40] in Client().get(page).content.decode()


def test_it_is_half_carried_out(sample: Path) -> None:
    """Some reported, some late; activities with and without proof, confirmed and waiting."""
    assert Activity.objects.filter(state=Activity.State.CONFIRMED).count() > 200
    assert Activity.objects.filter(state=Activity.State.RECORDED).exists()
    assert Activity.objects.filter(state=Activity.State.QUESTIONED).exists()
    states = set(Report.objects.values_list("state", flat=True))
    assert {"submitted", "accepted"} <= states
    assert Report.objects.count() == 20


def test_every_deed_of_the_story_is_in_the_journal(sample: Path) -> None:
    """As many confirmations and reports as there are."""
    assert Entry.objects.filter(name="report.submitted").count() == Report.objects.count()
    assert Entry.objects.filter(name="activity.recorded").count() == Activity.objects.count()


def test_accounts_are_written_with_roles_and_no_real_names(sample: Path) -> None:
    """The shape that the interface documents."""
    accounts = json.loads((sample / "accounts.json").read_text("utf-8"))
    assert {"username", "password", "role", "post", "unit", "office"} == set(accounts[0])
    assert {account["role"] for account in accounts} == {"clerk", "officer", "leader"}
    assert len({account["username"] for account in accounts}) == len(accounts)


def test_everything_in_it_can_be_found(sample: Path) -> None:
    """The story went through actions, each of which kept the index in step: one made anew would be the same."""
    total, wrong = rebuild_index()
    assert wrong == 0
    assert total > Activity.objects.count()
