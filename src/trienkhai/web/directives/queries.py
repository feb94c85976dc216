"""Looking directives and duties up, always limited to what the person may see; standings of duties on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    DateTimeField,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from trienkhai.vietnamese.letters import fold
from trienkhai.web import clock
from trienkhai.web.directives import kept_words
from trienkhai.web.directives.lateness import ItemFacts
from trienkhai.web.directives.ledger import DutyStanding, EntryKind, Line, Plea, Terms, compute_standing
from trienkhai.web.directives.models import Addressee, AddresseeUnit, Directive, Duty, DutyRequest, Item, LedgerEntry
from trienkhai.web.directives.permissions import may_acknowledge, visible_directives_to, visible_duties_to
from trienkhai.web.directives.planning import PLAN_KIND, list_owed_plans, list_plan_terms
from trienkhai.web.documents.codes import code_key
from trienkhai.web.documents.models import Purpose, Reading
from trienkhai.web.errors import NotAllowed, Unknown
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import own_units
from trienkhai.web.prepared import prepared
from trienkhai.web.ui.formats import say_period

PLEAS = (DutyRequest.Kind.EXTENSION, DutyRequest.Kind.EXEMPTION)
MOST_TO_LINK = 100
DUTY_PURPOSES = (Purpose.CARRY_OUT, Purpose.COORDINATE)


def visible_directives(actor: Actor) -> QuerySet[Directive]:
    """What this person may see, newest first."""
    seen = Directive.objects.filter(visible_directives_to(actor)).values("pk")
    return Directive.objects.filter(pk__in=seen).select_related("document").order_by("-id")


def own_directives(actor: Actor) -> QuerySet[Directive]:
    """What the person's office asks of others, with the number of duties as `duty_count`."""
    return (
        Directive.objects.filter(office_id=actor.office_id)
        .select_related("document")
        .annotate(
            duty_count=Count("duties", distinct=True), taken_count=Count("duties__acknowledgement", distinct=True)
        )
        .order_by("-id")
    )


def find_directive(actor: Actor, directive_id: int) -> Directive:
    """One directive. Raises Unknown."""
    found = visible_directives(actor).filter(pk=directive_id).first()
    if found is None:
        raise Unknown
    return found


def find_directive_of_office(actor: Actor, directive_id: int) -> Directive:
    """One directive of the person's own office, drafts included. Raises Unknown."""
    found = find_directive(actor, directive_id)
    if found.office_id != actor.office_id:
        raise Unknown
    return found


def visible_duties(actor: Actor) -> QuerySet[Duty]:
    """What this person may see: what their unit owes, and what their office gave."""
    return (
        Duty.objects.filter(visible_duties_to(actor))
        .select_related("directive__document", "unit", "acknowledgement")
        .order_by("-directive_id", "position", "id")
    )


def own_duties(actor: Actor) -> QuerySet[Duty]:
    """What the person's own unit and office were asked, newest first."""
    return (
        Duty.objects.filter(unit_id__in=own_units(actor))
        .select_related("directive__document", "unit", "acknowledgement")
        .order_by("-directive_id", "id")
    )


def find_duty(actor: Actor, duty_id: int) -> Duty:
    """One duty. Raises Unknown."""
    found = visible_duties(actor).filter(pk=duty_id).first()
    if found is None:
        raise Unknown
    return found


def find_duty_for_unit_entry(actor: Actor, duty_id: int) -> Duty:
    """A duty the person may enter something for, themselves or on a unit's behalf. Raises Unknown, NotAllowed."""
    duty = find_duty(actor, duty_id)
    if not may_acknowledge(actor, duty):
        raise NotAllowed(
            "unit-enters", _("Việc này do người của đơn vị làm; văn thư, chuyên viên cơ quan ban hành nhập hộ được.")
        )
    return duty


def list_duties(directive_id: int) -> QuerySet[Duty]:
    """All duties of a directive, in the order of the unit list."""
    return (
        Duty.objects.filter(directive_id=directive_id)
        .select_related("unit", "acknowledgement", "directive")
        .order_by("position", "id")
    )


def list_addressees(directive: Directive) -> list[Addressee]:
    """The receivers of a directive with the units they stand for, in the order of the text."""
    resolved = AddresseeUnit.objects.select_related("unit", "version").order_by("unit__position", "unit_id")
    return list(directive.addressees.prefetch_related(Prefetch("resolved", resolved)).order_by("position", "id"))


def list_items(directive: Directive, *, struck: bool = False) -> list[Item]:
    """What the directive asks, in the order of the text; with struck ones on demand."""
    items = directive.items.prefetch_related("units").order_by("position", "id")
    return list(items if struck else items.filter(struck_at__isnull=True))


def find_written(actor: Actor, directive_id: int) -> Directive:
    """A directive that was written here, out of received items. Raises Unknown for one that came as a file or as typed
    text: its paper is the file."""
    directive = find_directive(actor, directive_id)
    if Reading.objects.filter(document_id=directive.document_id).exists():
        raise Unknown
    return directive


def find_written_directive(document_id: int) -> int | None:
    """The directive a document written here gives."""
    found = Directive.objects.filter(document_id=document_id, document__reading__isnull=True)
    return found.values_list("pk", flat=True).first()


def list_requests(actor: Actor) -> QuerySet[DutyRequest]:
    """Requests the person may see: of their unit, or to their office; open ones first, oldest first."""
    mine = Q(duty__unit_id__in=own_units(actor)) | Q(duty__directive__office_id=actor.office_id)
    open_first = Case(When(state=DutyRequest.State.OPEN, then=0), default=1, output_field=IntegerField())
    return (
        DutyRequest.objects.filter(mine)
        .select_related("duty__directive__document", "item")
        .order_by(open_first, "effective_on", "id")
    )


def find_request(actor: Actor, request_id: int) -> DutyRequest:
    """One request. Raises Unknown."""
    found = list_requests(actor).filter(pk=request_id).first()
    if found is None:
        raise Unknown
    return found


def load_standings(directive_id: int, *, on: date, known: date | None = None) -> dict[int, DutyStanding]:
    """What every duty of a directive is on a day, by the duty's id, as known by the end of `known` (None: by now)."""
    return compute_standings(Duty.objects.filter(directive_id=directive_id), on=on, known=known)


def compute_standings(
    duties: Iterable[Duty] | QuerySet[Duty], *, on: date, known: date | None = None
) -> dict[int, DutyStanding]:
    """What these duties are on a day (three queries, four for a query set), by the duty's id."""
    return compute_standings_with_items(duties, on=on, known=known)[0]


def compute_standings_with_items(
    duties: Iterable[Duty] | QuerySet[Duty],
    *,
    on: date,
    known: date | None = None,
    loaded: Iterable[Item] | None = None,
) -> tuple[dict[int, DutyStanding], dict[int, Item]]:
    """The same, and every item of their directives by its id, struck ones too; `units` is loaded where it counts.

    A caller that has all those items `loaded` already, units too, saves two queries. A plan is told as owed where the
    duties come with their directives; it is no item.
    """
    rows = list(duties)
    items: dict[int, list[Item]] = defaultdict(list)
    if loaded is None:
        loaded = _items_of(tuple({duty.directive_id for duty in rows}))
        prefetch_related_objects([item for item in loaded if not item.for_everyone], "units")
    for item in loaded:
        items[item.directive_id].append(item)
    ledgers = load_ledgers([duty.pk for duty in rows])
    known_by = clock.end_of(known) if known is not None else None
    plans = {duty.directive_id: list_plan_terms(duty.directive) for duty in rows if _has_directive(duty)}
    standings = {
        duty.pk: compute_standing(
            ledgers[duty.pk].lines,
            [
                *plans.get(duty.directive_id, ()),
                *(terms_from(item, duty.unit_id) for item in items.get(duty.directive_id, ())),
            ],
            on=on,
            known_by=known_by,
            pleas=ledgers[duty.pk].pleas,
        )
        for duty in rows
    }
    return standings, {item.pk: item for found in items.values() for item in found}


@prepared
def _items_of(directives: tuple[int, ...]) -> QuerySet[Item]:
    """Every item of these directives."""
    return Item.objects.filter(directive_id__in=directives)


@prepared
def _items_told(directive_id: int, unit_id: int) -> QuerySet[Item]:
    """Every item of a directive, and whether it names this unit (`is_named`)."""
    named = Item.units.through.objects.filter(item=OuterRef("pk"), unit_id=unit_id)
    return Item.objects.filter(directive_id=directive_id).annotate(is_named=Exists(named))


def find_standing(duty: Duty, *, on: date, ledger: Ledger | None = None) -> tuple[DutyStanding, dict[int, Item]]:
    """What one duty is on a day, and the items of its directive by id, the plan and struck ones too: two queries.

    One less where the caller has the `ledger` already.
    """
    items = _items_told(duty.directive_id, duty.unit_id)
    kept = ledger or load_ledgers([duty.pk])[duty.pk]
    standing = compute_standing(
        kept.lines,
        [
            *list_plan_terms(duty.directive),
            *(
                terms_of(item, addressed=item.for_everyone or item.is_named)  # type: ignore[attr-defined]  # annotated
                for item in items
            ),
        ],
        on=on,
        pleas=kept.pleas,
    )
    return standing, {item.pk: item for item in (*list_owed_plans(duty.directive), *items)}


def _has_directive(duty: Duty) -> bool:
    """Whether the directive came with the duty, so that asking it costs no query."""
    return "directive" in duty._state.fields_cache


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was written about one duty: the entries, and the unit's requests, both oldest first."""

    lines: list[Line] = field(default_factory=list)
    requests: list[DutyRequest] = field(default_factory=list)

    @property
    def pleas(self) -> list[Plea]:
        """The requests that hold a day until they are answered; an objection stops no red."""
        return [plea_from(asked) for asked in self.requests if asked.kind in PLEAS]


def load_ledgers(duties: Collection[int]) -> dict[int, Ledger]:
    """The ledgers of these duties, by the duty's id: entries and requests in one query."""
    found = {duty: Ledger() for duty in duties}
    for row in sorted(_ledger_rows(tuple(duties)), key=lambda row: (row[7], row[8], row[0])):
        if row[2] in LedgerEntry.Kind.values:
            found[row[1]].lines.append(_line_of(row))
        else:
            found[row[1]].requests.append(_request_of(row))
    return found


_NO_TEXT = Value("", output_field=CharField())
ENTRY_COLUMNS = (
    "pk", "duty_id", "kind", "item_id", "new_deadline_on", "reason", "made_by", "effective_on", "recorded_at",
    "basis", _NO_TEXT, Value(None, output_field=DateField()), Value(None, output_field=DateTimeField()),
)  # fmt: skip
REQUEST_COLUMNS = (
    "pk", "duty_id", "kind", "item_id", "wanted_on", "reason", "made_by", "effective_on", "recorded_at",
    "state", "answer", "answered_on", "answered_at",
)  # fmt: skip
_Row = tuple[int, int, str, int | None, date | None, str, str, date, datetime, str, str, date | None, datetime | None]


@prepared
def _ledger_rows(duties: tuple[int, ...]) -> QuerySet[Any, _Row]:
    """The entries and the requests of these duties, in no order."""
    entries = LedgerEntry.objects.filter(duty_id__in=duties).order_by()
    asked = DutyRequest.objects.filter(duty_id__in=duties).order_by()
    return entries.values_list(*ENTRY_COLUMNS).union(asked.values_list(*REQUEST_COLUMNS), all=True)


def _line_of(row: _Row) -> Line:
    pk, _duty, kind, item, day, reason, made_by, effective_on, recorded_at, basis, *_rest = row
    return Line(
        id=pk,
        kind=EntryKind(kind),
        item=item,
        new_deadline_on=day,
        reason=reason,
        basis=basis,
        made_by=made_by,
        effective_on=effective_on,
        recorded_at=recorded_at,
    )


def _request_of(row: _Row) -> DutyRequest:
    return DutyRequest(**dict(zip(REQUEST_COLUMNS, row, strict=True)))


def plea_from(asked: DutyRequest) -> Plea:
    """A request as the arithmetic sees it."""
    return Plea(
        item=asked.item_id,
        wants_time=asked.kind == DutyRequest.Kind.EXTENSION,
        made_on=asked.effective_on,
        recorded_at=asked.recorded_at,
        answered_on=asked.answered_on,
        answered_at=asked.answered_at,
    )


def terms_from(item: Item, unit_id: int) -> Terms:
    """What an item says to one unit; needs `units` loaded."""
    return terms_of(item, addressed=item.for_everyone or unit_id in {unit.pk for unit in item.units.all()})


def terms_of(item: Item, *, addressed: bool) -> Terms:
    """What an item says to a unit that it is addressed to, or is not."""
    return Terms(
        item=item.pk,
        kind=item.kind,
        addressed=addressed,
        deadline_on=item.deadline_on,
        origin=item.deadline_origin,
        struck_on=item.struck_at.astimezone(clock.HANOI).date() if item.struck_at else None,
    )


def facts_of(item: Item, directive: Directive, office_name: str) -> ItemFacts:
    """What the explanation of a deadline says about an item."""
    kind = directive.document.kind_name
    return ItemFacts(
        name=name_item(item),
        is_report=item.kind == Item.Kind.REPORT,
        is_plan=item.kind == PLAN_KIND,
        document=kind[:1].upper() + kind[1:],
        office=short_office(office_name),
        deadline_text=item.deadline_text,
        deadline_basis=kept_words.say(item.deadline_basis),
        set_on=item.deadline_set_on,
        data_close_on=item.data_close_on,
    )


def name_item(item: Item) -> str:
    """What an item is called inside a sentence: "báo cáo năm 2023", "nhiệm vụ 2"."""
    if item.kind == Item.Kind.REPORT:
        period = say_period(kept_words.say(item.period_label))
        return (_("báo cáo %(period)s") % {"period": period}).strip()
    if item.kind == PLAN_KIND:
        return _("kế hoạch")
    word = pgettext("item", "nhiệm vụ") if item.kind == Item.Kind.TASK else _("nội dung")
    return f"{word} {item.label}" if item.label else f"{word} “{item.short}”"


def short_office(name: str) -> str:
    """What people call an office inside a sentence about it: "Sở", "UBND tỉnh …"."""
    if name.startswith(in_vietnamese("Sở ")):
        return in_vietnamese("Sở")
    return name.replace(in_vietnamese("Ủy ban nhân dân"), "UBND")


@dataclass(frozen=True, slots=True)
class DutyCounts:
    """How many duties of a directive count today, and how many of those were taken on."""

    duties: int = 0
    taken: int = 0


def count_duties(directives: Iterable[int], on: date) -> dict[int, DutyCounts]:
    """Counting duties of these directives on a day, by the directive's id (one query, whatever their number).

    The last entry about the whole duty decides, as in `ledger.compute_standing`.
    """
    whole = (LedgerEntry.Kind.ADDED, LedgerEntry.Kind.MOVED, LedgerEntry.Kind.WITHDRAWN, LedgerEntry.Kind.EXEMPTED)
    last = LedgerEntry.objects.filter(
        duty=OuterRef("pk"), item__isnull=True, kind__in=whole, effective_on__lte=on
    ).order_by("-effective_on", "-recorded_at", "-id")
    rows = (
        Duty.objects.filter(directive_id__in=list(directives))
        .annotate(last=Subquery(last.values("kind")[:1]))
        .filter(last=LedgerEntry.Kind.ADDED)
        .values_list("directive_id")
        .annotate(Count("pk"), Count("acknowledgement"))
        .order_by("directive_id")
    )
    return {directive: DutyCounts(duties, taken) for directive, duties, taken in rows}


def search_directives(actor: Actor, words: str, states: Collection[str] = ()) -> QuerySet[Directive]:
    """What the person's office asks of others, in these states, whose title, subject or number has these words."""
    found = Directive.objects.filter(office_id=actor.office_id).select_related("document").order_by("-id")
    if states:
        found = found.filter(state__in=states)
    return found.filter(_has_words(words, "document__"))


def count_by_state(actor: Actor, words: str) -> dict[str, int]:
    """How many directives of the person's office have these words, by state (one query)."""
    rows = search_directives(actor, words).order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def list_requests_to_office(actor: Actor) -> QuerySet[DutyRequest]:
    """What units ask of the person's office; open ones first, oldest first."""
    return list_requests(actor).filter(duty__directive__office_id=actor.office_id)


def search_duties(actor: Actor, words: str) -> QuerySet[Duty]:
    """What the person's own unit was asked, whose directive has these words; newest first."""
    return own_duties(actor).filter(_has_words(words, "directive__document__")).order_by("-id")


def _has_words(words: str, document: str) -> Q:
    """Number or subject, with or without marks."""
    folded, key = fold(words).strip(), code_key(words)
    subject = Q()
    for word in folded.split():
        subject &= Q(**{f"{document}subject_folded__contains": word})
    if not folded:
        return Q()
    return subject | Q(**{f"{document}code_key__contains": key}) if key else subject


@dataclass(frozen=True, slots=True)
class AskedElsewhere:
    """A report that some of these units owe already; only one's own office's are told by name."""

    item: Item
    units: int
    own: bool


def list_reports_asked(directive: Directive, units: Collection[int], on: date) -> list[AskedElsewhere]:
    """Reports other running directives ask of these units, still to come, soonest first."""
    asked = (
        Item.objects.filter(
            kind=Item.Kind.REPORT,
            struck_at__isnull=True,
            directive__state=Directive.State.ISSUED,
            directive__duties__unit_id__in=list(units),
            deadline_on__gte=on,
        )
        .exclude(directive_id=directive.pk)
        .select_related("directive__document")
        .annotate(asked=Count("directive__duties__unit", distinct=True))
        .order_by("deadline_on", "id")
    )
    return [AskedElsewhere(item, item.asked, item.directive.office_id == directive.office_id) for item in asked]


def list_duties_to_link(actor: Actor, on: date) -> list[Duty]:
    """The running duties of the person's own office that still count, newest first: what a draft may fulfil."""
    found = Duty.objects.filter(unit_id=actor.office_id, directive__state=Directive.State.ISSUED)
    rows = list(found.select_related("directive__document").order_by("-directive_id")[:MOST_TO_LINK])
    standings = compute_standings(rows, on=on) if rows else {}
    return [duty for duty in rows if standings[duty.pk].counts]
