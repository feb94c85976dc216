"""What the page for recording an activity shows: choices, suggestions, what it will count for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from trienkhai.web.activities.actions import KeptFile, Quantity, unit_code
from trienkhai.web.activities.amounts import say_amount
from trienkhai.web.activities.forms import ActivityForm, AmountLine
from trienkhai.web.activities.keeping import seal_kept
from trienkhai.web.activities.models import Activity
from trienkhai.web.activities.queries import find_uses, list_same_day_and_place
from trienkhai.web.directives.catalogue import Form, FormGroup, catalogue
from trienkhai.web.directives.models import DirectiveForm, Duty, Item
from trienkhai.web.files.thumbnails import may_show
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import acts_for
from trienkhai.web.ui.formats import format_day

NEAR_FORMS, NEAR_ITEMS, LOOK_BACK, SHORT = 5, 6, 60, 58


@dataclass(frozen=True, slots=True)
class Choice:
    """A chip. `value` as sent, `label` in full, `title` for the pointer."""

    value: str
    label: str
    chosen: bool
    title: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """One cell of the coverage page that the activity will count for, and how many of the unit's are there already."""

    item: str
    group: str
    before: int


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A kept file with the sealed text that carries it on, and the other activities it proves already."""

    sealed: str
    kept: KeptFile
    used: tuple[Activity, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether it has a small picture."""
        return may_show(self.kept.media_type)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two people filled in differently: what stands saved, and what was typed here."""

    label: str
    saved: str
    typed: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of amounts: its number in the form, what was typed, and the measures to choose from."""

    number: int
    line: AmountLine
    usual: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What is known before anything is typed. `earlier` are the unit's latest activities under the directive.

    `saved` are the identities of these and of withdrawn ones: a draft on some machine that bears one is done with.
    """

    duty: Duty
    items: tuple[Item, ...]
    earlier: tuple[Activity, ...]
    form_keys: tuple[str, ...]
    code: str
    on_behalf: bool
    saved: tuple[UUID, ...] = ()

    @property
    def item_choices(self) -> list[tuple[int, str]]:
        """For the form."""
        return [(item.pk, name_item(item)) for item in self.items]

    def make_form(
        self,
        data: QueryDict | None = None,
        *,
        initial: Mapping[str, object] | None = None,
        taken_on: date | None = None,
    ) -> ActivityForm:
        """A form of this sheet, empty or filled."""
        return ActivityForm(data, items=self.item_choices, initial=initial, taken_on=taken_on, on_behalf=self.on_behalf)


@dataclass(frozen=True, kw_only=True)
class RecordPage:
    """Everything the template draws."""

    sheet: Sheet
    form: ActivityForm
    lines: tuple[ShownLine, ...]
    files: tuple[ShownFile, ...]
    paper: ShownFile | None
    near_forms: tuple[Choice, ...]
    far_forms: tuple[tuple[FormGroup, tuple[Choice, ...]], ...]
    near_items: tuple[Choice, ...]
    far_items: tuple[Choice, ...]
    counted: tuple[Counted, ...]
    doubles: tuple[Activity, ...]
    theirs: tuple[Difference, ...]
    has_tasks: bool
    activity: Activity | None = None

    @property
    def from_photo(self) -> bool:
        """Whether the day in the form is that of a photo."""
        return any(day_of(self.form) == file.kept.taken_on for file in self.files if file.kept.taken_on)

    @property
    def line_faults(self) -> bool:
        """Whether a line says itself what is wrong with it."""
        return any(shown.line.error for shown in self.lines)


def load_sheet(actor: Actor, duty: Duty) -> Sheet:
    """The duty's items, the unit's habits, the code the activity will have."""
    items = tuple(item for item in asked_items(duty))
    latest = list(Activity.objects.filter(duty=duty).prefetch_related("items").order_by("-number")[:LOOK_BACK])
    earlier = tuple(entry for entry in latest if entry.state != Activity.State.WITHDRAWN)
    keys: dict[str, None] = {}
    for form in DirectiveForm.objects.filter(directive_id=duty.directive_id, merged_into__isnull=True):
        keys.update(dict.fromkeys(key for key in form.catalogue_keys if key in catalogue().forms))
    last = latest[0].number if latest else 0
    return Sheet(
        duty=duty,
        items=items,
        earlier=earlier,
        form_keys=tuple(keys),
        code=f"{unit_code(duty)}-{last + 1:03}",
        on_behalf=not acts_for(actor, duty.unit_id),
        saved=tuple(entry.uuid for entry in latest),
    )


def asked_items(duty: Duty) -> Iterable[Item]:
    """The topics and tasks asked of this unit, in the order of the text."""
    found: QuerySet[Item] = Item.objects.filter(directive_id=duty.directive_id, struck_at__isnull=True)
    for item in found.exclude(kind=Item.Kind.REPORT).prefetch_related("units").order_by("position", "id"):
        if item.for_everyone or duty.unit_id in {unit.pk for unit in item.units.all()}:
            yield item


def name_item(item: Item) -> str:
    """ "1.5 Đạo đức, nêu gương": what fits a chip, cut between words; the whole text is the chip's title."""
    words = item.short or item.text
    if len(words) > SHORT:
        words = f"{words[:SHORT].rsplit(' ', 1)[0].rstrip(' ,;:')}…"
    return f"{item.label} {words}".strip()


def record_page(
    actor: Actor,
    sheet: Sheet,
    form: ActivityForm,
    lines: Sequence[AmountLine],
    *,
    files: Sequence[KeptFile] = (),
    paper: KeptFile | None = None,
    activity: Activity | None = None,
    theirs: Sequence[Difference] = (),
) -> RecordPage:
    """The page for this form as it stands; `theirs` is what somebody else saved meanwhile."""
    chosen_form = str(form["form"].value() or "")
    chosen_items = {int(item) for item in form["items"].value() or () if str(item).isdigit()}
    near_forms, far_forms = form_choices(sheet, chosen_form)
    near_items, far_items = item_choices(sheet, chosen_items)
    return RecordPage(
        sheet=sheet,
        form=form,
        lines=tuple(shown_line(number, line, chosen_form) for number, line in enumerate(lines)),
        files=shown_files(actor, files, activity),
        paper=ShownFile(seal_kept(actor, paper), paper) if paper else None,
        near_forms=near_forms,
        far_forms=far_forms,
        near_items=near_items,
        far_items=far_items,
        counted=count_cells(sheet, chosen_form, chosen_items, activity),
        doubles=find_doubles(actor, form, activity),
        theirs=tuple(theirs),
        has_tasks=any(item.kind == Item.Kind.TASK for item in sheet.items),
        activity=activity,
    )


def form_choices(
    sheet: Sheet, chosen: str
) -> tuple[tuple[Choice, ...], tuple[tuple[FormGroup, tuple[Choice, ...]], ...]]:
    """Forms near at hand (chosen, used lately, named by the directive), and all the others by group."""
    habit = [activity.form for activity in sheet.earlier if activity.form]
    wanted = dict.fromkeys([*([chosen] if chosen in catalogue().forms else []), *habit, *sheet.form_keys])
    near = list(wanted)[:NEAR_FORMS]

    def chip(form: Form) -> Choice:
        return Choice(form.key, form.name, form.key == chosen, ", ".join(form.synonyms))

    far = tuple(
        (group, tuple(chip(form) for form in group.forms if form.key not in near)) for group in catalogue().groups
    )
    return tuple(chip(catalogue().forms[key]) for key in near), tuple(pair for pair in far if pair[1])


def item_choices(sheet: Sheet, chosen: set[int]) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """Items near at hand (chosen, used lately; all where they are few), and the others."""
    habit = [item.pk for activity in sheet.earlier[:5] for item in activity.items.all()]
    known = [item.pk for item in sheet.items]
    near = set(known) if len(known) <= NEAR_ITEMS else {*chosen, *list(dict.fromkeys(habit))[:3]}
    chips = [
        (item.pk in near, Choice(str(item.pk), name_item(item), item.pk in chosen, item.text)) for item in sheet.items
    ]
    return tuple(chip for here, chip in chips if here), tuple(chip for here, chip in chips if not here)


def shown_line(number: int, line: AmountLine, form_key: str) -> ShownLine:
    """A line with the measures usual for the form first."""
    form = catalogue().forms.get(form_key)
    usual = tuple((measure.key, measure.name) for measure in form.measures) if form else ()
    keys = {key for key, _ in usual}
    others = tuple((key, measure.name) for key, measure in catalogue().measures.items() if key not in keys)
    return ShownLine(number, line, usual, others)


def count_cells(sheet: Sheet, form_key: str, chosen: set[int], activity: Activity | None) -> tuple[Counted, ...]:
    """Where the activity will stand on the coverage page."""
    form = catalogue().forms.get(form_key)
    group = form.group if form else ""
    others = [entry for entry in sheet.earlier if activity is None or entry.pk != activity.pk]
    return tuple(
        Counted(
            item=name_item(item),
            group=catalogue().group_name(group) if group else "",
            before=sum(entry.form_group == group and item in entry.items.all() for entry in others),
        )
        for item in sheet.items
        if item.pk in chosen
    )


def find_doubles(actor: Actor, form: ActivityForm, activity: Activity | None) -> tuple[Activity, ...]:
    """Activities of the same day at the same place: told, never judged. Nothing is asked of an empty form."""
    day, place = day_of(form), str(form["place"].value() or "")
    if day is None or not place.strip():
        return ()
    return tuple(list_same_day_and_place(actor, day, place, besides=activity.pk if activity else None))


def shown_files(actor: Actor, files: Sequence[KeptFile], activity: Activity | None) -> tuple[ShownFile, ...]:
    """The kept files, each with the other activities that it proves already."""
    uses = find_uses(actor, (kept.sent_sha256 for kept in files), besides=activity.pk if activity else None)
    return tuple(ShownFile(seal_kept(actor, kept), kept, tuple(uses.get(kept.sent_sha256, ()))) for kept in files)


def day_of(form: ActivityForm) -> date | None:
    """The day that stands in the form; None where none can be read."""
    try:
        day: date | None = form.fields["effective_on"].clean(form["effective_on"].value())
    except ValidationError:
        return None
    return day


def compare_with_saved(form: ActivityForm, saved: Activity, sheet: Sheet) -> tuple[Difference, ...]:
    """Where what was typed differs from what stands saved now, in words; both stay."""
    names = dict(sheet.item_choices)
    typed, cleaned = form.content(), form.cleaned_data
    pairs = [
        (_("Ngày"), format_day(saved.effective_on), format_day(typed.effective_on)),
        (
            pgettext("topics", "Nội dung"),
            name_all(names, (item.pk for item in saved.items.all())),
            name_all(names, typed.items),
        ),
        (_("Hình thức"), catalogue().form_name(saved.form), catalogue().form_name(typed.form)),
        (_("Số lượng"), amounts_in_words(saved_amounts(saved)), amounts_in_words(typed.quantities)),
        (_("Lồng ghép"), _("có") if saved.embedded else _("không"), _("có") if typed.embedded else _("không")),
        (
            _("Xong nhiệm vụ này"),
            _("có") if saved.completes else _("không"),
            _("có") if typed.completes else _("không"),
        ),
    ]
    pairs += [
        (str(form.fields[name].label), str(getattr(saved, name)), str(cleaned.get(name, "")))
        for name in ("place", "form_note", "host_event", "partners", "note")
    ]
    return tuple(
        Difference(label, ours or _("để trống"), mine or _("để trống")) for label, ours, mine in pairs if ours != mine
    )


def name_all(names: dict[int, str], items: Iterable[int]) -> str:
    """Several items in one line."""
    return "; ".join(names.get(item, "") for item in sorted(items))


def saved_amounts(activity: Activity) -> tuple[Quantity, ...]:
    """The quantities of an activity that exists."""
    return tuple(
        Quantity(entry.measure, entry.value, entry.approximate) for entry in activity.measures.order_by("measure")
    )


def amounts_in_words(quantities: Iterable[Quantity]) -> str:
    """ "1 buổi; khoảng 350 lượt người"."""
    said = sorted(quantities, key=lambda entry: entry.measure)
    return "; ".join(
        f"{say_amount(entry.value, approximate=entry.approximate)} {catalogue().measure_name(entry.measure)}"
        for entry in said
    )
