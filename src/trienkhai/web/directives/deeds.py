"""The deeds of the page "Đơn vị nhận, thời hạn": which form each takes, and which action it calls.

Every deed is a small form with the version it saw. Where somebody else was first, nothing is written: the page shows
what is stored beside what was typed, and the person chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trienkhai.vietnamese.letters import fold
from trienkhai.web import clock
from trienkhai.web.directives import actions
from trienkhai.web.directives.actions import ItemTerms
from trienkhai.web.directives.cascade import CascadePage
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.forms import (
    AddUnitForm,
    AskedReportForm,
    CountedForm,
    ItemForm,
    KeptUnitsForm,
    OptionsForm,
    PeriodForm,
    PurposeForm,
    RestoreForm,
    StrikeItemForm,
    UnitDeedForm,
)
from trienkhai.web.directives.models import Addressee, Directive, DirectiveForm, Item
from trienkhai.web.directives.reporting_regime import propose_report
from trienkhai.web.documents.models import Purpose
from trienkhai.web.errors import Conflict, NotValid, Refusal, Unknown
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import UnitVersion
from trienkhai.web.offices.naming import fold_name
from trienkhai.web.offices.queries import list_versions
from trienkhai.web.ui.formats import format_day

Given = Mapping[str, object]
Row = TypeVar("Row", Addressee, Item, DirectiveForm)
MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Here:
    """What the forms of one directive are built from."""

    directive: Directive
    page: CascadePage
    addressees: Sequence[Addressee]
    items: Sequence[Item]
    text_forms: Sequence[DirectiveForm]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in two versions: what is stored now, what the person typed."""

    label: str
    stored: str
    typed: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """A deed that was tried. `refusal` None and a valid form: done."""

    deed: str
    key: int | None
    form: forms.Form
    refusal: Refusal | None
    anchor: str
    sentence: str = ""
    differences: tuple[Difference, ...] = field(default=())
    again: tuple[tuple[str, str], ...] = field(default=())

    @property
    def done(self) -> bool:
        """Whether it was carried out."""
        return self.refusal is None and self.form.is_valid()

    @property
    def conflict(self) -> bool:
        """Whether somebody else was first."""
        return isinstance(self.refusal, Conflict)

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.refusal.status if self.refusal else 200 if self.form.is_valid() else 422


def build_form(deed: str, here: Here, key: int | None = None, data: QueryDict | None = None) -> forms.Form:
    """The form of a deed, filled with what is stored; bound where `data` came. Raises Unknown."""
    builder = BUILDERS.get(deed)
    if builder is None:
        raise Unknown(_("Trang này không có việc đó. Tải lại trang."))
    return builder(here, key, {"data": data, "auto_id": f"{deed}-{key or 0}-%s", "use_required_attribute": False})


def attempt_deed(actor: Actor, here: Here, data: QueryDict) -> Attempt:
    """Read the form, call the action; what was refused comes back with everything typed."""
    deed = data.get("deed", "")
    key = parse_number(data.get(KEYS.get(deed, ""), ""))
    form = build_form(deed, here, key, data)
    anchor = ANCHORS.get(deed, "noi-dung").format(key=key)
    if not form.is_valid():
        return Attempt(deed, key, form, None, anchor)
    try:
        sentence = CARRIERS[deed](actor, here, form.cleaned_data, parse_number(data.get("version", "")))
    except Conflict as conflict:
        compared = tuple(compare(build_form(deed, here, key), form))
        return Attempt(deed, key, form, conflict, anchor, differences=compared, again=repeat_of(data))
    except (NotValid, Refusal) as refusal:
        show_refusal(form, refusal)
        return Attempt(deed, key, form, refusal, anchor)
    return Attempt(deed, key, form, None, anchor, sentence)


def show_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Put a refusal at the fields it names, else above the form."""
    named = [NAMES.get(name, name) for name in refusal.fields]
    here = [name for name in named if name in form.fields and not form.fields[name].widget.is_hidden]
    for name in here:
        form.add_error(name, refusal.message)
    if not here:
        form.add_error(None, refusal.message)


def parse_number(said: str | None) -> int | None:
    """A whole number; None for anything else."""
    return int(said) if said and said.isdigit() and len(said) < 18 else None


def repeat_of(data: QueryDict) -> tuple[tuple[str, str], ...]:
    """Everything that was sent, to be sent again over the newer version."""
    left_out = ("csrfmiddlewaretoken", "version")
    return tuple((name, value) for name in data if name not in left_out for value in data.getlist(name))


def compare(stored: forms.Form, typed: forms.Form) -> Iterable[Difference]:
    """The fields whose stored value is not the typed one, both in words."""
    for name, bound in ((bound.name, bound) for bound in stored if not bound.is_hidden):
        now, mine = stored.get_initial_for_field(bound.field, name), typed.cleaned_data.get(name)
        before, after = say(bound.field, now), say(bound.field, mine)
        if before != after:
            yield Difference(str(bound.label), before or _("để trống"), after or _("để trống"))


def say(field_of: forms.Field, value: object) -> str:
    """A value of a field in words."""
    if isinstance(value, date):
        return format_day(value)
    if isinstance(value, bool):
        return _("có") if value else _("không")
    choices = {str(key): str(word) for key, word in getattr(field_of, "choices", ())}
    if isinstance(value, list | tuple):
        return ", ".join(choices.get(str(entry), str(entry)) for entry in value)
    return "" if value is None else choices.get(str(value), str(value))


# Building


def _period(here: Here, key: int | None, more: dict[str, object]) -> forms.Form:
    initial = {"start": here.directive.period_start, "end": here.directive.period_end}
    return PeriodForm(initial=initial, **more)  # type: ignore[arg-type]  # data and auto_id, as Django declares them


def _report(here: Here, key: int | None, more: dict[str, object]) -> forms.Form:
    report, proposal = here.page.report, here.page.proposal
    initial: dict[str, object] = {"choice": AskedReportForm.NONE if here.directive.report_decided else None}
    if report is not None and report.deadline_on:
        initial = {"choice": AskedReportForm.OTHER, "deadline_on": report.deadline_on}
        initial["data_close_on"] = report.data_close_on
        proposed = proposal and (proposal.send_by, proposal.data_close_on)
        if proposed == (report.deadline_on, report.data_close_on):
            initial = {"choice": AskedReportForm.PROPOSAL}
    return AskedReportForm(initial=initial, **more)  # type: ignore[arg-type]  # as above


def _options(here: Here, key: int | None, more: dict[str, object]) -> forms.Form:
    directive = here.directive
    plan = OptionsForm.NONE
    if directive.plan_needed:
        plan = OptionsForm.DATED if directive.plan_due_on else OptionsForm.UNDATED
    initial = {
        "plan": plan,
        "plan_due_on": directive.plan_due_on,
        "acceptance_needed": directive.acceptance_needed,
    }
    return OptionsForm(initial=initial, **more)  # type: ignore[arg-type]  # as above


def _item(here: Here, key: int | None, more: dict[str, object]) -> forms.Form:
    item = find_one(here.items, key)
    initial = {
        "item": item.pk,
        "short": item.short,
        "deadline": ItemForm.DAY if item.deadline_on else ItemForm.NONE,
        "deadline_on": item.deadline_on,
        "who": ItemForm.ALL if item.for_everyone else ItemForm.SOME,
        "units": [unit.pk for unit in item.units.all()],
    }
    return ItemForm(initial=initial, choices=unit_choices(here), **more)


def _strike_item(here: Here, key: int | None, more: dict[str, object]) -> forms.Form:
    return StrikeItemForm(initial={"item": find_one(here.items, key).pk}, **more)  # type: ignore[arg-type]  # as above


def _purpose(here: Here, key: int | None, more: dict[str, object]) -> forms.Form:
    row = find_one(here.addressees, key)
    return PurposeForm(initial={"addressee": row.pk, "purpose": row.purpose}, **more)  # type: ignore[arg-type]  # as above


def _kept(here: Here, key: int | None, more: dict[str, object]) -> forms.Form:
    row = find_one(here.addressees, key)
    units = list(row.resolved.all())
    initial = {"addressee": row.pk, "units": [unit.unit_id for unit in units if unit.included]}
    choices = [(unit.unit_id, unit.version.short_name) for unit in units]
    return KeptUnitsForm(initial=initial, choices=choices, **more)


def _add(here: Here, key: int | None, more: dict[str, object]) -> forms.Form:
    lines: list[tuple[int | str, str]] = [("", _("ngoài văn bản"))]
    lines += [(panel.addressee.pk, f"“{panel.addressee.phrase}”") for panel in here.page.phrases if not panel.outside]
    return AddUnitForm(initial={"purpose": Purpose.CARRY_OUT, "addressee": key}, choices=lines, **more)


def _unit_deed(here: Here, key: int | None, more: dict[str, object]) -> forms.Form:
    return UnitDeedForm(choices=list(here.page.units.items()), **more)


def _restore(here: Here, key: int | None, more: dict[str, object]) -> forms.Form:
    return RestoreForm(initial={"unit": key}, **more)  # type: ignore[arg-type]  # as above


def _counted(here: Here, key: int | None, more: dict[str, object]) -> forms.Form:
    form = find_one(here.text_forms, key)
    twins: list[tuple[int | str, str]] = [("", _("không gộp, đứng riêng"))]
    twins += [
        (other.pk, f"{other.section}. {other.text}".strip(". "))
        for other in here.text_forms
        if other.pk != form.pk and other.merged_into_id is None
    ]
    keys = [(entry.key, f"{entry.name}") for entry in catalogue().forms.values()]
    initial = {"form": form.pk, "into": form.merged_into_id, "keys": form.catalogue_keys}
    return CountedForm(initial=initial, twins=twins, keys=keys, **more)


def unit_choices(here: Here) -> list[tuple[int, str]]:
    """The receivers with a duty, and units an item names besides."""
    named = {unit.pk: unit.code for item in here.items for unit in item.units.all()}
    return list((named | here.page.units).items())


def find_one(rows: Iterable[Row], key: int | None) -> Row:
    """The row with this id. Raises Unknown."""
    for row in rows:
        if row.pk == key:
            return row
    raise Unknown


# Carrying out


def _set_period(actor: Actor, here: Here, given: Given, version: int | None) -> str:
    start, end = cast(date, given["start"]), cast(date, given["end"])
    actions.set_period(actor, here.directive.pk, start=start, end=end, version=version)
    return _("Kỳ thực hiện từ %(start)s đến %(end)s.") % {"start": format_day(start), "end": format_day(end)}


def _set_report(actor: Actor, here: Here, given: Given, version: int | None) -> str:
    directive = here.directive
    deadline, close = cast("date | None", given["deadline_on"]), cast("date | None", given["data_close_on"])
    if given["choice"] == AskedReportForm.NONE:
        actions.set_report(actor, directive.pk, deadline_on=None, version=version)
        return _("Không yêu cầu báo cáo.")
    if given["choice"] == AskedReportForm.PROPOSAL:
        proposal = propose_report(directive.period_start, directive.period_end)
        if proposal is None:
            raise NotValid(
                "no-proposal", _("Chưa có kỳ thực hiện để đề xuất ngày báo cáo. Đặt kỳ, hoặc nhập ngày khác.")
            )
        deadline, close = proposal.send_by, proposal.data_close_on
    assert deadline is not None  # the form wants a day for every other choice
    actions.set_report(actor, directive.pk, deadline_on=deadline, data_close_on=close, version=version)
    return _("Báo cáo gửi trước hết ngày %(deadline)s.") % {"deadline": format_day(deadline)}


def _set_options(actor: Actor, here: Here, given: Given, version: int | None) -> str:
    actions.set_options(
        actor,
        here.directive.pk,
        plan_needed=given["plan"] != OptionsForm.NONE,
        acceptance_needed=bool(given["acceptance_needed"]),
        plan_due_on=cast("date | None", given["plan_due_on"]) if given["plan"] == OptionsForm.DATED else None,
        version=version,
    )
    return _("Kế hoạch và tiếp nhận báo cáo.")


def _set_item(actor: Actor, here: Here, given: Given, version: int | None) -> str:
    terms = ItemTerms(
        deadline_on=cast("date | None", given["deadline_on"]) if given["deadline"] == ItemForm.DAY else None,
        units=tuple(cast("list[int]", given["units"])) if given["who"] == ItemForm.SOME else None,
        short=str(given["short"]),
    )
    item = actions.set_item(actor, here.directive.pk, item_id=cast(int, given["item"]), terms=terms, version=version)
    return _("Mục %(name)s.") % {"name": item.label or item.short}


def _strike_one_item(actor: Actor, here: Here, given: Given, version: int | None) -> str:
    item = actions.strike_item(
        actor, here.directive.pk, item_id=cast(int, given["item"]), reason=str(given["reason"]), version=version
    )
    return _("Đã bỏ mục %(name)s.") % {"name": item.label or item.short}


def _set_purpose(actor: Actor, here: Here, given: Given, version: int | None) -> str:
    row = actions.set_purpose(
        actor,
        here.directive.pk,
        addressee_id=cast(int, given["addressee"]),
        purpose=Purpose(str(given["purpose"])),
        version=version,
    )
    return f"“{row.phrase}”: {Purpose(row.purpose).label}."


def _keep(actor: Actor, here: Here, given: Given, version: int | None) -> str:
    changed = actions.keep_units(
        actor,
        here.directive.pk,
        addressee_id=cast(int, given["addressee"]),
        unit_ids=tuple(cast("list[int]", given["units"])),
        reason=str(given["reason"]),
        basis=str(given["basis"]),
        version=version,
    )
    return (
        ngettext("%(changed)s đơn vị thay đổi.", "%(changed)s đơn vị thay đổi.", changed) % {"changed": changed}
        if changed
        else _("Không có gì thay đổi.")
    )


def _add_unit(actor: Actor, here: Here, given: Given, version: int | None) -> str:
    unit = find_unit_named(str(given["unit"]))
    actions.add_unit(
        actor,
        here.directive.pk,
        unit_id=unit.unit_id,
        reason=str(given["reason"]),
        basis=str(given["basis"]),
        purpose=Purpose(str(given["purpose"])),
        addressee_id=cast("int | None", given["addressee"]),
        version=version,
    )
    return _("Đã thêm %(unit)s.") % {"unit": unit.name}


def _strike_unit(actor: Actor, here: Here, given: Given, version: int | None) -> str:
    unit = cast(int, given["unit"])
    actions.strike_unit(
        actor,
        here.directive.pk,
        unit_id=unit,
        reason=str(given["reason"]),
        basis=str(given["basis"]),
        version=version,
    )
    return _("Đã bỏ %(unit)s khỏi danh sách.") % {"unit": here.page.units.get(unit) or _("đơn vị")}


def _exempt_unit(actor: Actor, here: Here, given: Given, version: int | None) -> str:
    unit = cast(int, given["unit"])
    actions.exempt_unit(
        actor,
        here.directive.pk,
        unit_id=unit,
        reason=str(given["reason"]),
        basis=str(given["basis"]),
        version=version,
    )
    return _("Đã miễn báo cáo cho %(unit)s; đơn vị vẫn nhận để thực hiện.") % {
        "unit": here.page.units.get(unit) or _("đơn vị")
    }


def _restore_unit(actor: Actor, here: Here, given: Given, version: int | None) -> str:
    actions.restore_unit(actor, here.directive.pk, unit_id=cast(int, given["unit"]), version=version)
    return _("Đã hoàn tác.")


def _set_form(actor: Actor, here: Here, given: Given, version: int | None) -> str:
    form_id, into = cast(int, given["form"]), cast("int | None", given["into"])
    actions.set_form(
        actor,
        here.directive.pk,
        form_id=form_id,
        into_id=into,
        catalogue_keys=tuple(cast("list[str]", given["keys"])),
        version=version,
    )
    return _("Đã gộp hình thức.") if into else _("Hình thức và danh mục.")


def find_unit_named(words: str) -> UnitVersion:
    """The one unit in force today that is called so. Raises NotValid with the names that come near."""
    wanted, versions = fold_name(words), list(list_versions(clock.today()))
    same = [row for row in versions if wanted in (row.folded, fold_name(row.short_name))]
    near = same or [row for row in versions if wanted and (wanted in row.folded or fold(words) in fold(row.short_name))]
    if len(near) == 1:
        return near[0]
    if not near:
        sentence = _("Không có đơn vị nào tên “%(words)s” vào hôm nay. Chọn một tên trong danh sách gợi ý.") % {
            "words": words
        }
        raise NotValid("unit-unknown", sentence, {"unit": sentence})
    names = "; ".join(row.name for row in near[:MOST_NAMES]) + ("; …" if len(near) > MOST_NAMES else "")
    sentence = _("Có %(near)s đơn vị tên như vậy: %(names)s. Ghi đủ tên.") % {"near": len(near), "names": names}
    raise NotValid("unit-ambiguous", sentence, {"unit": sentence})


Builder = Callable[[Here, int | None, dict[str, object]], forms.Form]
Carrier = Callable[[Actor, Here, Given, int | None], str]

# deed: how its form is built, what it calls, which field is its key, where the page goes afterwards
DEEDS: dict[str, tuple[Builder, Carrier, str, str]] = {
    "period": (_period, _set_period, "", "ky"),
    "report": (_report, _set_report, "", "bao-cao"),
    "options": (_options, _set_options, "", "ke-hoach"),
    "item": (_item, _set_item, "item", "muc-{key}"),
    "strike-item": (_strike_item, _strike_one_item, "item", "muc-{key}"),
    "purpose": (_purpose, _set_purpose, "addressee", "dong-{key}"),
    "keep": (_kept, _keep, "addressee", "dong-{key}"),
    "add": (_add, _add_unit, "", "them-bot"),
    "strike": (_unit_deed, _strike_unit, "", "them-bot"),
    "exempt": (_unit_deed, _exempt_unit, "", "them-bot"),
    "restore": (_restore, _restore_unit, "unit", "them-bot"),
    "form": (_counted, _set_form, "form", "hinh-thuc"),
}
BUILDERS = {deed: parts[0] for deed, parts in DEEDS.items()}
CARRIERS = {deed: parts[1] for deed, parts in DEEDS.items()}
KEYS = {deed: parts[2] for deed, parts in DEEDS.items()}
ANCHORS = {deed: parts[3] for deed, parts in DEEDS.items()}
# Names in refusals of the actions, where the form calls the field otherwise.
NAMES = {
    "period_end": "end",
    "report_deadline": "deadline_on",
    "authority": "authority",
}
