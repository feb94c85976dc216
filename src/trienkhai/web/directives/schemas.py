"""What machines send and are told about directives and duties."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from trienkhai.web.directives.models import DutyRequest
from trienkhai.web.documents.models import Purpose
from trienkhai.web.interface import MOST_ROWS, Body, Day, Flag, Id, Ids, Line, PaperIn, Text, Version


class DeadlineOut(Schema):
    """A day and where it comes from: stated, person, period, inferred or none."""

    on: date | None
    origin: str
    text: str = ""
    basis: str = ""
    set_by: str = ""
    set_on: date | None = None


class PeriodOut(Schema):
    """The days a directive covers."""

    start: date | None
    end: date | None
    origin: str
    basis: str = ""


class ItemOut(Schema):
    """One thing a directive asks. `units` are ids; empty with `for_everyone` means all receivers."""

    id: int
    kind: str
    position: int
    label: str
    emphasis: str
    text: str
    short: str
    for_everyone: bool
    addressees: list[str]
    units: list[int]
    deadline: DeadlineOut
    period: str = ""
    data_close: date | None = None
    struck: bool = False
    struck_reason: str = ""


class ResolvedUnitOut(Schema):
    """One unit a phrase stands for."""

    unit: int
    name: str
    short_name: str
    included: bool
    reports: bool
    origin: str
    reason: str = ""
    basis: str = ""


class AddresseeOut(Schema):
    """A phrase that names receivers, its rule, and the units it was resolved to."""

    id: int
    phrase: str
    place: str
    purpose: str
    origin: str
    rule: str
    remark: str
    resolved_for: date | None
    units: list[ResolvedUnitOut]


class FormOut(Schema):
    """A form of the text, the forms of the catalogue it means, and the twin it is merged into."""

    id: int
    text: str
    section: str
    examples: list[str]
    catalogue: list[str]
    merged_into: int | None


class DirectiveOut(Schema):
    """A directive. For a receiving unit `addressees` and `duties` are those of its own units only."""

    id: int
    uuid: UUID
    document: int
    document_state: str
    state: str
    title: str
    order: str
    period: PeriodOut
    units_choose: bool
    plan_needed: bool
    plan_due: date | None
    acceptance_needed: bool
    report_decided: bool
    fulfils: int | None
    issued_on: date | None
    version: int
    items: list[ItemOut]
    addressees: list[AddresseeOut]
    forms: list[FormOut]
    duties: int


class PeriodIn(Body):
    """The days a directive covers."""

    start: Day
    end: Day


class ItemIn(Body):
    """What changes about one item. `deadline` null: none is set; `units` null: all receivers."""

    id: Id
    deadline: Day | None = None
    units: Ids | None = None
    short: Line = ""
    strike: Text = ""


class PurposeIn(Body):
    """Why the receivers of one line receive."""

    id: Id
    purpose: Purpose


class UnitIn(Body):
    """A unit that is added, struck or exempt, with its reason."""

    unit: Id
    reason: Text
    basis: Line = ""
    purpose: Purpose = Purpose.CARRY_OUT
    addressee: Id | None = None


class DirectivePatch(Body):
    """What changes; everything else stays. `deadline` (or `report_deadline`) is the day units report by, null: none.

    `fulfils` is a duty of the office itself, null: none.
    All of it is done, or nothing. With `version` a change made meanwhile by somebody else answers 409.
    """

    version: Version | None = None
    period: PeriodIn | None = None
    deadline: Day | None = None
    report_deadline: Day | None = None
    data_close: Day | None = None
    plan_needed: Flag | None = None
    plan_due: Day | None = None
    acceptance_needed: Flag | None = None
    fulfils: Id | None = None
    items: Annotated[list[ItemIn], Field(max_length=MOST_ROWS)] = []
    addressees: Annotated[list[PurposeIn], Field(max_length=MOST_ROWS)] = []
    add_units: Annotated[list[UnitIn], Field(max_length=MOST_ROWS)] = []
    strike_units: Annotated[list[UnitIn], Field(max_length=MOST_ROWS)] = []
    exempt_units: Annotated[list[UnitIn], Field(max_length=MOST_ROWS)] = []
    restore_units: Ids = []


class SignIn(Body):
    """In which authority the leader signs: none, KT., TL., TUQ., Q. or TM."""

    authority: Line


class BegunOut(Schema):
    """A duty that has just begun."""

    id: int
    uuid: UUID
    unit: str
    unit_id: int


class IssuedOut(Schema):
    """The duties that began, in the order of the unit list."""

    duties: list[BegunOut]
    count: int
    issued_on: date


class ReasonBasisIn(Body):
    """Why, and on what basis. Sent again under the same `uuid` it is done once; other content is answered with 409."""

    reason: Text
    basis: Line = ""
    uuid: UUID | None = None


class AcknowledgementOut(Schema):
    """The unit took the duty on; `on_behalf` where the office entered it."""

    on: date
    by: str
    note: str = ""
    on_behalf: bool = False
    on_behalf_basis: str = ""


class DutyItemOut(Schema):
    """One item of a duty as it stands today; where a plan is asked for, it stands as item 0 of the kind `plan`."""

    item: int
    kind: str
    owed: bool
    deadline: date | None
    origin: str
    extended: bool
    exempt_reason: str = ""
    done_on: date | None = None
    late: bool = False


class DutyOut(Schema):
    """One unit under one directive, as it stands today."""

    id: int
    uuid: UUID
    directive: int
    unit: str
    unit_id: int
    purpose: str
    phrase: str
    counts: bool
    ended_reason: str = ""
    acknowledged: AcknowledgementOut | None = None
    items: list[DutyItemOut] = []


class AcknowledgeIn(Body):
    """Taking a duty on; the issuing office names on what basis it does so for the unit."""

    uuid: UUID | None = None
    note: Text = ""
    on: Day | None = None
    on_behalf_basis: Line = ""
    on_behalf_paper: PaperIn | None = None


class RequestIn(Body):
    """What a unit asks: extension (with the day), exemption, objection; of one item or the whole duty."""

    uuid: UUID | None = None
    kind: DutyRequest.Kind
    reason: Text
    item: Id | None = None
    wanted_on: Day | None = None


class RequestOut(Schema):
    """A request and its answer."""

    id: int
    uuid: UUID
    duty: int
    kind: str
    state: str
    item: int | None
    wanted_on: date | None
    reason: str
    made_on: date
    answer: str = ""
    answered_on: date | None = None


class RequestAnswerIn(Body):
    """Yes (with another day than the wanted one, if so), or no with the answer."""

    granted: Flag
    answer: Text = ""
    new_deadline: Day | None = None


class ExtendIn(ReasonBasisIn):
    """More time, for one item or for all dated ones."""

    until: Day
    item: Id | None = None


class ExemptIn(ReasonBasisIn):
    """One item, or the whole duty, need not be done."""

    item: Id | None = None


class PassedOnOut(Schema):
    """A directive by which a unit passed its duty on."""

    title: str
    state: str
    code: str
    issued_on: date | None
    units: int
    directive: int | None = None


class PassOnItemsIn(Body):
    """Which of the received items the unit gives on; the subject is that of the document from above if left out."""

    uuid: UUID
    items: Ids
    subject: Line = ""


class PassOnOut(Schema):
    """A document that was entered to pass a duty on; confirming its reading makes the directive."""

    document: int
    duty: int


class ManyIn(Body):
    """Which duties of the directive, and which item (null: all that is still owed).

    Sent again under the same `uuid` it is done once to each; with other units or words the answer is 409.
    """

    duties: Ids
    item: Id | None = None
    uuid: UUID | None = None


class UrgeIn(ManyIn):
    """What the office says beside the reminder."""

    words: Text = ""


class ExtendManyIn(ManyIn):
    """More time for many units."""

    until: Day
    reason: Text
    basis: Line = ""


class ExemptManyIn(ManyIn):
    """Many units need not do it."""

    reason: Text
    basis: Line = ""


class OutcomeOut(Schema):
    """What became of one duty of many: `id` and `message` say why it was not done."""

    duty: int
    unit: str
    done: bool
    id: str = ""
    message: str = ""


class DirectiveLineOut(Schema):
    """A directive in a list; the rest under /api/directives/{id}."""

    id: int
    document: int
    title: str
    code: str
    state: str
    document_state: str
    issued_on: date | None
    duties: int
    acknowledged: int


class KeepUnitsIn(Body):
    """Which units of one line of receivers stay; the others are struck for one reason."""

    units: Ids
    reason: Text = ""
    basis: Line = ""
    version: Version | None = None


class FormIn(Body):
    """The forms of the catalogue that a form of the text means, and the twin it is merged into (null: none)."""

    catalogue: list[Annotated[str, Field(max_length=60)]] = Field(max_length=200)
    merged_into: Id | None = None
    version: Version | None = None
