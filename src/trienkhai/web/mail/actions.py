"""Choosing letters, confirming an address, and what the worker notes. A private address is in no journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trienkhai.vietnamese.working_days import next_working_day
from trienkhai.web import clock
from trienkhai.web.errors import NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.mail import queries
from trienkhai.web.mail.models import MailChoice, Message, Told
from trienkhai.web.mail.writing import read_token
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Person, Role

SOON = timedelta(minutes=10)
MOST_CONFIRMATIONS = 5
"""A day and person: our server must not be made to pester strangers."""
MOST_TRIALS = 5
WAITS = (1, 5, 15, 60, 180, 360, 720)
"""Minutes between two attempts, growing; after the last the message is given up."""
KEPT = timedelta(days=60)

Mode, State, Purpose = MailChoice.Mode, Message.State, Message.Purpose


# ---- what people do ---------------------------------------------------------------------------------------------


@transaction.atomic
def choose_mail(actor: Actor, *, address: str, mode: str, hour: int) -> MailChoice:
    """Keep where and when the person wants letters; a new address is asked to confirm first.

    Raises NotValid for an address that is none, an unknown mode or hour, or too many confirmations in a day.
    """
    address = check_address(address, needed=mode != Mode.NONE)
    if mode not in Mode.values:
        raise NotValid("mode-unknown", _("Chọn một trong ba cách nhận thư."), {"mode": _("Chọn một cách.")})
    if not 0 <= hour <= 23:
        raise NotValid("hour-unknown", _("Giờ phải từ 0 đến 23."), {"hour": _("Giờ phải từ 0 đến 23.")})
    if address:
        check_on()
    Person.objects.select_for_update().get(pk=actor.person_id)
    choice = queries.find_choice(actor.person_id)
    before = choice.mode if choice.confirmed_at else Mode.NONE
    if address != choice.address:
        choice.address, choice.confirmed_at, choice.refused = address, None, ""
        withdraw_owed(actor.person_id)
        if address:
            ask_to_confirm(actor.person_id, address)
    choice.mode, choice.hour = mode, hour
    if choice.confirmed_at and before == Mode.NONE != mode:
        begin_telling(choice)
    choice.look_at = next_look(choice, clock.now()) if choice.confirmed_at else None
    choice.save()
    return choice


@transaction.atomic
def ask_again(actor: Actor) -> MailChoice:
    """Send the confirmation once more, to the address as it stands."""
    check_on()
    Person.objects.select_for_update().get(pk=actor.person_id)
    choice = queries.find_choice(actor.person_id)
    if not choice.address or choice.confirmed_at:
        raise WrongState("nothing-to-confirm", _("Không có địa chỉ nào đang chờ xác nhận."))
    choice.refused = ""
    choice.save()
    ask_to_confirm(actor.person_id, choice.address)
    return choice


@transaction.atomic
def confirm_address(actor: Actor, token: str) -> MailChoice:
    """The address in the letter is the person's own. Doing it twice changes nothing.

    Raises NotValid for a link that is too old, not ours, somebody else's, or of an address given up meanwhile.
    """
    claim = read_token(token)
    Person.objects.select_for_update().get(pk=actor.person_id)
    choice = queries.find_choice(actor.person_id)
    if claim is None or claim.person_id != actor.person_id or claim.address != choice.address:
        raise NotValid(
            "link-not-valid",
            _("Đường dẫn này đã cũ, hoặc không phải của anh/chị. Mở trang Thư báo việc để nhận thư xác nhận mới."),
        )
    if choice.confirmed_at is None:
        choice.confirmed_at, choice.refused = clock.now(), ""
        begin_telling(choice)
        choice.look_at = next_look(choice, clock.now())
        choice.save()
    return choice


@transaction.atomic
def send_trial(actor: Actor) -> Message:
    """A letter to the administrator's own confirmed address, to see whether the server takes it."""
    check_administrator(actor)
    check_on()
    choice = queries.find_choice(actor.person_id)
    if not choice.confirmed_at:
        raise WrongState(
            "address-not-confirmed", _("Thư gửi thử đi tới địa chỉ của chính anh/chị; xác nhận địa chỉ trước.")
        )
    if queries.count_since(actor.person_id, Purpose.TRIAL, clock.now() - timedelta(hours=1)) >= MOST_TRIALS:
        raise NotValid("too-many-trials", _("Đã gửi thử nhiều lần trong một giờ. Chờ một lúc rồi thử lại."))
    return owe(actor.person_id, Purpose.TRIAL, choice.address)


@transaction.atomic
def send_again(actor: Actor, message_id: int) -> Message:
    """Try once more what was given up, refused, or may not have arrived."""
    check_administrator(actor)
    message = queries.messages_of_office(actor).filter(pk=message_id).first()
    if message is None:
        raise Unknown
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state not in (State.GIVEN_UP, State.REFUSED, State.UNSURE):
        raise WrongState(
            "not-failed", _("Thư này không ở tình trạng gửi lại được. Tải lại trang để xem tình trạng mới.")
        )
    message.state, message.tries, message.error = State.OWED, 0, ""
    message.begun_at, message.next_at = None, clock.now()
    message.save()
    return message


def check_address(address: str, *, needed: bool) -> str:
    """One plain address, or "" where none is needed."""
    address = address.strip()
    if not address and not needed:
        return ""
    wrong = _("Viết một địa chỉ thư, ví dụ ten@coquan.gov.vn.")
    try:
        validate_email(address)
    except ValidationError:
        raise NotValid("address-not-valid", wrong, {"address": wrong}) from None
    if len(address) > 254 or not address.isascii():
        raise NotValid("address-not-valid", wrong, {"address": wrong})
    return address


def check_on() -> None:
    """Whether the installation sends mail at all."""
    if not settings.TRIENKHAI_MAIL_ON:
        raise WrongState(
            "mail-off",
            _("Cơ quan chưa bật gửi thư. Người cài đặt bật bằng TRIENKHAI_MAIL; việc vẫn có ở Việc của tôi."),
        )


def check_administrator(actor: Actor) -> None:
    """Only whoever looks after the office's accounts sees how sending goes."""
    if actor.role != Role.ADMINISTRATOR:
        raise NotAllowed("administrators-only", _("Trang này dành cho quản trị đơn vị."))


# ---- what the worker notes --------------------------------------------------------------------------------------


@transaction.atomic
def owe_news(choice_id: int) -> Message | None:
    """Owe the person a letter about what waits anew, and set when to look next; None where nothing is new."""
    choice = MailChoice.objects.select_for_update().get(pk=choice_id)
    now = clock.now()
    if choice.look_at is None or choice.look_at > now or choice.confirmed_at is None or choice.mode == Mode.NONE:
        return None  # another worker was here
    work = queries.list_open_work(choice.person_id)
    untold = queries.list_untold(choice.person_id, work)
    message = owe(choice.person_id, Purpose.WORK, choice.address) if untold else None
    note_told(choice.person_id, (one.key for one in untold), message)
    Told.objects.filter(person_id=choice.person_id, told_at__lt=now - KEPT).exclude(
        key__in=[one.key for one in work]
    ).delete()
    choice.look_at = next_look(choice, now)
    choice.save(update_fields=["look_at"])
    return message


def begin_message(message_id: int) -> Message | None:
    """Take a message in hand, so that no other worker does; None where it is no longer owed."""
    free = Message.objects.filter(pk=message_id, state=State.OWED, begun_at__isnull=True)
    if not free.update(begun_at=clock.now(), tries=F("tries") + 1):
        return None
    return Message.objects.select_related("person").get(pk=message_id)


def note_sent(message: Message) -> None:
    """The server took it."""
    end(message, State.SENT, sent_at=clock.now())


def note_nothing_left(message: Message) -> None:
    """All it would have told of was done, or is no longer the person's."""
    end(message, State.DROPPED)


def note_unsure(message_id: int, error: str) -> None:
    """The connection or the worker broke while the server had it: it is not sent twice."""
    Message.objects.filter(pk=message_id, state=State.OWED).update(state=State.UNSURE, error=error[:300])


@transaction.atomic
def note_refused(message: Message, error: str) -> None:
    """The server says that the address does not exist: nothing more goes there, and the person's page says so."""
    end(message, State.REFUSED, error=error[:300])
    choices = MailChoice.objects.filter(person_id=message.person_id, address=message.address)
    choices.update(refused=error[:300], confirmed_at=None, look_at=None)


def note_failed(message: Message, error: str) -> None:
    """Not sent this time: later again, or given up after the last attempt."""
    if message.tries > len(WAITS):
        end(message, State.GIVEN_UP, error=error[:300])
        return
    again = clock.now() + timedelta(minutes=WAITS[message.tries - 1])
    owed = Message.objects.filter(pk=message.pk, state=State.OWED)
    owed.update(begun_at=None, next_at=again, error=error[:300])


def note_no_server(message: Message, error: str) -> None:
    """The mail server cannot be reached: this one and all others that are due wait, so that nobody waits for each."""
    note_failed(message, error)
    later = clock.now() + timedelta(minutes=WAITS[0])
    Message.objects.filter(state=State.OWED, begun_at__isnull=True, next_at__lt=later).update(next_at=later)


# ---- parts of deeds ---------------------------------------------------------------------------------------------


def end(message: Message, state: str, *, sent_at: datetime | None = None, error: str = "") -> None:
    """The message is no longer owed."""
    begun = Message.objects.filter(pk=message.pk, state=State.OWED)
    begun.update(state=state, sent_at=sent_at, error=error)


def owe(person_id: int, purpose: str, address: str) -> Message:
    """A message that the worker will send."""
    now = clock.now()
    return Message.objects.create(person_id=person_id, purpose=purpose, address=address, made_at=now, next_at=now)


def ask_to_confirm(person_id: int, address: str) -> None:
    """Owe the confirmation; not more often than a person needs it."""
    if queries.count_since(person_id, Purpose.CONFIRM, clock.now() - timedelta(days=1)) >= MOST_CONFIRMATIONS:
        said = _("Hôm nay đã gửi nhiều thư xác nhận. Xem hộp thư rác, hoặc mai thử lại.")
        raise NotValid("too-many-confirmations", said, {"address": said})
    owe(person_id, Purpose.CONFIRM, address)


def withdraw_owed(person_id: int) -> None:
    """What is still owed to an address that the person gave up is not sent."""
    owed = Message.objects.filter(person_id=person_id, state=State.OWED, begun_at__isnull=True)
    owed.update(state=State.DROPPED)


def begin_telling(choice: MailChoice) -> None:
    """What waits already when letters begin is history: the person sees it on their page."""
    work = queries.list_open_work(choice.person_id)
    note_told(choice.person_id, (one.key for one in queries.list_untold(choice.person_id, work)), None)


def note_told(person_id: int, keys: Iterable[str], message: Message | None) -> None:
    """These lines are told of by this message, or by none."""
    now = clock.now()
    rows = [Told(person_id=person_id, key=key, message=message, told_at=now) for key in dict.fromkeys(keys)]
    Told.objects.bulk_create(rows, ignore_conflicts=True)


def next_look(choice: MailChoice, now: datetime) -> datetime:
    """When the person's work is looked at next: in ten minutes, or at their hour of the next working day."""
    if choice.mode != Mode.DAILY:
        return now + SOON
    local = now.astimezone(clock.HANOI)
    moment = datetime.combine(local.date(), time(choice.hour), clock.HANOI)
    day = local.date() if local < moment else local.date() + timedelta(days=1)
    return datetime.combine(next_working_day(day), time(choice.hour), clock.HANOI)
