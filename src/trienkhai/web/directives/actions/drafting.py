"""A confirmed reading becomes a draft of a directive."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from trienkhai import parts
from trienkhai.web import clock
from trienkhai.web.directives import events
from trienkhai.web.directives.actions.locking import about
from trienkhai.web.directives.actions.passing import note_passing_on
from trienkhai.web.directives.draft import (
    Receiver,
    find_order,
    is_superior,
    level_of,
    list_receivers,
    named_in_items,
    shorten_item,
    shorten_subject,
)
from trienkhai.web.directives.form_matching import match_forms
from trienkhai.web.directives.models import OUTSIDE, Addressee, AddresseeUnit, Directive, DirectiveForm, Item
from trienkhai.web.documents.models import Direction, Document, Origin, Purpose, Reading
from trienkhai.web.documents.values import current_values
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.events import MACHINE, Event
from trienkhai.web.journal.models import Entry
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.groups import Directory, Resolution, load_directory, resolve_phrase
from trienkhai.web.offices.models import UnitKind


def note_confirmed_reading(event: Event, entry: Entry) -> None:
    """The document's directive stands as the reading proposes it; a reopened reading keeps what a person decided.

    Only a document that the office sends makes a directive; one it received or wrote here itself does not.
    """
    document = Document.objects.filter(pk=event.object_id, direction=Direction.OUTGOING).first()
    reading = Reading.objects.filter(document_id=event.object_id).prefetch_related("corrections").first()
    if document is None or reading is None:
        return
    directive = Directive.objects.filter(document=document).first()
    if directive is not None and directive.state != Directive.State.DRAFT:
        return
    values = current_values(reading)
    directive = _shape(directive or Directive(document=document, office_id=document.office_id), values, reading.text)
    directory = load_directory(document.office_id, document.dated_on or clock.today())
    units = _keep_addressees(directive, values, directory)
    items = _keep_items(directive, values, directory)
    _keep_forms(directive, values)
    record(events.DirectiveDrafted(items=items, units=units, **about(directive)), MACHINE, caused_by=entry)
    note_passing_on(directive, entry)


def _shape(directive: Directive, values: parts.Reading, text: str) -> Directive:
    order, span = find_order(values, text)
    directive.title = shorten_subject(values)
    directive.order_text, directive.order_span = order, list(span) if span else None
    directive.units_choose = values.directive.units_choose
    period = values.directive.period
    if directive.period_origin != Origin.PERSON:
        directive.period_start = parse_day(period.start) if period else None
        directive.period_end = parse_day(period.end) if period else None
        directive.period_basis = _basis_words(period.basis)[:200] if period else ""
        directive.period_origin = (
            Origin.NONE if period is None else Origin.INFERRED if period.inferred else Origin.STATED
        )
        if directive.period_start is None or directive.period_end is None:
            directive.period_start = directive.period_end = None
            directive.period_origin = Origin.NONE
    directive.recorded_at = clock.now()
    directive.version += 1
    directive.save()
    return directive


def _basis_words(basis: str) -> str:
    """Where a period comes from, as an office person reads it: the quoted words and their place."""
    quoted = re.search(r"['‘“\"](.+?)['’”\"]", basis)
    if quoted is None:
        return ""
    return f"“{quoted[1]}”" + (
        in_vietnamese(" trong trích yếu") if "subject" in basis else in_vietnamese(" trong văn bản")
    )


def parse_day(said: str | None) -> date | None:
    """An ISO day; None for what is none."""
    try:
        return date.fromisoformat(said or "")
    except ValueError:
        return None


def _keep_addressees(directive: Directive, values: parts.Reading, directory: Directory) -> int:
    """The receivers with their units; what a person struck, exempted or added before stays so."""
    earlier = {
        (row.addressee.phrase, row.unit_id): row
        for row in AddresseeUnit.objects.filter(addressee__directive=directive, origin=Origin.PERSON).select_related(
            "addressee"
        )
    }
    decided = {row.phrase: row.purpose for row in directive.addressees.filter(origin=Origin.PERSON)}
    AddresseeUnit.objects.filter(addressee__directive=directive).exclude(addressee__place=OUTSIDE).delete()
    directive.addressees.exclude(place=OUTSIDE).delete()
    office = directory.office
    level = level_of(office.kind, office.role) if office else level_of(UnitKind.DEPARTMENT, "")
    named: set[int] = set()
    receivers = list_receivers(values, level)
    for position, receiver in enumerate((*receivers, *_further_receivers(values, level))):
        resolution = _resolve_receiver(receiver, directory)
        versions = [version for version in resolution.versions if version.unit_id != directive.office_id]
        if receiver.place.startswith(in_vietnamese("Mục")):
            versions = [version for version in versions if version.unit_id not in named]
            if resolution.versions and not versions:
                continue
        if receiver.purpose in (Purpose.CARRY_OUT, Purpose.COORDINATE):
            named |= {version.unit_id for version in versions}
        row = _addressee_row(directive, receiver, resolution, position, decided)
        rows = {
            version.unit_id: _unit_row(
                row, version.unit_id, version.pk, earlier.get((receiver.phrase, version.unit_id))
            )
            for version in versions
        }
        for (phrase, unit_id), before in earlier.items():
            if phrase == receiver.phrase and before.included:
                rows.setdefault(unit_id, _unit_row(row, unit_id, before.version_id, before))
        AddresseeUnit.objects.bulk_create(rows.values())
    return len(named)


def _addressee_row(
    directive: Directive, receiver: Receiver, resolution: Resolution, position: int, decided: dict[str, str]
) -> Addressee:
    free = receiver.purpose == Purpose.FILE
    return Addressee.objects.create(
        directive=directive,
        position=position,
        phrase=receiver.phrase[:300],
        place=receiver.place,
        span=list(receiver.span) if receiver.span else None,
        purpose=decided.get(receiver.phrase, receiver.purpose),
        origin=Origin.PERSON if receiver.phrase in decided else receiver.origin,
        rule="" if free else resolution.rule,
        remark=resolution.remark[:300],
        resolved_for=resolution.day,
    )


def _unit_row(row: Addressee, unit_id: int, version_id: int, earlier: AddresseeUnit | None) -> AddresseeUnit:
    if earlier is None:
        return AddresseeUnit(addressee=row, unit_id=unit_id, version_id=version_id)
    return AddresseeUnit(
        addressee=row,
        unit_id=unit_id,
        version_id=version_id,
        included=earlier.included,
        reports=earlier.reports,
        origin=Origin.PERSON,
        reason=earlier.reason,
        basis=earlier.basis,
    )


def _resolve_receiver(receiver: Receiver, directory: Directory) -> Resolution:
    """The units of a phrase. A line that is only filed or published goes to nobody's desk."""
    phrase = receiver.phrase if receiver.purpose not in (Purpose.FILE, Purpose.PUBLISH) else ""
    return resolve_phrase(phrase, directory)


def _further_receivers(values: parts.Reading, level: int) -> Iterable[Receiver]:
    """Bodies that an item or an assignment names although the head of the document does not."""
    told: set[str] = set()
    for phrase, label in named_in_items(values.directive.items):
        if phrase not in told and not is_superior(phrase, level):
            told.add(phrase)
            place = in_vietnamese(f"Mục {label}") if label else in_vietnamese("Mục trong văn bản")
            yield Receiver(phrase=phrase, place=place, span=None, purpose=Purpose.CARRY_OUT, origin=Origin.INFERRED)
    for entry in values.directive.assignments:
        coordinate = entry.role == parts.Role.COOPERATE
        for phrase in entry.who if coordinate else ():
            if phrase not in told and not is_superior(phrase, level):
                told.add(phrase)
                yield Receiver(
                    phrase=phrase,
                    place=in_vietnamese("Mục phối hợp"),
                    span=entry.span,
                    purpose=Purpose.COORDINATE,
                    origin=Origin.INFERRED,
                )


def _keep_items(directive: Directive, values: parts.Reading, directory: Directory) -> int:
    """The items of the text, those named to somebody with their units; a report request a person made stays."""
    Item.objects.filter(directive=directive).exclude(deadline_origin=Origin.PERSON, spans=[]).delete()
    for position, found in enumerate(values.directive.items, 1):
        deadline = _whole_day(found.deadline)
        item = Item.objects.create(
            directive=directive,
            kind=Item.Kind(found.kind.value),
            position=position,
            label=(found.label or "")[:20],
            emphasis=(found.emphasis or "")[:60],
            text=found.text,
            short=shorten_item(found.text),
            spans=[list(span) for span in found.spans],
            addressees=list(found.addressees),
            for_everyone=not found.addressees,
            deadline_on=deadline,
            deadline_origin=Origin.STATED if deadline else Origin.NONE,
            deadline_text=(found.deadline.text if found.deadline else "")[:200],
            **_report_period(directive, found),
        )
        item.units.set(
            {
                version.unit_id
                for phrase in found.addressees
                for version in resolve_phrase(phrase, directory).versions
                if version.unit_id != directive.office_id
            }
        )
    return len(values.directive.items)


def _report_period(directive: Directive, found: parts.Item) -> dict[str, date | str | None]:
    """A requested report covers the directive's period, where it has one."""
    if found.kind != parts.ItemKind.REPORT:
        return {}
    start, end = directive.period_start, directive.period_end
    whole_year = (
        start is not None and end is not None and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    )
    label = in_vietnamese(f"năm {end.year}") if whole_year and end else in_vietnamese("kết quả thực hiện")
    return {"period_start": start, "period_end": end, "period_label": label}


def _whole_day(deadline: parts.Deadline | None) -> date | None:
    """The day of a deadline; None for periods, recurring ones and incomplete dates."""
    said = deadline.date if deadline else None
    if said is None or said.day is None or said.month is None or said.year is None:
        return None
    try:
        return date(said.year, said.month, said.day)
    except ValueError:
        return None


def _keep_forms(directive: Directive, values: parts.Reading) -> None:
    DirectiveForm.objects.filter(directive=directive).delete()
    DirectiveForm.objects.bulk_create(
        DirectiveForm(
            directive=directive,
            position=position,
            text=form.form,
            examples=list(form.examples),
            section=(form.section or "")[:20],
            spans=[list(span) for span in form.spans],
            catalogue_keys=list(match_forms(form.form, form.examples)),
        )
        for position, form in enumerate(values.directive.forms, 1)
    )
