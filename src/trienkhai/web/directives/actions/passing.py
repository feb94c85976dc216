"""A unit passes a duty on: its own document, or the items it received, become a directive to the units below it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.web import clock
from trienkhai.web.directives import events
from trienkhai.web.directives.actions.duties import check_counting
from trienkhai.web.directives.actions.locking import (
    ONLY_ARRANGERS,
    about,
    about_duty,
    check_may,
    check_state,
    check_unsigned,
    check_version,
    lock_duty,
    printed,
    touch,
)
from trienkhai.web.directives.ledger import DutyStanding
from trienkhai.web.directives.models import Directive, DirectiveForm, Duty, Item, PassingOn
from trienkhai.web.directives.permissions import may_arrange, may_pass_on
from trienkhai.web.directives.planning import PLAN_KIND
from trienkhai.web.directives.queries import compute_standings
from trienkhai.web.documents.actions import create_outgoing, enter_document
from trienkhai.web.documents.codes import code_key
from trienkhai.web.documents.models import Direction, Document, DocumentEdge, Origin
from trienkhai.web.errors import Conflict, NotValid, Unknown
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.events import MACHINE
from trienkhai.web.journal.models import Entry
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Letterhead, Role

OWN_REGISTERS = gettext_lazy("Giao tiếp xuống dưới là việc của đơn vị nhận nhiệm vụ, có sổ văn bản của mình.")
WRITERS = gettext_lazy(
    "Soạn chỉ đạo từ nội dung đã nhận do chuyên viên hoặc lãnh đạo đơn vị làm. Văn thư đưa văn bản của đơn vị vào."
)
LONGEST_SUBJECT = 500


def pass_on_document(
    actor: Actor, duty_id: int, *, uuid: UUID, data: bytes, name: str, contest_secrecy: bool = False
) -> Document:
    """The unit's own document is entered; confirmed, its directive will fulfil this duty.

    Entering stands in a transaction of its own, as a refused secret is journalled; sent again under the same UUID it
    is the same document.
    """
    with transaction.atomic():
        _check_passing(actor, lock_duty(actor, duty_id))
    document = enter_document(
        actor, uuid=uuid, data=data, name=name, direction=Direction.OUTGOING, contest_secrecy=contest_secrecy
    )
    with transaction.atomic():
        Document.objects.select_for_update(no_key=True).get(pk=document.pk)
        kept, _made = PassingOn.objects.get_or_create(
            document=document,
            defaults={"duty_id": duty_id, "made_by": printed(actor), "recorded_at": clock.now()},
        )
    if kept.duty_id != duty_id:
        raise Conflict("passed-on-elsewhere", _("Văn bản này đã được đưa vào để giao tiếp một nhiệm vụ khác."))
    return document


@transaction.atomic
def pass_on_items(actor: Actor, duty_id: int, *, uuid: UUID, items: Collection[int], subject: str = "") -> Directive:
    """A draft with these items of the received directive fulfils the duty; receivers and days are the unit's to set.

    The days from above are proposed, and bind nobody below until a person confirms them.
    """
    duty = lock_duty(actor, duty_id)
    standing = _check_passing(actor, duty)
    check_may(actor.role in (Role.OFFICER, Role.LEADER), "officer-passes-on", WRITERS)
    words = " ".join(subject.split()) or duty.directive.document.subject or duty.directive.title
    if len(words) > LONGEST_SUBJECT:
        raise NotValid("subject-long", _("Trích yếu dài quá 500 chữ."), {"subject": _("Rút gọn dưới 500 chữ.")})
    said: dict[str, object] = {"duty": duty_id, "items": sorted(set(items)), "subject": words}
    earlier = find_earlier(uuid, "directive", said)
    if earlier is not None:
        return Directive.objects.select_related("document").get(pk=earlier)
    chosen = _choose_items(duty, standing, items)
    document = create_outgoing(
        actor, kind="kind_cong_van", kind_name=in_vietnamese("công văn"), symbol=_symbol_of(actor), subject=words
    )
    DocumentEdge.objects.create(document=document, **_above(duty.directive.document))
    directive = _copy_directive(duty, document, actor.office_id, words)
    _copy_items(directive, chosen, standing)
    _copy_forms(directive, duty.directive)
    remember(uuid, "directive", directive.pk, said)
    record(events.DirectiveDrafted(items=len(chosen), units=0, **about(directive)), actor.author)
    record(linked(directive, duty), actor.author)
    return directive


@transaction.atomic
def link_duty(actor: Actor, directive_id: int, *, duty_id: int | None, version: int | None = None) -> Directive:
    """The draft fulfils this duty of its own office; None: it fulfils none."""
    directive, duty = _lock_both(actor, directive_id, duty_id)
    check_may(may_arrange(actor, directive), "officer-arranges", ONLY_ARRANGERS)
    check_state(directive, "link_duty")
    check_unsigned(directive)
    check_version(directive, version)
    if duty is not None:
        check_counting(duty, "pass_on")
    if directive.fulfils_id == duty_id:
        return directive
    directive.fulfils = duty
    # Taken off by a person, it does not come back when the reading is opened and confirmed once more.
    PassingOn.objects.filter(document_id=directive.document_id).exclude(duty_id=duty_id or 0).delete()
    touch(directive)
    record(linked(directive, duty), actor.author)
    return directive


def note_passing_on(directive: Directive, entry: Entry) -> None:
    """A directive drafted from a document that was entered to pass a duty on fulfils that duty, if it still counts."""
    kept = PassingOn.objects.filter(document_id=directive.document_id).select_related("duty__directive").first()
    if kept is None or directive.fulfils_id is not None:
        return
    duty = (
        Duty.objects.select_for_update(of=("self",), no_key=True)
        .select_related("directive__document")
        .get(pk=kept.duty_id)
    )
    running = duty.directive.state == Directive.State.ISSUED and duty.unit_id == directive.office_id
    if not running or not compute_standings([duty], on=clock.today())[duty.pk].counts:
        record(events.DutyNotLinked(above=duty.directive.title, **about(directive)), MACHINE, caused_by=entry)
        return
    directive.fulfils = duty
    directive.save(update_fields=["fulfils"])
    record(linked(directive, duty), MACHINE, caused_by=entry)


def record_passed_on(actor: Actor, directive: Directive, units: int) -> None:
    """An issued directive that fulfils a duty stands in the journal of that duty, too, where the office above reads."""
    if directive.fulfils_id is not None:
        duty = Duty.objects.select_related("directive").get(pk=directive.fulfils_id)
        event = events.DutyPassedOn(title=directive.title, units=units, **about_duty(duty))
        record(event, actor.author)


def linked(directive: Directive, duty: Duty | None) -> events.DutyLinked:
    """What the journal says of the link."""
    if duty is None:
        return events.DutyLinked(**about(directive))
    above = duty.directive
    office = above.document.issuer_name or in_vietnamese("cơ quan cấp trên")
    return events.DutyLinked(above=above.title, office=office, **about(directive))


def _check_passing(actor: Actor, duty: Duty) -> DutyStanding:
    check_may(may_pass_on(actor, duty), "own-registers", OWN_REGISTERS)
    return check_counting(duty, "pass_on")


def _lock_both(actor: Actor, directive_id: int, duty_id: int | None) -> tuple[Directive, Duty | None]:
    """The draft and the duty, locked in the order of all deeds. Raises Unknown for what is not the office's own."""
    mine = Directive.objects.filter(pk=directive_id, office_id=actor.office_id).values_list("document_id", flat=True)
    document_id = mine.first()
    known = None
    if duty_id is not None:
        above = Duty.objects.filter(pk=duty_id, unit_id=actor.office_id).exclude(directive__state=Directive.State.DRAFT)
        known = above.values_list("directive_id", flat=True).first()
    if document_id is None or (duty_id is not None and known is None):
        raise Unknown
    Document.objects.select_for_update(no_key=True).get(pk=document_id)
    wanted = [key for key in (directive_id, known) if key is not None]
    locked = (
        Directive.objects.select_for_update(of=("self",), no_key=True).select_related("document").filter(pk__in=wanted)
    )
    rows = {row.pk: row for row in locked.order_by("pk")}
    if duty_id is None:
        return rows[directive_id], None
    duties = Duty.objects.select_for_update(of=("self",), no_key=True).select_related("directive__document")
    return rows[directive_id], duties.get(pk=duty_id)


def _choose_items(duty: Duty, standing: DutyStanding, wanted: Collection[int]) -> list[Item]:
    """The wanted items, which the unit owes itself. Raises NotValid."""
    owed = {entry.item for entry in standing.owed() if entry.kind != PLAN_KIND}
    if not wanted or not set(wanted) <= owed:
        sentence = _("Chọn ít nhất một mục mà đơn vị được giao.") if not wanted else _("Có mục không giao cho đơn vị.")
        raise NotValid("items-not-owed", sentence, {"items": sentence})
    return list(Item.objects.filter(pk__in=wanted, directive_id=duty.directive_id).order_by("position", "id"))


def _symbol_of(actor: Actor) -> str:
    letterhead = Letterhead.objects.filter(unit_id=actor.office_id).first()
    return letterhead.symbol if letterhead else ""


def _above(document: Document) -> dict[str, object]:
    """The edge to the document that gave the duty."""
    return {
        "kind": "implements",
        "target": document,
        "target_kind": document.kind_name,
        "target_code": document.code,
        "target_code_key": code_key(document.code),
        "target_issuer": document.issuer_name,
        "target_dated_on": document.dated_on,
        "origin": Origin.PERSON,
    }


def _copy_directive(duty: Duty, document: Document, office_id: int, subject: str) -> Directive:
    above = duty.directive
    return Directive.objects.create(
        document=document,
        office_id=office_id,
        title=subject[:1].upper() + subject[1:300],
        period_start=above.period_start,
        period_end=above.period_end,
        period_origin=Origin.INFERRED if above.period_start else Origin.NONE,
        period_basis=in_vietnamese(f"chỉ đạo {above.document.code}")[:200] if above.period_start else "",
        units_choose=above.units_choose,
        fulfils=duty,
        recorded_at=clock.now(),
    )


def _copy_items(directive: Directive, items: Collection[Item], standing: DutyStanding) -> None:
    """The same things for all receivers; their days come from above and are proposed only."""
    Item.objects.bulk_create(
        Item(
            directive=directive,
            kind=item.kind,
            position=position,
            label=item.label,
            emphasis=item.emphasis,
            text=item.text,
            short=item.short,
            deadline_on=standing.deadline_of(item.pk),
            deadline_origin=Origin.INFERRED if standing.deadline_of(item.pk) else Origin.NONE,
            period_start=item.period_start,
            period_end=item.period_end,
            period_label=item.period_label,
        )
        for position, item in enumerate(items, 1)
    )


def _copy_forms(directive: Directive, above: Directive) -> None:
    DirectiveForm.objects.bulk_create(
        DirectiveForm(
            directive=directive,
            position=form.position,
            text=form.text,
            examples=form.examples,
            section=form.section,
            catalogue_keys=form.catalogue_keys,
        )
        for form in above.forms.filter(merged_into__isnull=True)
    )
