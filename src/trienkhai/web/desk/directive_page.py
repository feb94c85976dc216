"""The overview of a directive: what is ordered, on whose authority, to whom, by when, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from trienkhai.web.desk.bars import Bars, count_bars
from trienkhai.web.desk.diary import entries_of_directive, line_from
from trienkhai.web.desk.duty_page import SMALL
from trienkhai.web.desk.naming import name_issuer, title_item
from trienkhai.web.desk.progress import Progress, load_progress, with_counts
from trienkhai.web.desk.steps import list_steps
from trienkhai.web.directives.models import Directive, DirectiveForm, Duty, Item
from trienkhai.web.directives.permissions import issues, may_arrange, may_issue, may_sign
from trienkhai.web.directives.planning import PLAN
from trienkhai.web.directives.queries import list_items, visible_directives
from trienkhai.web.documents.models import Document, DocumentEdge, DocumentFile, Origin
from trienkhai.web.documents.permissions import keeps_registers
from trienkhai.web.errors import Unknown
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import own_units
from trienkhai.web.ui.formats import format_day
from trienkhai.web.ui.items import DiaryLine, Step

DIARY = 8
CHAIN_KINDS = ("implements", "relays")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One thing ordered: its label, text, whom it asks and until when, and where the day comes from."""

    item: Item
    title: str
    whom: str
    due: str
    origin: str
    inferred: bool
    struck: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddresseeRow:
    """One phrase of receivers: how many units it stands for, and why they receive."""

    phrase: str
    place: str
    purpose: str
    units: int
    inferred: bool
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What comes next and whose it is; with an address where it is this person's."""

    words: str
    whose: str
    button: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPart:
    """What the person's own unit has to do with it."""

    url: str
    unit: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectivePage:
    """What the template shows. A receiving unit gets its own part, never the others'."""

    directive: Directive
    office: bool
    authority: str
    more_above: int
    period: str
    forms: int
    topics: tuple[ItemRow, ...]
    tasks: tuple[ItemRow, ...]
    reports: tuple[ItemRow, ...]
    addressees: tuple[AddresseeRow, ...]
    absent: tuple[str, ...]
    problems: tuple[str, ...]
    step: NextStep
    bars: Bars | None
    own: tuple[OwnPart, ...]
    diary: tuple[DiaryLine, ...]


def directive_page(actor: Actor, directive_id: int) -> DirectivePage:
    """The overview as this person may see it. Raises Unknown."""
    directive = _described(actor).filter(pk=directive_id).first()
    if directive is None:
        raise Unknown
    office = issues(actor, directive)
    entries = _entries(actor, directive, office=office)
    own = [entry for entry in entries if entry.duty.unit_id in own_units(actor)]
    items = _items(directive, entries)
    rows = [_item_row(item, directive) for item in items]
    return DirectivePage(
        directive=directive,
        office=office,
        authority=_authority(directive),
        more_above=max(0, (directive.above_count or 0) - 1),  # type: ignore[attr-defined]  # annotated by _described
        period=_period(directive),
        forms=directive.form_count or 0,  # type: ignore[attr-defined]  # annotated by _described
        topics=tuple(row for row in rows if row.item.kind == Item.Kind.TOPIC),
        tasks=tuple(row for row in rows if row.item.kind == Item.Kind.TASK),
        reports=tuple(row for row in rows if row.item.kind == Item.Kind.REPORT),
        addressees=tuple(_addressees(directive)) if office else (),
        absent=_absent(directive),
        problems=_problems(directive) if office else (),
        step=_next_step(actor, directive),
        bars=count_bars(directive, entries) if office and entries else None,
        own=tuple(
            OwnPart(
                url=reverse("desk:duty", args=[entry.duty.pk]),
                unit=entry.duty.unit_name,
                steps=list_steps(entry),
            )
            for entry in own
        ),
        diary=_diary(actor, directive, [entry.duty.pk for entry in own]),
    )


def _described(actor: Actor) -> QuerySet[Directive]:
    """Directives with what stands in the head: the first text above, how many there are, forms, attachments."""
    above = DocumentEdge.objects.filter(document=OuterRef("document"), kind__in=CHAIN_KINDS).order_by("position", "id")
    counted = above.order_by().values("document").annotate(count=Count("pk")).values("count")
    forms = DirectiveForm.objects.filter(directive=OuterRef("pk"), merged_into__isnull=True).order_by()
    attached = DocumentFile.objects.filter(document=OuterRef("document"), part=DocumentFile.Part.ATTACHMENT).order_by()
    return (
        visible_directives(actor)
        .select_related("document__reading", "office", "fulfils__directive__document")
        .defer("document__reading__text")
        .annotate(
            above_kind=Subquery(above.values("target_kind")[:1]),
            above_code=Subquery(above.values("target_code")[:1]),
            above_issuer=Subquery(above.values("target_issuer")[:1]),
            above_count=Subquery(counted),
            form_count=Subquery(forms.values("directive").annotate(count=Count("pk")).values("count")),
            attachment_count=Subquery(attached.values("document").annotate(count=Count("pk")).values("count")),
        )
    )


def _entries(actor: Actor, directive: Directive, *, office: bool) -> list[Progress]:
    if directive.state == Directive.State.DRAFT:
        return []
    duties = Duty.objects.filter(directive=directive)
    if not office:
        duties = duties.filter(unit_id__in=own_units(actor))
    rows = list(with_counts(duties).order_by("position", "id"))
    found = load_progress(rows)
    return [found[duty.pk] for duty in rows]


def _items(directive: Directive, entries: Sequence[Progress]) -> list[Item]:
    """The items the duties came with; where there are none yet, from the draft."""
    if not entries:
        return list_items(directive)
    found = {
        item.pk: item
        for entry in entries
        for item in entry.items.values()
        if item.struck_at is None and item.pk != PLAN
    }
    return sorted(found.values(), key=lambda item: (item.position, item.pk))


def _item_row(item: Item, directive: Directive) -> ItemRow:
    return ItemRow(
        item=item,
        title=title_item(item),
        whom=_("tất cả đơn vị nhận") if item.for_everyone else "; ".join(item.addressees) or _("đơn vị được nêu tên"),
        due=format_day(item.deadline_on) if item.deadline_on else _("không đặt hạn"),
        origin=_origin(item, directive),
        inferred=item.deadline_origin == Origin.INFERRED,
        struck=item.struck_reason,
    )


def _origin(item: Item, directive: Directive) -> str:
    if item.deadline_on is None:
        return ""
    if item.deadline_origin == Origin.STATED:
        return _("văn bản ghi “%(text)s”") % {"text": item.deadline_text} if item.deadline_text else _("văn bản ghi")
    if item.deadline_origin == Origin.INFERRED:
        return _("máy suy ra, chưa ai xác nhận")
    who = item.deadline_set_by or name_issuer(directive)
    said = _("%(who)s đặt") % {"who": who}
    if item.deadline_set_on:
        said = _("%(who)s đặt ngày %(day)s") % {"who": who, "day": format_day(item.deadline_set_on)}
    return _("%(set)s, theo %(basis)s") % {"set": said, "basis": item.deadline_basis} if item.deadline_basis else said


def _authority(directive: Directive) -> str:
    """The first text above, as words: "Kế hoạch 113-KH/TU của Tỉnh ủy"; empty where the document names none."""
    kind, code, issuer = directive.above_kind, directive.above_code, directive.above_issuer  # type: ignore[attr-defined]  # annotated by _described
    if not code:
        return ""
    name = f"{kind[:1].upper()}{kind[1:]} {code}".strip() if kind else code
    return _("%(document)s của %(issuer)s") % {"document": name, "issuer": issuer} if issuer else name


def _period(directive: Directive) -> str:
    if directive.period_start is None or directive.period_end is None:
        return ""
    span = {"start": format_day(directive.period_start), "end": format_day(directive.period_end)}
    if directive.period_origin == Origin.INFERRED:
        return _("từ %(start)s đến %(end)s, máy suy ra") % span
    return _("từ %(start)s đến %(end)s") % span


def _addressees(directive: Directive) -> Iterable[AddresseeRow]:
    rows = directive.addressees.annotate(kept=Count("resolved", filter=Q(resolved__included=True)))
    for row in rows.order_by("position", "id"):
        yield AddresseeRow(
            phrase=row.phrase,
            place=row.place,
            purpose=row.get_purpose_display(),
            units=row.kept,
            inferred=row.origin == Origin.INFERRED,
            remark=row.remark,
        )


def _found(directive: Directive) -> dict[str, object]:
    reading = getattr(directive.document, "reading", None)
    found = reading.found if reading is not None else {}
    return found if isinstance(found, dict) else {}


def _absent(directive: Directive) -> tuple[str, ...]:
    """What the document announces and nobody has attached; an attachment may be what was announced."""
    part = _found(directive).get("directive")
    said = part.get("announced_but_absent", []) if isinstance(part, dict) else []
    attached = directive.attachment_count or 0  # type: ignore[attr-defined]  # annotated by _described
    return tuple(str(entry.get("text", "")) for entry in said[attached:] if isinstance(entry, dict))


def _problems(directive: Directive) -> tuple[str, ...]:
    """What the machine remarked in the text, as it said it when reading."""
    said = _found(directive).get("problems")
    return (
        tuple(str(entry.get("message", "")) for entry in said if isinstance(entry, dict))
        if isinstance(said, list)
        else ()
    )


def _next_step(actor: Actor, directive: Directive) -> NextStep:
    document, key = directive.document, directive.pk
    if directive.state == Directive.State.WITHDRAWN:
        return NextStep(words=_("Chỉ đạo đã được thu hồi; các nhiệm vụ dừng."), whose="")
    if directive.state == Directive.State.ISSUED:
        return NextStep(words=_("Đơn vị nhận thực hiện, ghi hoạt động, gửi báo cáo."), whose=_("các đơn vị nhận"))
    if document.state == Document.State.SIGNED:
        mine = issues(actor, directive) and keeps_registers(actor)
        url = reverse("documents:number", args=[document.pk])
        return _step(_("Cấp số, ngày cho văn bản"), _("văn thư"), _("Cấp số, ngày"), url, mine=mine)
    if document.state == Document.State.NUMBERED:
        url = reverse("directives:issue", args=[key])
        mine = may_issue(actor, directive)
        return _step(_("Ban hành; nhiệm vụ của các đơn vị bắt đầu"), _("văn thư"), _("Xem và ban hành"), url, mine=mine)
    if may_sign(actor, directive):
        return NextStep(
            words=_("Ký văn bản"),
            whose=_("lãnh đạo"),
            button=_("Xem và ký"),
            url=reverse("directives:sign", args=[key]),
        )
    url = reverse("directives:cascade", args=[key])
    words = _("Soát đơn vị nhận, thời hạn, rồi trình lãnh đạo ký")
    return _step(words, _("chuyên viên"), _("Soát đơn vị nhận"), url, mine=may_arrange(actor, directive))


def _step(words: str, whose: str, button: str, url: str, *, mine: bool) -> NextStep:
    return NextStep(words=words, whose=whose, button=button if mine else "", url=url if mine else "")


def _diary(actor: Actor, directive: Directive, own: list[int]) -> tuple[DiaryLine, ...]:
    entries = entries_of_directive(actor, directive, own).exclude(name__in=SMALL)[:DIARY]
    return tuple(line_from(entry) for entry in entries)
