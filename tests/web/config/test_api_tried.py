"""The interface tried with what its description allows and with what it forbids: nothing breaks, nothing surprises.

Requests are made by schemathesis out of the description, always the same ones for the same code; each is rolled back.
"""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, cast
from uuid import uuid4

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, Verbosity, settings
from PIL import Image
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Err
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.web.activities.conftest import content_for, topics_of
from tests.web.conftest import World
from trienkhai.web import clock
from trienkhai.web.activities.actions import add_evidence, record_activity
from trienkhai.web.config.api import api
from trienkhai.web.directives.actions import request_change
from trienkhai.web.directives.models import Directive, Duty, DutyRequest
from trienkhai.web.documents.actions import assign_incoming, file_document, open_case_file, register_incoming
from trienkhai.web.documents.models import DocumentFile
from trienkhai.web.documents.queries import list_receivers
from trienkhai.web.files.actions import keep_file
from trienkhai.web.offices.actions import open_token
from trienkhai.web.plans.actions import draft_plan
from trienkhai.web.reports.actions import draft_report

EXAMPLES = 3
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
ROLES = ("so_clerk", "so_officer", "so_leader", "unit_officer", "unit_leader")
# Reading a file starts a program of its own; two files are enough to see how an unreadable one is told.
SLOW = {"POST /api/documents": 1, "POST /api/duties/{duty_id}/pass-on": 1, "POST /api/documents/{document_id}/files": 1}


class Answer(Protocol):
    """What came back."""

    status_code: int


class Case(Protocol):
    """What this test uses of a request made by schemathesis."""

    body: object

    def call_and_validate(self, **how: object) -> Answer:
        """Send it and compare the answer with the description."""


class Operation(Protocol):
    """What this test uses of an operation."""

    label: str
    path: str
    body: Sequence[object]
    query: Sequence[object]

    def as_strategy(self, **how: object) -> hypothesis.strategies.SearchStrategy[Case]:
        """Requests of this operation."""


@dataclass(frozen=True, kw_only=True)
class Tried:
    """The world's ids by the names that addresses have for them, and a token for each role."""

    ids: dict[str, object]
    inside: dict[str, object]
    activity: str
    evidence: str
    tokens: dict[str, str]

    def fit(self, said: object, name: str = "") -> object:
        """The same with ids that there are, and letters that can be stored: what is allowed is to get far."""
        if name in self.inside and said is not None:
            return self.inside[name]
        if isinstance(said, dict):
            return {key: self.fit(value, key) for key, value in said.items()}
        if isinstance(said, list):
            return [self.fit(value) for value in said]
        return "".join(char for char in said if char.isprintable()) or "chữ" if isinstance(said, str) else said

    def parameters_of(self, path: str) -> dict[str, object]:
        """What stands in an address of this path."""
        known = {**self.ids, "uuid": self.evidence if "/evidence/{uuid}" in path else self.activity}
        return {name: value for name, value in known.items() if f"{{{name}}}" in path}


@pytest.fixture
def tried(world: World, duty: Duty, tasks_draft: Directive) -> Tried:
    """Something of every kind: an activity with proof, a plan, a report, a request, an arrival, a file."""
    people = world.actors
    activity = record_activity(people["unit_officer"], duty.pk, uuid=uuid4(), content=content_for(duty))
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "JPEG")
    proof = add_evidence(people["unit_officer"], activity.pk, uuid=uuid4(), data=picture.getvalue(), name="anh.jpg")
    asked = request_change(
        people["unit_officer"],
        duty.pk,
        uuid=uuid4(),
        kind=DutyRequest.Kind.EXTENSION,
        reason="Cần thêm thời gian.",
        wanted_on=date(2024, 1, 5),
    )
    item = duty.directive.items.filter(kind="report").get()
    report = draft_report(people["unit_officer"], duty.pk, item_id=item.pk, uuid=uuid4())
    Directive.objects.filter(pk=duty.directive_id).update(plan_needed=True)
    duty.directive.refresh_from_db()
    plan = draft_plan(people["unit_officer"], duty.pk, uuid=uuid4())
    document = duty.directive.document
    register_incoming(people["unit_clerk"], document.pk)
    receiver = list_receivers(people["unit_clerk"])[0]
    given = assign_incoming(
        people["unit_clerk"], document.pk, uuid=uuid4(), receiver=receiver.key, due_on=clock.today()
    )
    case_file = open_case_file(people["so_clerk"], uuid=uuid4(), year=2023, code="01-GD", title="Gia đình")
    file_document(people["so_clerk"], document.pk, case_file_id=case_file.pk)
    stored = keep_file("Công văn mẫu.".encode(), "text/plain; charset=utf-8")
    kept = DocumentFile.objects.create(document=document, stored=stored, name="a.txt", added_at=clock.now())
    addressee = tasks_draft.addressees.order_by("id").first()
    form = duty.directive.forms.order_by("id").first()
    assert addressee is not None
    assert form is not None
    return Tried(
        ids={
            "directive_id": duty.directive_id,
            "document_id": document.pk,
            "duty_id": duty.pk,
            "item_id": item.pk,
            "report_id": report.pk,
            "plan_id": plan.pk,
            "request_id": asked.pk,
            "assignment_id": given.pk,
            "case_file_id": case_file.pk,
            "unit_id": duty.unit_id,
            "file_id": kept.pk,
            "addressee_id": addressee.pk,
            "form_id": form.pk,
            "activity_uuid": str(activity.uuid),
        },
        inside={
            "item": topics_of(duty)[0],
            "items": topics_of(duty)[:1],
            "units": [duty.unit_id],
            "duties": [duty.pk],
            "reports": [report.pk],
            "activities": [str(activity.uuid)],
            "document": document.pk,
            "receiver": receiver.key,
            "authority": "KT.",
            "period": str(item.pk),
            "form": "performance",
            "measures": [{"measure": "buoi", "value": 2}],
            "day": "2023-05-28",
            "due_on": "2024-01-05",
            "until": "2024-02-05",
            "wanted_on": "2024-02-05",
            "on": "2023-05-30",
            "on_behalf_basis": "Theo báo cáo giấy.",
            "completes": False,
            "uploads": [],
            "links": ["https://example.vn/bai"],
            "path": "subject",
            "year": 2023,
            "version": None,
        },
        activity=str(activity.uuid),
        evidence=str(proof.uuid),
        tokens={role: open_token(people[role]) for role in ROLES},
    )


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The server behind WSGI closes its connection after every request; here the test's own must stay open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def list_operations() -> Iterator[Operation]:
    """Every operation of the description the office itself gives out."""
    application = get_wsgi_application()
    told = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    for methods in told["paths"].values():
        for operation in methods.values():
            operation.pop("security", None)  # every request has its token: what happens without is no news here
    schema = schemathesis.openapi.from_dict(told)
    schema.app = application
    for found in schema.get_all_operations():
        assert not isinstance(found, Err)
        yield cast(Operation, found.ok())


@dataclass(frozen=True)
class Answers:
    """What became of all requests: their statuses by operation, and what was wrong."""

    statuses: dict[str, list[int]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def call(case: Case, token: str) -> int:
    """Send it and compare the answer with the description; gives its status. Raises FailureGroup."""
    headers = {"Authorization": f"Bearer {token}"}
    return case.call_and_validate(base_url="http://testserver", headers=headers, checks=CHECKS).status_code


def try_operation(operation: Operation, tried: Tried, mode: GenerationMode, answers: Answers) -> None:
    """Send requests of this mode to one operation, now as one role and now as another."""
    told = answers.statuses.setdefault(operation.label, [])
    roles = random.Random(operation.label)
    # Where body or query can be wrong, the address is right: a wrong address would hide what stands in the body.
    elsewhere = bool(operation.body or operation.query)
    known = tried.parameters_of(operation.path) if elsewhere or mode is GenerationMode.POSITIVE else {}

    @settings(
        max_examples=SLOW.get(operation.label, EXAMPLES),
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode, path_parameters=known or None))
    def send(case: Case) -> None:
        if mode is GenerationMode.POSITIVE and isinstance(case.body, dict | list):
            case.body = tried.fit(case.body)
        for role in roles.sample(ROLES, 3 if mode is GenerationMode.POSITIVE else 2):
            with transaction.atomic():
                try:
                    told.append(call(case, tried.tokens[role]))
                except FailureGroup as fault:  # every fault of every operation is told, not the first alone
                    answers.faults.append(f"{operation.label} as {role}: {fault}")
                transaction.set_rollback(True)

    with suppress(hypothesis.errors.Unsatisfiable):  # nothing can be wrong about an operation without input
        send()


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["allowed", "forbidden"])
def test_no_request_breaks_or_surprises_the_interface(mode: GenerationMode, tried: Tried, one_connection: None) -> None:
    """No status of 500 or above; every answer has a status, a content type and a shape that the description names."""
    answers = Answers()
    for operation in list_operations():
        try_operation(operation, tried, mode, answers)
    assert not answers.faults, f"{len(answers.faults)} faults\n\n" + "\n\n".join(answers.faults[:20])
    sent = sum(len(statuses) for statuses in answers.statuses.values())
    assert sent > 3 * len(answers.statuses), "hardly anything was sent"
    if mode is GenerationMode.POSITIVE:
        done = [label for label, statuses in answers.statuses.items() if 200 in statuses]
        assert len(done) > len(answers.statuses) / 2, "most operations were refused: nothing of them was seen"
