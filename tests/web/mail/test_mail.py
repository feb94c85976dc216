"""Letters: who gets one, when, what it says, and what happens when a server or a worker fails."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from pytest_django import Settings

from tests.web.conftest import ClientFor, World, issue
from tests.web.mail.server import Post
from trienkhai.web import clock
from trienkhai.web.directives.actions import acknowledge_duty
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.errors import NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.mail import actions, queries, tasks
from trienkhai.web.mail.models import MailChoice, Message
from trienkhai.web.mail.reconcile import look_for_new_work, send_waiting
from trienkhai.web.mail.writing import Claim, one_line, write_token
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Appointment, Person, Role
from trienkhai.web.offices.models import Post as Place
from trienkhai.web.offices.queries import actor_from, appointments_on

pytestmark = pytest.mark.usefixtures("office_day")
ADDRESS = "giamdoc@baotang.mau.gov.vn"
Mode, State, Purpose = MailChoice.Mode, Message.State, Message.Purpose


def send_all() -> int:
    """Let the worker go on until nothing is left to do at this moment; gives how many pieces it did."""
    done = 0
    while look_for_new_work() or send_waiting():
        done += 1
        assert done < 50
    return done


def confirm(actor: Actor, mode: str = Mode.SOON, hour: int = 7, address: str = ADDRESS) -> MailChoice:
    """The person asks for letters, gets the confirmation, and confirms."""
    actions.choose_mail(actor, address=address, mode=mode, hour=hour)
    send_all()
    return actions.confirm_address(actor, write_token(Claim(actor.person_id, address)))


def later(**time: float) -> datetime:
    """So long after the moment of the office's day."""
    return clock.now() + timedelta(**time)


def test_the_link_in_the_letter_confirms(post: Post, unit_leader: Actor, client_for: ClientFor) -> None:
    """Nothing but this letter goes to an address before; opening the link alone confirms nothing."""
    client = client_for(unit_leader)
    sent = client.post("/tai-khoan/thu/", {"address": ADDRESS, "mode": "soon", "hour": "7"})
    assert sent.status_code == 302
    send_all()
    assert [one["To"] for one in post.letters] == [ADDRESS]
    link = re.search(r"https://trienkhai\.mau\.gov\.vn(/\S+)", post.texts[0])
    assert link
    assert client.get(link[1]).status_code == 200
    assert queries.find_choice(unit_leader.person_id).confirmed_at is None
    page, _, token = link[1].partition("?ma=")
    assert client.post(page, {"ma": token}).status_code == 302
    assert queries.find_choice(unit_leader.person_id).confirmed_at is not None
    assert "đã xác nhận" in client.get("/tai-khoan/thu/").content.decode()


@pytest.mark.usefixtures("post")
def test_a_link_is_for_one_person_and_one_address(unit_leader: Actor, unit_officer: Actor) -> None:
    """Somebody else's, a changed one, one of an address given up, and one older than three days are refused."""
    actions.choose_mail(unit_leader, address=ADDRESS, mode=Mode.SOON, hour=7)
    mine = write_token(Claim(unit_leader.person_id, ADDRESS))
    for actor, token in ((unit_officer, mine), (unit_leader, mine + "x"), (unit_leader, "")):
        with pytest.raises(NotValid):
            actions.confirm_address(actor, token)
    actions.choose_mail(unit_leader, address="khac@mau.gov.vn", mode=Mode.SOON, hour=7)
    with pytest.raises(NotValid):
        actions.confirm_address(unit_leader, mine)
    actions.choose_mail(unit_leader, address=ADDRESS, mode=Mode.SOON, hour=7)
    actions.confirm_address(unit_leader, mine)
    assert actions.confirm_address(unit_leader, mine).confirmed_at  # twice changes nothing


def test_new_work_is_told_once_and_old_work_never(
    post: Post, world: World, duty: Duty, unit_leader: Actor, topics_directive: Directive
) -> None:
    """What waits when letters begin is history; what comes later is told in one letter, with its page."""
    confirm(unit_leader)
    before = len(post.taken)
    with clock.at(later(minutes=11)):
        assert send_all() == 1  # looked, nothing new
    assert len(post.taken) == before
    with clock.at(datetime(2024, 3, 1, 3, tzinfo=UTC)):  # past a due day: late work is told
        send_all()
        assert len(post.taken) == before + 1
        letter, text = post.letters[-1], post.texts[-1]
        assert letter["To"] == ADDRESS
        assert letter["From"] == "trienkhai@mau.gov.vn"
        assert "việc mới" in letter["Subject"]
        assert "đã quá hạn" in text
        assert f"https://trienkhai.mau.gov.vn/nhiem-vu/{duty.pk}/" in text
        assert "Đổi hoặc tắt: https://trienkhai.mau.gov.vn/tai-khoan/thu/" in text
        send_all()
    with clock.at(datetime(2024, 3, 1, 4, tzinfo=UTC)):
        send_all()
    assert len(post.taken) == before + 1
    assert world.units


def test_work_done_before_the_letter_is_sent_is_not_told(
    post: Post, world: World, topics_draft: Directive, unit_leader: Actor
) -> None:
    """What a letter says is what the page shows at the moment of sending."""
    confirm(unit_leader)
    before = len(post.taken)
    duty = next(one for one in issue(world, topics_draft) if one.unit_id == unit_leader.unit_id)
    with clock.at(later(minutes=11)):
        look_for_new_work()
        acknowledge_duty(unit_leader, duty.pk)
        open_work = {one.key for one in queries.list_open_work(unit_leader.person_id)}
        message = Message.objects.get(person_id=unit_leader.person_id, purpose=Purpose.WORK)
        left = set(message.told.values_list("key", flat=True)) & open_work
        send_all()
    message.refresh_from_db()
    assert message.state == (State.SENT if left else State.DROPPED)
    assert len(post.taken) == before + bool(left)


def test_a_post_that_was_lost_tells_nothing(
    post: Post, world: World, topics_draft: Directive, unit_leader: Actor
) -> None:
    """Between owing and sending the person left: nothing goes out."""
    confirm(unit_leader)
    before = len(post.taken)
    issue(world, topics_draft)
    with clock.at(later(minutes=11)):
        look_for_new_work()
        Appointment.objects.filter(pk=unit_leader.appointment_id).update(valid_to=clock.today() - timedelta(days=1))
        send_all()
    assert len(post.taken) == before
    assert Message.objects.get(person_id=unit_leader.person_id, purpose=Purpose.WORK).state == State.DROPPED


def test_one_letter_a_working_day_at_the_hour(
    post: Post, world: World, topics_draft: Directive, unit_leader: Actor
) -> None:
    """Work of an afternoon comes the next morning; a Saturday has no letter."""
    confirm(unit_leader, mode=Mode.DAILY, hour=8)
    before = len(post.taken)
    issue(world, topics_draft)
    with clock.at(later(hours=2)):
        send_all()
        assert len(post.taken) == before
    choice = queries.find_choice(unit_leader.person_id)
    assert choice.look_at == datetime(2023, 5, 31, 8, tzinfo=clock.HANOI)
    with clock.at(choice.look_at):
        send_all()
        assert len(post.taken) == before + 1
    friday = datetime(2023, 6, 2, 9, tzinfo=clock.HANOI)
    assert actions.next_look(choice, friday) == datetime(2023, 6, 5, 8, tzinfo=clock.HANOI)


def test_two_workers_send_one_letter(post: Post, unit_leader: Actor) -> None:
    """Only one takes a message in hand."""
    actions.choose_mail(unit_leader, address=ADDRESS, mode=Mode.SOON, hour=7)
    message = Message.objects.get()
    assert actions.begin_message(message.pk) is not None
    assert actions.begin_message(message.pk) is None
    assert not tasks.send_message(message.pk)
    assert not post.taken


def test_a_worker_killed_at_it_sends_nothing_twice(post: Post, unit_leader: Actor) -> None:
    """The server may have it: after five minutes it counts as unsure, and only a person sends it again."""
    actions.choose_mail(unit_leader, address=ADDRESS, mode=Mode.SOON, hour=7)
    message = Message.objects.get()
    actions.begin_message(message.pk)  # and then SIGKILL
    with clock.at(later(minutes=6)):
        send_all()
        message.refresh_from_db()
        assert message.state == State.UNSURE
        send_all()
    assert not post.taken


def test_a_line_cut_while_the_server_has_it_is_unsure(post: Post, unit_leader: Actor) -> None:
    """It is not sent again by itself; before the letter was handed over, it is."""
    post.breaks = "DATA"
    actions.choose_mail(unit_leader, address=ADDRESS, mode=Mode.SOON, hour=7)
    send_all()
    assert Message.objects.get().state == State.UNSURE
    assert len(post.taken) == 1


def test_a_server_that_is_down_is_tried_later(post: Post, unit_leader: Actor, settings: Settings) -> None:
    """Growing waits; when it is up again, the letter goes out once; after the last attempt it is given up."""
    settings.EMAIL_PORT = 1  # nobody listens there
    actions.choose_mail(unit_leader, address=ADDRESS, mode=Mode.SOON, hour=7)
    assert send_all() == 1
    message = Message.objects.get()
    assert (message.state, message.tries, message.next_at) == (State.OWED, 1, later(minutes=1))
    assert "Connection" in message.error
    for tries in range(2, len(actions.WAITS) + 2):
        with clock.at(message.next_at):
            send_all()
        message.refresh_from_db()
        assert message.tries == tries
    assert message.state == State.GIVEN_UP
    settings.EMAIL_PORT = post.port
    Message.objects.update(state=State.OWED, begun_at=None, next_at=clock.now())
    send_all()
    assert len(post.taken) == 1


@pytest.mark.parametrize(("answer", "state"), [("550 no such user", State.REFUSED), ("451 later", State.OWED)])
def test_refused_by_the_server(post: Post, unit_leader: Actor, client_for: ClientFor, answer: str, state: str) -> None:
    """An address that does not exist gets nothing more, and its owner's page says so; a full box is tried again."""
    post.answers["RCPT"] = answer
    actions.choose_mail(unit_leader, address=ADDRESS, mode=Mode.SOON, hour=7)
    send_all()
    assert Message.objects.get().state == state
    page = client_for(unit_leader).get("/tai-khoan/thu/").content.decode()
    assert ("no such user" in page) == (state == State.REFUSED)


def test_a_wrong_password_is_no_fault_of_the_address(post: Post, unit_leader: Actor, settings: Settings) -> None:
    """It is tried again, and the reason is told to whoever runs the office."""
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "ai", "sai"
    post.answers["EHLO"], post.answers["AUTH"] = "250-post\r\n250 AUTH LOGIN", "535 wrong password"
    actions.choose_mail(unit_leader, address=ADDRESS, mode=Mode.SOON, hour=7)
    send_all()
    message = Message.objects.get()
    assert message.state == State.OWED
    assert "535" in message.error


HOSTILE = [
    "a@b.vn\nBcc: c@d.vn",
    "a@b.vn, c@d.vn",
    "không phải",
    "a@b",
    "x" * 250 + "@mau.gov.vn",
    "đ@mau.gov.vn",
    "<a@b.vn>",
]


@pytest.mark.usefixtures("post")
@pytest.mark.parametrize("address", HOSTILE)
def test_what_is_no_address(unit_leader: Actor, client_for: ClientFor, address: str) -> None:
    """A sentence says what to write; nothing is kept, nothing is owed."""
    answer = client_for(unit_leader).post("/tai-khoan/thu/", {"address": address, "mode": "soon", "hour": "7"})
    assert answer.status_code == 422
    assert "Viết một địa chỉ thư" in answer.content.decode() or len(address) > 200
    assert not Message.objects.exists()
    assert not MailChoice.objects.exists()


def test_hostile_names_stay_in_their_line(
    post: Post, world: World, topics_draft: Directive, unit_leader: Actor
) -> None:
    """Line ends and signs that turn the direction of writing make no header and no line of their own."""
    confirm(unit_leader)
    Person.objects.filter(pk=unit_leader.person_id).update(name="Giám đốc\nBcc: x@y.vn \u202egnơưht" + "n" * 80)
    issue(world, topics_draft)
    with clock.at(later(minutes=11)):
        send_all()
    assert post.letters[-1]["Bcc"] is None
    assert post.texts[-1].startswith("Giám đốc Bcc: x@y.vn gnơưht")
    assert "\u202e" not in post.texts[-1]
    assert one_line("a\r\nb\x00c\u2028d") == "a b c d"


def test_nobody_is_pestered(post: Post, unit_leader: Actor) -> None:
    """Five confirmations a day, then a sentence."""
    for number in range(actions.MOST_CONFIRMATIONS):
        actions.choose_mail(unit_leader, address=f"ai{number}@mau.gov.vn", mode=Mode.SOON, hour=7)
    with pytest.raises(NotValid, match="nhiều thư xác nhận"):
        actions.choose_mail(unit_leader, address="nua@mau.gov.vn", mode=Mode.SOON, hour=7)
    send_all()
    assert [one["To"] for one in post.letters] == ["ai4@mau.gov.vn"]  # those given up were not sent


@pytest.mark.usefixtures("post")
def test_turned_off_and_on_tells_no_history(world: World, topics_draft: Directive, unit_leader: Actor) -> None:
    """What came while letters were off stays on the page."""
    confirm(unit_leader)
    actions.choose_mail(unit_leader, address=ADDRESS, mode=Mode.NONE, hour=7)
    issue(world, topics_draft)
    actions.choose_mail(unit_leader, address=ADDRESS, mode=Mode.SOON, hour=7)
    with clock.at(later(minutes=11)):
        send_all()
    assert not Message.objects.filter(purpose=Purpose.WORK).exists()


def test_an_office_without_mail_says_so(unit_leader: Actor, client_for: ClientFor) -> None:
    """No message is owed for ever; the page and the refusal say who turns it on."""
    assert not settings.TRIENKHAI_MAIL_ON
    client = client_for(unit_leader)
    assert "chưa bật gửi thư" in client.get("/tai-khoan/thu/").content.decode()
    answer = client.post("/tai-khoan/thu/", {"address": ADDRESS, "mode": "soon", "hour": "7"})
    assert answer.status_code == 409
    assert not Message.objects.exists()
    assert not look_for_new_work()
    assert not send_waiting()


def make_administrator(actor: Actor) -> Actor:
    """The same person, now looking after the office's accounts."""
    Place.objects.filter(pk=actor.post_id).update(role=Role.ADMINISTRATOR)
    return actor_from(appointments_on(clock.today()).get(pk=actor.appointment_id))


def test_only_administrators_see_how_sending_goes(
    post: Post, unit_leader: Actor, unit_officer: Actor, outsider: Actor, client_for: ClientFor
) -> None:
    """Of their own office; they may try the server and send again what failed."""
    post.answers["RCPT"] = "550 no such user"
    actions.choose_mail(unit_officer, address=ADDRESS, mode=Mode.SOON, hour=7)
    send_all()
    message = Message.objects.get()
    assert client_for(unit_leader).get("/tai-khoan/thu/tinh-hinh/").status_code == 403
    with pytest.raises(NotAllowed):
        actions.send_trial(unit_leader)
    with pytest.raises(NotAllowed):
        actions.send_again(unit_leader, message.pk)
    administrator, stranger = make_administrator(unit_leader), make_administrator(outsider)
    page = client_for(administrator).get("/tai-khoan/thu/tinh-hinh/").content.decode()
    assert "no such user" in page
    with pytest.raises(Unknown):
        actions.send_again(stranger, message.pk)
    assert not queries.list_troubled(stranger)
    post.answers.clear()
    assert client_for(administrator).post(f"/tai-khoan/thu/tinh-hinh/{message.pk}/gui-lai/").status_code == 302
    with pytest.raises(WrongState):
        actions.send_again(administrator, message.pk)  # it waits already
    send_all()
    assert len(post.taken) == 1
    with pytest.raises(WrongState, match="xác nhận địa chỉ trước"):
        actions.send_trial(administrator)
    confirm(administrator, address="quantri@mau.gov.vn")
    actions.send_trial(administrator)
    send_all()
    assert post.letters[-1]["Subject"] == "Thư gửi thử"
