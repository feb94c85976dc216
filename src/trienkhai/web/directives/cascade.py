"""What the page "Đơn vị nhận, thời hạn" shows: every phrase with its rule and units, every date with its origin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.lateness import explain_origin
from trienkhai.web.directives.ledger import ItemStanding
from trienkhai.web.directives.models import OUTSIDE, Addressee, AddresseeUnit, Directive, DirectiveForm, Item
from trienkhai.web.directives.queries import DUTY_PURPOSES, facts_of
from trienkhai.web.directives.reporting_regime import ReportProposal, propose_report
from trienkhai.web.documents.models import Document, Origin
from trienkhai.web.language import in_vietnamese
from trienkhai.web.ui.formats import format_day


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit under a phrase. `again`: an earlier phrase has it already, it is counted once."""

    row: AddresseeUnit
    label: str
    again: bool


@dataclass(frozen=True, slots=True)
class PhrasePanel:
    """A quoted phrase, its rule, and the units it stands for; `count` are those kept."""

    addressee: Addressee
    units: tuple[UnitLine, ...]
    count: int
    outside: bool
    narrow: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What a person changed about one unit, with the reason."""

    row: AddresseeUnit
    word: str

    @property
    def exempted(self) -> bool:
        """Whether the unit keeps the duty and only reports no more."""
        return self.row.included and not self.row.reports


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with who does it and where its date comes from."""

    item: Item
    who: str
    origin: str


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form of the text, the catalogue forms it means, and the twin it is merged into."""

    form: DirectiveForm
    catalogue_names: tuple[str, ...]
    twins: tuple[DirectiveForm, ...]


@dataclass(frozen=True, slots=True)
class CascadePage:
    """Everything the page prints of a directive as it stands."""

    phrases: tuple[PhrasePanel, ...]
    others: tuple[Addressee, ...]
    changes: tuple[Change, ...]
    items: tuple[ItemLine, ...]
    forms: tuple[FormLine, ...]
    report: Item | None
    report_origin: str
    proposal: ReportProposal | None
    total: int
    sum_words: str
    repeated: int
    reporting: int
    exempt: int
    unsigned: bool

    @property
    def units(self) -> dict[int, str]:
        """Every unit with a duty, by id, with its short name; in the order of the phrases."""
        return {
            line.row.unit_id: line.row.version.short_name
            for panel in self.phrases
            for line in panel.units
            if line.row.included
        }


def cascade_page(
    directive: Directive,
    addressees: Sequence[Addressee],
    items: Sequence[Item],
    text_forms: Sequence[DirectiveForm],
    office_name: str,
) -> CascadePage:
    """The page of a directive; `addressees` with their units and `items` with theirs are loaded by the caller."""
    phrases = list_phrases(addressees)
    kept = {line.row.unit_id: line.row for panel in phrases for line in panel.units if line.row.included}
    counts = [panel.count for panel in phrases if panel.count]
    exempt = sum(not row.reports for row in kept.values())
    report = next((item for item in items if item.kind == Item.Kind.REPORT and item.struck_at is None), None)
    names = {unit: row.version.short_name for unit, row in kept.items()}
    return CascadePage(
        phrases=phrases,
        others=tuple(row for row in addressees if row.purpose not in DUTY_PURPOSES),
        changes=tuple(list_changes(addressees)),
        items=tuple(item_line(item, directive, names, office_name) for item in items),
        forms=list_forms(text_forms),
        report=report,
        report_origin=origin_words(report, directive, office_name) if report else "",
        proposal=propose_report(directive.period_start, directive.period_end),
        total=len(kept),
        sum_words=" + ".join(str(count) for count in counts),
        repeated=sum(counts) - len(kept),
        reporting=len(kept) - exempt if report else 0,
        exempt=exempt,
        unsigned=directive.state == Directive.State.DRAFT and directive.document.state == Document.State.CONFIRMED,
    )


def list_phrases(addressees: Iterable[Addressee]) -> tuple[PhrasePanel, ...]:
    """The phrases that make duties, in the order of the text; a unit named twice is marked at its second place."""
    seen: set[int] = set()
    panels = []
    for addressee in (row for row in addressees if row.purpose in DUTY_PURPOSES):
        rows = list(addressee.resolved.all())
        short = shorten_together(rows)
        lines = tuple(
            UnitLine(row, label, row.included and row.unit_id in seen) for row, label in zip(rows, short, strict=True)
        )
        seen |= {row.unit_id for row in rows if row.included}
        panels.append(
            PhrasePanel(
                addressee=addressee,
                units=lines,
                count=sum(row.included for row in rows),
                outside=addressee.place == OUTSIDE,
                narrow=bool(short) and max(map(len, short)) <= 14,
            )
        )
    return tuple(panels)


def shorten_together(rows: Sequence[AddresseeUnit]) -> list[str]:
    """Labels under one phrase: the area alone where the same kind of unit is meant in each, else the short name."""
    areas = [row.version.area_name for row in rows]
    alike = len({row.version.role for row in rows}) == 1 and all(areas) and len(set(areas)) == len(areas)
    if not alike:
        return [row.version.short_name for row in rows]
    return [area.removeprefix(in_vietnamese("Huyện ")).replace(in_vietnamese("Thành phố"), "TP") for area in areas]


def list_changes(addressees: Iterable[Addressee]) -> Iterable[Change]:
    """What people changed, unit by unit, each once."""
    told: set[int] = set()
    for addressee in addressees:
        for row in addressee.resolved.all():
            if row.origin != Origin.PERSON or row.unit_id in told:
                continue
            told.add(row.unit_id)
            word = (
                pgettext("change", "Bỏ")
                if not row.included
                else _("Miễn báo cáo")
                if not row.reports
                else pgettext("change", "Thêm")
            )
            yield Change(row, word)


def item_line(item: Item, directive: Directive, names: dict[int, str], office_name: str) -> ItemLine:
    """One item with its receivers and the origin of its date in words."""
    if item.for_everyone:
        who = _("mọi đơn vị nhận") if item.kind != Item.Kind.TOPIC or not directive.units_choose else _("đơn vị chọn")
    else:
        who = ", ".join(names.get(unit.pk, unit.code) for unit in item.units.all()) or _("chưa rõ đơn vị nào")
    return ItemLine(item, who, origin_words(item, directive, office_name))


def origin_words(item: Item, directive: Directive, office_name: str) -> str:
    """Where the date of an item comes from, before any extension."""
    standing = ItemStanding(
        item=item.pk,
        kind=item.kind,
        applies=True,
        deadline_on=item.deadline_on,
        first_deadline_on=item.deadline_on,
        origin=item.deadline_origin,
    )
    return explain_origin(standing, facts_of(item, directive, office_name))


def list_forms(forms: Iterable[DirectiveForm]) -> tuple[FormLine, ...]:
    """The forms of the text that stand for themselves, each with the twins merged into it."""
    rows = list(forms)
    names = catalogue()
    return tuple(
        FormLine(
            form=form,
            catalogue_names=tuple(names.form_name(key) for key in form.catalogue_keys),
            twins=tuple(twin for twin in rows if twin.merged_into_id == form.pk),
        )
        for form in rows
        if form.merged_into_id is None
    )


def report_request_words(proposal: ReportProposal, office_name: str) -> str:
    """The sentence a draft needs where units are to report; for people to copy into the text."""
    return (
        in_vietnamese(f"Đề nghị các đơn vị báo cáo kết quả thực hiện {proposal.period_label} ")
        + in_vietnamese(f"(số liệu chốt đến hết ngày {format_day(proposal.data_close_on)}), ")
        + in_vietnamese(f"gửi về {office_name} trước hết ngày {format_day(proposal.send_by)}.")
    )
