"""Reminding a unit of what is still open, and one deed for many units at once, with an outcome for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.directives import events
from trienkhai.web.directives.actions.duties import check_counting, exempt_duty, extend_duty
from trienkhai.web.directives.actions.locking import ONLY_ARRANGERS, about_duty, check_may, lock_duty, printed
from trienkhai.web.directives.completion import load_done
from trienkhai.web.directives.ledger import DutyStanding
from trienkhai.web.directives.models import Acknowledgement, Directive, Duty, DutyRequest, Item, Urging
from trienkhai.web.directives.permissions import may_arrange, may_change_duty
from trienkhai.web.directives.queries import name_item
from trienkhai.web.errors import NotValid, Refusal, Unknown, WrongState
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.language import vietnamese
from trienkhai.web.offices.actor import Actor

MOST_AT_ONCE = 1000
LONGEST_WORDS = 1000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one duty of many: `refusal` None where it was done."""

    duty_id: int
    unit: str
    refusal: Refusal | None = None

    @property
    def done(self) -> bool:
        """Whether it was done."""
        return self.refusal is None


@transaction.atomic
def urge_unit(
    actor: Actor, duty_id: int, *, item_id: int | None = None, words: str = "", uuid: UUID | None = None
) -> Urging:
    """The unit is reminded of one item, or of all it still owes. Nothing that is owed changes by it.

    Refused where nothing is open, where the unit waits for an answer of the office, and twice on one day; the same
    `uuid` and content does it once.
    """
    duty = lock_duty(actor, duty_id)
    check_may(may_change_duty(actor, duty), "officer-urges", ONLY_ARRANGERS)
    sent: dict[str, object] = {"duty": duty_id, "item": item_id, "words": words.strip()}
    earlier = find_earlier(uuid, "urging", sent) if uuid is not None else None
    if earlier is not None:
        return Urging.objects.get(pk=earlier)
    standing = check_counting(duty, "urge_unit")
    if len(words) > LONGEST_WORDS:
        raise NotValid("words-long", _("Lời đôn đốc dài quá 1.000 chữ."), {"words": _("Rút gọn dưới 1.000 chữ.")})
    item = None
    if item_id is not None:
        item = Item.objects.filter(pk=item_id, directive_id=duty.directive_id).exclude(kind=Item.Kind.TOPIC).first()
        if item is None:
            raise Unknown
    _check_open(duty, standing, item)
    asked = DutyRequest.objects.filter(duty=duty, state=DutyRequest.State.OPEN)
    if asked.filter(Q(item__isnull=True) | (Q(item=item) if item else Q())).exists():
        raise WrongState(
            "request-open",
            _("%(unit_name)s đang chờ trả lời đề nghị; trả lời rồi mới đôn đốc.") % {"unit_name": duty.unit_name},
        )
    today = clock.today()
    if Urging.objects.filter(duty=duty, item=item, effective_on=today).exists():
        raise WrongState("urged-today", _("Hôm nay đã đôn đốc %(unit_name)s việc này.") % {"unit_name": duty.unit_name})
    urging = Urging.objects.create(
        duty=duty,
        item=item,
        words=words.strip(),
        made_by=printed(actor),
        effective_on=today,
        recorded_at=clock.now(),
    )
    if uuid is not None:
        remember(uuid, "urging", urging.pk, sent)
    with vietnamese():
        name = name_item(item) if item else ""
    record(events.UnitUrged(item=name, reason=urging.words, **about_duty(duty)), actor.author)
    return urging


def _check_open(duty: Duty, standing: DutyStanding, item: Item | None) -> None:
    """Raises WrongState where there is nothing to remind of."""
    if item is not None and standing.is_exempt(item.pk):
        raise WrongState(
            "item-not-owed",
            _("%(unit_name)s không phải làm %(item)s.") % {"unit_name": duty.unit_name, "item": name_item(item)},
        )
    done = load_done([duty.pk], clock.today())
    owed = [
        entry.item for entry in standing.owed() if entry.kind != Item.Kind.TOPIC and (duty.pk, entry.item) not in done
    ]
    taken = Acknowledgement.objects.filter(duty=duty).exists()
    if item is not None and item.pk not in owed:
        raise WrongState(
            "item-done",
            _("%(unit_name)s đã xong %(item)s, không cần đôn đốc.")
            % {"unit_name": duty.unit_name, "item": name_item(item)},
        )
    if item is None and not owed and taken:
        raise WrongState(
            "nothing-open", _("%(unit_name)s không còn việc nào để đôn đốc.") % {"unit_name": duty.unit_name}
        )


def urge_units(
    actor: Actor,
    directive_id: int,
    duty_ids: Sequence[int],
    *,
    item_id: int | None = None,
    words: str = "",
    uuid: UUID | None = None,
) -> list[Outcome]:
    """Each unit is reminded by itself; one that cannot be is told with its reason.

    Here as with the two below, the same `uuid` and content does once what is done, and tells the same of it.
    """
    sent: dict[str, object] = {"deed": "urge", "item": item_id, "words": words.strip()}

    def urge(duty: int) -> object:
        return urge_unit(actor, duty, item_id=item_id, words=words, uuid=_own(uuid, duty))

    return _each(actor, directive_id, duty_ids, urge, uuid=uuid, sent=sent)


def extend_duties(
    actor: Actor,
    directive_id: int,
    duty_ids: Sequence[int],
    *,
    new_deadline_on: date,
    reason: str,
    item_id: int | None = None,
    basis: str = "",
    uuid: UUID | None = None,
) -> list[Outcome]:
    """Each unit has time until this day, or is told with its reason."""
    sent: dict[str, object] = {"deed": "extend", "item": item_id, "until": new_deadline_on}
    sent |= {"reason": reason.strip(), "basis": basis.strip()}

    def extend(duty: int) -> object:
        return extend_duty(
            actor,
            duty,
            new_deadline_on=new_deadline_on,
            reason=reason,
            item_id=item_id,
            basis=basis,
            uuid=_own(uuid, duty),
        )

    return _each(actor, directive_id, duty_ids, extend, uuid=uuid, sent=sent)


def exempt_duties(
    actor: Actor,
    directive_id: int,
    duty_ids: Sequence[int],
    *,
    reason: str,
    item_id: int | None = None,
    basis: str = "",
    uuid: UUID | None = None,
) -> list[Outcome]:
    """Each unit need not do the item, or the whole, or is told with its reason."""
    sent: dict[str, object] = {"deed": "exempt", "item": item_id, "reason": reason.strip(), "basis": basis.strip()}

    def exempt(duty: int) -> object:
        return exempt_duty(actor, duty, reason=reason, item_id=item_id, basis=basis, uuid=_own(uuid, duty))

    return _each(actor, directive_id, duty_ids, exempt, uuid=uuid, sent=sent)


def _own(uuid: UUID | None, duty_id: int) -> UUID | None:
    """The identity of one of many deeds that came under one UUID: always the same for the same unit."""
    return uuid5(uuid, str(duty_id)) if uuid is not None else None


def _each(
    actor: Actor,
    directive_id: int,
    duty_ids: Sequence[int],
    deed: Callable[[int], object],
    *,
    uuid: UUID | None,
    sent: dict[str, object],
) -> list[Outcome]:
    """The deed for every duty of the directive, in the order of the unit list; each is a transaction of its own.

    Raises Unknown for a directive of another office and for a duty of another directive, before anything is done.
    """
    directive = Directive.objects.filter(pk=directive_id, office_id=actor.office_id).first()
    if directive is None:
        raise Unknown
    check_may(may_arrange(actor, directive), "officer-arranges", ONLY_ARRANGERS)
    wanted = set(duty_ids)
    if not wanted or len(wanted) > MOST_AT_ONCE:
        sentence = _("Chọn ít nhất một đơn vị.") if not wanted else _("Chọn nhiều nhất 1.000 đơn vị một lần.")
        raise NotValid("units-missing", sentence, {"duties": sentence})
    duties = list(Duty.objects.filter(pk__in=wanted, directive=directive).order_by("position", "id"))
    if len(duties) != len(wanted):
        raise Unknown
    if uuid is not None:
        _check_same(uuid, directive_id, {**sent, "duties": sorted(wanted)})
    return [_outcome(duty, deed) for duty in duties]


@transaction.atomic
def _check_same(uuid: UUID, directive_id: int, sent: dict[str, object]) -> None:
    """Raises Conflict where this UUID came before with other units or other words."""
    said = {"directive": directive_id, **sent}
    if find_earlier(uuid, "many_duties", said) is None:
        remember(uuid, "many_duties", directive_id, said)


def _outcome(duty: Duty, deed: Callable[[int], object]) -> Outcome:
    try:
        deed(duty.pk)
    except Refusal as refusal:
        return Outcome(duty.pk, duty.unit_name, refusal)
    return Outcome(duty.pk, duty.unit_name)
