"""Who receives and until when: what an officer decides between the reading and the signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.directives import events
from trienkhai.web.directives.actions.locking import (
    ONLY_ARRANGERS,
    about,
    check_may,
    check_reason,
    check_state,
    check_unsigned,
    check_version,
    lock_directive,
    printed,
    touch,
)
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.models import OUTSIDE, Addressee, AddresseeUnit, Directive, DirectiveForm, Item
from trienkhai.web.directives.permissions import may_arrange
from trienkhai.web.directives.reporting_regime import BASIS, name_results, propose_report
from trienkhai.web.documents.models import Origin, Purpose
from trienkhai.web.errors import NotValid, Unknown
from trienkhai.web.journal.actions import record
from trienkhai.web.language import in_vietnamese, vietnamese
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import UnitVersion
from trienkhai.web.offices.queries import in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTerms:
    """What an officer says of one item. `units` None: everybody who receives; `short` empty: as it was."""

    deadline_on: date | None
    units: tuple[int, ...] | None
    short: str = ""


def _begin(actor: Actor, directive_id: int, deed: str, version: int | None = None) -> Directive:
    directive = lock_directive(actor, directive_id)
    check_may(may_arrange(actor, directive), "officer-arranges", ONLY_ARRANGERS)
    check_state(directive, deed)
    check_unsigned(directive)
    check_version(directive, version)
    return directive


@transaction.atomic
def set_period(actor: Actor, directive_id: int, *, start: date, end: date, version: int | None = None) -> Directive:
    """The directive covers these days; a person stands for them from now on."""
    directive = _begin(actor, directive_id, "set_period", version)
    if end < start:
        raise NotValid(
            "period-order", _("Ngày cuối kỳ phải sau ngày đầu kỳ."), {"period_end": _("Chọn ngày sau ngày đầu kỳ.")}
        )
    directive.period_start, directive.period_end = start, end
    directive.period_origin = Origin.PERSON
    touch(directive)
    record(events.PeriodSet(start=start, end=end, **about(directive)), actor.author)
    return directive


@transaction.atomic
def set_report(
    actor: Actor,
    directive_id: int,
    *,
    deadline_on: date | None,
    data_close_on: date | None = None,
    period_start: date | None = None,
    period_end: date | None = None,
    period_label: str = "",
    version: int | None = None,
) -> Item | None:
    """Units report by this day, or (None) are not asked to. What is not said follows the reporting regime.

    Where the text itself asks for a report, its request gets the day; else one is added that the officer stands for.
    """
    directive = _begin(actor, directive_id, "set_report", version)
    item = directive.items.filter(kind=Item.Kind.REPORT, struck_at__isnull=True).order_by("position").first()
    directive.report_decided = True
    if deadline_on is None:
        _drop_report(actor, item)
    else:
        item = item or _new_report(directive)
        item.data_close_on = data_close_on
        _fill_period(directive, item, period_start, period_end, period_label)
        _check_report_days(item, deadline_on)
        _set_deadline(actor, item, deadline_on)
        item.deadline_basis = BASIS if data_close_on and data_close_on == _regime_close(directive) else ""
        item.text = item.text or in_vietnamese(f"Báo cáo {name_results(item.period_label)}")
        item.short = item.short or in_vietnamese(f"Báo cáo {item.period_label}")
        item.save()
    touch(directive)
    close = data_close_on if deadline_on else None
    record(events.ReportSet(deadline_on=deadline_on, data_close_on=close, **about(directive)), actor.author)
    return item if deadline_on else None


def _drop_report(actor: Actor, item: Item | None) -> None:
    if item is not None and item.spans:
        item.struck_at, item.struck_reason = clock.now(), in_vietnamese("Không yêu cầu báo cáo.")
        item.save()
    elif item is not None:
        item.delete()


def _new_report(directive: Directive) -> Item:
    last = directive.items.order_by("-position").first()
    return Item(
        directive=directive,
        kind=Item.Kind.REPORT,
        position=(last.position if last else 0) + 1,
        deadline_origin=Origin.PERSON,
    )


def _fill_period(directive: Directive, item: Item, start: date | None, end: date | None, label: str) -> None:
    """Said by the officer, else as it was, else as the regime has it, else the directive's own days."""
    proposal = propose_report(directive.period_start, directive.period_end)
    regime = item.data_close_on is not None and proposal is not None and item.data_close_on == proposal.data_close_on
    if regime and proposal is not None:
        start, end = start or proposal.period_start, end or proposal.period_end
    item.period_start = start or item.period_start or directive.period_start
    item.period_end = end or item.data_close_on or item.period_end or directive.period_end
    item.period_label = (
        label or item.period_label or (proposal.period_label if proposal else in_vietnamese("kết quả thực hiện"))
    )


def _regime_close(directive: Directive) -> date | None:
    proposal = propose_report(directive.period_start, directive.period_end)
    return proposal.data_close_on if proposal else None


def _check_report_days(item: Item, deadline_on: date) -> None:
    if item.data_close_on is not None and deadline_on <= item.data_close_on:
        raise NotValid(
            "report-before-close",
            _(
                "Ngày gửi báo cáo phải sau ngày chốt số liệu ít nhất một ngày làm việc "
                "(Điều 8 Nghị định 09/2019/NĐ-CP)."
            ),
            {"report_deadline": _("Chọn ngày sau ngày chốt số liệu.")},
        )
    if item.period_start is not None and deadline_on < item.period_start:
        raise NotValid(
            "report-before-period",
            _("Ngày gửi báo cáo nằm trước kỳ báo cáo."),
            {"report_deadline": _("Chọn ngày trong hoặc sau kỳ báo cáo.")},
        )


def _set_deadline(actor: Actor, item: Item, day: date | None) -> None:
    """A day the text states stays stated; any other is the person's."""
    if day == item.deadline_on and item.deadline_origin == Origin.STATED:
        return
    item.deadline_on = day
    item.deadline_origin = Origin.PERSON if day else Origin.NONE
    item.deadline_set_by = printed(actor) if day else ""
    item.deadline_set_on = clock.today() if day else None


@transaction.atomic
def set_item(actor: Actor, directive_id: int, *, item_id: int, terms: ItemTerms, version: int | None = None) -> Item:
    """The item is due on this day (or has none) and asked of these units."""
    directive = _begin(actor, directive_id, "set_item", version)
    item = _find_item(directive, item_id)
    _set_deadline(actor, item, terms.deadline_on)
    item.for_everyone = terms.units is None
    item.short = (terms.short.strip() or item.short)[:120]
    item.struck_at, item.struck_reason = None, ""
    item.save()
    item.units.set(_check_units(terms.units or ()))
    for unit_id in terms.units or ():
        _make_receiver(directive, unit_id)
    touch(directive)
    name = item.label or item.short
    record(events.ItemSet(item=name, deadline_on=terms.deadline_on, **about(directive)), actor.author)
    return item


@transaction.atomic
def strike_item(actor: Actor, directive_id: int, *, item_id: int, reason: str, version: int | None = None) -> Item:
    """The item is not asked of anybody; `set_item` takes it back."""
    directive = _begin(actor, directive_id, "strike_item", version)
    item = _find_item(directive, item_id)
    item.struck_at, item.struck_reason = clock.now(), check_reason(reason)
    item.save()
    touch(directive)
    event = events.ItemStruck(item=item.label or item.short, reason=item.struck_reason, **about(directive))
    record(event, actor.author)
    return item


def _find_item(directive: Directive, item_id: int) -> Item:
    item = directive.items.filter(pk=item_id).first()
    if item is None:
        raise Unknown
    return item


def _check_units(units: tuple[int, ...]) -> list[int]:
    known = set(
        UnitVersion.objects.filter(in_force(clock.today()), unit_id__in=units).values_list("unit_id", flat=True)
    )
    if set(units) - known:
        raise NotValid("unit-unknown", _("Có đơn vị không còn hoạt động vào hôm nay. Chọn lại trong danh sách."))
    return sorted(known)


def _make_receiver(directive: Directive, unit_id: int) -> None:
    """A unit that is asked something is among the receivers."""
    received = AddresseeUnit.objects.filter(
        addressee__directive=directive,
        addressee__purpose__in=(Purpose.CARRY_OUT, Purpose.COORDINATE),
        unit_id=unit_id,
        included=True,
    )
    if not received.exists():
        _add(directive, unit_id, Purpose.CARRY_OUT, in_vietnamese("Được nêu ở một mục của chỉ đạo."), None)


@transaction.atomic
def set_purpose(
    actor: Actor, directive_id: int, *, addressee_id: int, purpose: Purpose, version: int | None = None
) -> Addressee:
    """A person says why these receive; only carrying out and coordinating make duties."""
    directive = _begin(actor, directive_id, "set_purpose", version)
    row = directive.addressees.filter(pk=addressee_id).first()
    if row is None:
        raise Unknown
    row.purpose, row.origin = purpose, Origin.PERSON
    row.save()
    touch(directive)
    with vietnamese():
        said = events.PurposeSet(phrase=row.phrase, purpose=str(Purpose(purpose).label), **about(directive))
    record(said, actor.author)
    return row


@transaction.atomic
def set_options(
    actor: Actor,
    directive_id: int,
    *,
    plan_needed: bool,
    acceptance_needed: bool,
    plan_due_on: date | None = None,
    version: int | None = None,
) -> Directive:
    """Whether units send plans, until when, and whether reports are accepted by the office."""
    directive = _begin(actor, directive_id, "set_options", version)
    directive.plan_needed, directive.acceptance_needed = plan_needed, acceptance_needed
    directive.plan_due_on = plan_due_on if plan_needed else None
    touch(directive)
    said = events.OptionsSet(plan_needed=plan_needed, acceptance_needed=acceptance_needed, **about(directive))
    record(said, actor.author)
    return directive


@transaction.atomic
def merge_forms(
    actor: Actor, directive_id: int, *, form_id: int, into_id: int | None, version: int | None = None
) -> DirectiveForm:
    """Two forms that the text gives in two places are one; None sets the form apart again."""
    directive = _begin(actor, directive_id, "merge_forms", version)
    forms = {form.pk: form for form in directive.forms.all()}
    form = forms.get(form_id)
    into = forms.get(into_id) if into_id is not None else None
    if form is None or (into_id is not None and into is None):
        raise Unknown
    if into is not None and (into.pk == form.pk or into.merged_into_id is not None):
        raise NotValid("merge-loop", _("Chỉ gộp vào một hình thức khác, chưa bị gộp."))
    if into is not None and any(twin.merged_into_id == form.pk for twin in forms.values()):
        raise NotValid("merge-loop", _("Hình thức này đang nhận hình thức khác gộp vào. Tách ra trước."))
    form.merged_into = into
    form.save()
    touch(directive)
    said = events.FormsMerged(form=form.text[:80], into=into.text[:80] if into else "", **about(directive))
    record(said, actor.author)
    return form


@transaction.atomic
def map_form(
    actor: Actor, directive_id: int, *, form_id: int, catalogue_keys: tuple[str, ...], version: int | None = None
) -> DirectiveForm:
    """The form of the text stands for these forms of the catalogue."""
    directive = _begin(actor, directive_id, "map_form", version)
    form = directive.forms.filter(pk=form_id).first()
    if form is None:
        raise Unknown
    unknown = [key for key in catalogue_keys if key not in catalogue().forms]
    if unknown:
        raise NotValid("form-unknown", _("Danh mục không có hình thức %(names)s.") % {"names": ", ".join(unknown)})
    form.catalogue_keys = [key for key in catalogue().forms if key in catalogue_keys]
    form.save()
    touch(directive)
    record(events.FormsMerged(form=form.text[:80], **about(directive)), actor.author)
    return form


@transaction.atomic
def set_form(
    actor: Actor,
    directive_id: int,
    *,
    form_id: int,
    into_id: int | None,
    catalogue_keys: tuple[str, ...],
    version: int | None = None,
) -> None:
    """The form stands for these forms of the catalogue, merged into a twin or apart; what did not change is left."""
    directive = _begin(actor, directive_id, "map_form", version)
    form = directive.forms.filter(pk=form_id).first()
    if form is None:
        raise Unknown
    if form.merged_into_id != into_id:
        merge_forms(actor, directive_id, form_id=form_id, into_id=into_id)
    if set(form.catalogue_keys) != set(catalogue_keys):
        map_form(actor, directive_id, form_id=form_id, catalogue_keys=catalogue_keys)


def add_to_draft(
    actor: Actor,
    directive: Directive,
    *,
    unit_id: int,
    reason: str,
    basis: str = "",
    purpose: Purpose = Purpose.CARRY_OUT,
    addressee_id: int | None = None,
) -> None:
    """The unit is among the receivers of a draft: of a phrase it was found for by a person, or outside the text."""
    check_unsigned(directive)
    _check_units((unit_id,))
    row = directive.addressees.filter(pk=addressee_id).first() if addressee_id else None
    if addressee_id and row is None:
        raise Unknown
    here = AddresseeUnit.objects.filter(addressee__directive=directive, unit_id=unit_id)
    if row is not None:
        here = here.filter(addressee=row)
    known = here.order_by("addressee__position").first()
    if known is not None and known.included and known.addressee.purpose == purpose:
        raise NotValid(
            "unit-listed", _("Đơn vị này đã có trong danh sách nhận."), {"unit": _("Đã có trong danh sách.")}
        )
    if known is not None and known.addressee.purpose in (purpose, getattr(row, "purpose", purpose)):
        known.included, known.origin = True, Origin.PERSON
        known.reason, known.basis = reason, basis[:200]
        known.save()
    else:
        _add(directive, unit_id, purpose, reason, row, basis)
    touch(directive)
    name = _unit_name(unit_id)
    record(events.UnitAdded(unit=name, reason=reason, **about(directive)), actor.author)


def _add(
    directive: Directive, unit_id: int, purpose: Purpose, reason: str, row: Addressee | None, basis: str = ""
) -> None:
    version = UnitVersion.objects.filter(in_force(clock.today()), unit_id=unit_id).order_by("-valid_from").first()
    if version is None:
        raise NotValid(
            "unit-unknown", _("Không có đơn vị này vào hôm nay."), {"unit": _("Chọn một đơn vị trong danh sách.")}
        )
    if row is None:
        row, _made = Addressee.objects.get_or_create(
            directive=directive,
            place=OUTSIDE,
            purpose=purpose,
            defaults={
                "phrase": OUTSIDE,
                "position": 900 + list(Purpose).index(purpose),
                "origin": Origin.PERSON,
                "rule": in_vietnamese("do người phụ trách thêm, có lý do"),
                "resolved_for": clock.today(),
            },
        )
    AddresseeUnit.objects.create(
        addressee=row,
        unit_id=unit_id,
        version=version,
        origin=Origin.PERSON,
        reason=reason,
        basis=basis[:200],
    )


def strike_from_draft(actor: Actor, directive: Directive, *, unit_id: int, reason: str, basis: str = "") -> None:
    """The unit is not among the receivers of a draft, in no phrase; the reason stays beside it."""
    check_unsigned(directive)
    rows = _rows_of(directive, unit_id)
    for row in rows:
        row.included, row.origin = False, Origin.PERSON
        row.reason, row.basis = reason, basis[:200]
        row.save()
    touch(directive)
    record(events.UnitStruck(unit=rows[0].version.name, reason=reason, **about(directive)), actor.author)


@transaction.atomic
def keep_units(
    actor: Actor,
    directive_id: int,
    *,
    addressee_id: int,
    unit_ids: tuple[int, ...],
    reason: str = "",
    basis: str = "",
    version: int | None = None,
) -> int:
    """Of the units of one phrase these stay; the others are struck for one reason, and earlier strikes undone.

    Gives how many changed. Each unit has an entry of its own, because each may ask why it was left out.
    """
    directive = _begin(actor, directive_id, "restore_unit", version)
    rows = list(AddresseeUnit.objects.filter(addressee__directive=directive, addressee_id=addressee_id))
    if not rows:
        raise Unknown
    kept = [row.unit_id for row in rows if not row.included and row.unit_id in unit_ids]
    lost = [row.unit_id for row in rows if row.included and row.unit_id not in unit_ids]
    said = check_reason(reason) if lost else ""
    for unit_id in lost:
        strike_from_draft(actor, directive, unit_id=unit_id, reason=said, basis=basis)
    for unit_id in kept:
        restore_unit(actor, directive_id, unit_id=unit_id)
    return len(lost) + len(kept)


@transaction.atomic
def exempt_unit(
    actor: Actor, directive_id: int, *, unit_id: int, reason: str, basis: str = "", version: int | None = None
) -> None:
    """The unit receives and carries out, but need not report; it is told so from the first day."""
    directive = _begin(actor, directive_id, "exempt_unit", version)
    said = check_reason(reason)
    rows = _rows_of(directive, unit_id)
    for row in rows:
        row.reports, row.origin = False, Origin.PERSON
        row.reason, row.basis = said, basis[:200]
        row.save()
    touch(directive)
    record(events.UnitExempted(unit=rows[0].version.name, reason=said, **about(directive)), actor.author)


@transaction.atomic
def restore_unit(actor: Actor, directive_id: int, *, unit_id: int, version: int | None = None) -> None:
    """What a person changed about this unit in the draft is undone: it stands as the text has it."""
    directive = _begin(actor, directive_id, "restore_unit", version)
    rows = [row for row in _rows_of(directive, unit_id) if row.origin == Origin.PERSON]
    if not rows:
        raise Unknown
    name = rows[0].version.name
    for row in rows:
        if row.addressee.place == OUTSIDE:
            row.delete()
            continue
        row.included, row.reports, row.origin = True, True, Origin.INFERRED
        row.reason = row.basis = ""
        row.save()
    directive.addressees.filter(place=OUTSIDE, resolved__isnull=True).delete()
    touch(directive)
    record(events.UnitRestored(unit=name, **about(directive)), actor.author)


def _rows_of(directive: Directive, unit_id: int) -> list[AddresseeUnit]:
    rows = list(
        AddresseeUnit.objects.filter(addressee__directive=directive, unit_id=unit_id).select_related(
            "addressee", "version"
        )
    )
    if not rows:
        raise NotValid(
            "unit-not-listed", _("Đơn vị này không có trong danh sách nhận."), {"unit": _("Chọn đơn vị khác.")}
        )
    return rows


def _unit_name(unit_id: int) -> str:
    version = UnitVersion.objects.filter(in_force(clock.today()), unit_id=unit_id).order_by("-valid_from").first()
    return version.name if version else ""
