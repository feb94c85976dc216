"""The story of the sample office: one dispatch, issued on 30 May 2023, half carried out by 21 December.

Every figure is sample data. What happens is drawn from a fixed seed, so that the same sample is made every time; it is
done through the actions people use, on the days they would have done it, so that no impossible state is shown.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from importlib.resources import files
from uuid import UUID

from trienkhai.web import clock
from trienkhai.web.activities.actions import (
    ActivityContent,
    Quantity,
    add_evidence,
    add_link,
    confirm_activities,
    question_activity,
    record_activity,
)
from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.actions import (
    acknowledge_duty,
    exempt_duty,
    extend_duty,
    issue_directive,
    request_change,
    set_report,
    sign_directive,
)
from trienkhai.web.directives.catalogue import Form, catalogue
from trienkhai.web.directives.models import Directive, Duty, DutyRequest, Item
from trienkhai.web.documents.actions import (
    confirm_reading,
    enter_document,
    number_document,
    publish_document,
    register_incoming,
)
from trienkhai.web.documents.models import Direction
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Person, Role
from trienkhai.web.offices.queries import find_actor
from trienkhai.web.reports.actions import accept_report, draft_report, submit_report, write_report
from trienkhai.web.sample.people import actor_named
from trienkhai.web.sample.pictures import draw_photo

SEED = 2023
UPLOADED, ISSUED, DATA_CLOSE, DUE = date(2023, 5, 29), date(2023, 5, 30), date(2023, 12, 14), date(2023, 12, 20)
NUMBER = 712
PLACES = (
    "Nhà văn hóa thôn", "Nhà văn hóa khối phố", "Trụ sở UBND xã", "Hội trường huyện", "Sân vận động", "Chợ trung tâm",
    "Trường trung học cơ sở", "Đường trung tâm thị trấn", "Trang thông tin điện tử của đơn vị",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Staff:
    """The people who act for one unit."""

    officer: Actor
    leader: Actor
    clerk: Actor


def identity(draw: random.Random) -> UUID:
    """A UUID from the story's own dice."""
    return UUID(int=draw.getrandbits(128), version=4)


def moment(day: date, draw: random.Random) -> datetime:
    """Some time of a working day."""
    return datetime.combine(day, time(8 + draw.randrange(9), draw.randrange(60)), tzinfo=clock.HANOI)


def tell_story(say: Callable[[str], None]) -> None:
    """Everything that happened until the sample's day."""
    draw = random.Random(SEED)
    duties = issue_founding(draw)
    say(f"  công văn: đã ban hành, {len(duties)} nhiệm vụ")
    staff = find_staff(duties)
    receive(duties, staff, draw)
    for position, duty in enumerate(duties):
        act(duty, staff[duty.unit_id], draw)
        if position % 9 == 8:
            say(f"  hoạt động: {position + 1}/{len(duties)} đơn vị")
    report(duties, staff, draw)
    say("  báo cáo: xong")


def issue_founding(draw: random.Random) -> list[Duty]:
    """The founding dispatch from the clerk's desk to its duties."""
    clerk, officer, leader = (actor_named(name) for name in ("vanthu", "chuyenvien", "lanhdao"))
    data = files("trienkhai.data").joinpath("founding_dispatch.txt").read_bytes()
    with clock.at(moment(UPLOADED, draw)):
        document = enter_document(
            clerk, uuid=identity(draw), data=data, name="cong-van-du-thao.txt", direction=Direction.OUTGOING
        )
        confirm_reading(clerk, document.pk, all_seen=True)
        directive = Directive.objects.get(document=document)
        set_report(officer, directive.pk, deadline_on=DUE, data_close_on=DATA_CLOSE)
    with clock.at(moment(ISSUED, draw)):
        sign_directive(leader, directive.pk, authority="KT.")
        number_document(clerk, document.pk, number=NUMBER, day=ISSUED)
        duties = issue_directive(clerk, directive.pk)
        publish_document(clerk, document.pk)
        return duties


def find_staff(duties: Sequence[Duty]) -> dict[int, Staff]:
    """Who acts for each receiving unit."""
    people = Person.objects.filter(appointments__post__unit_id__in=[duty.unit_id for duty in duties]).distinct()
    found: dict[int, dict[str, Actor]] = {}
    for person in people:
        actor = find_actor(person.user_id, None)
        if actor is not None:
            found.setdefault(actor.unit_id, {})[actor.role] = actor
    return {unit: Staff(roles[Role.OFFICER], roles[Role.LEADER], roles[Role.CLERK]) for unit, roles in found.items()}


def receive(duties: Sequence[Duty], staff: dict[int, Staff], draw: random.Random) -> None:
    """The clerks register it, the leaders take it on: all but one."""
    silent = next(duty.pk for duty in duties if "Bình Gia" in duty.unit_name and "Trung tâm" in duty.unit_name)
    for duty in duties:
        people = staff[duty.unit_id]
        with clock.at(moment(ISSUED, draw)):
            register_incoming(people.clerk, duty.directive.document_id)
        if duty.pk != silent:
            with clock.at(moment(ISSUED + timedelta(days=draw.randint(1, 4)), draw)):
                acknowledge_duty(people.leader, duty.pk)
    exempt = next(duty for duty in duties if "Xúc tiến" in duty.unit_name)
    reports = Item.objects.get(directive=exempt.directive, kind=Item.Kind.REPORT)
    with clock.at(moment(ISSUED + timedelta(days=6), draw)):
        exempt_duty(
            actor_named("chuyenvien"),
            exempt.pk,
            item_id=reports.pk,
            reason="Chức năng xúc tiến du lịch; báo cáo chung qua Phòng QLVH&GĐ.",
        )


def act(duty: Duty, people: Staff, draw: random.Random) -> None:
    """What one unit did from June to December: some topics chosen, most with proof."""
    if "Bình Gia" in duty.unit_name and "Trung tâm" in duty.unit_name:
        return
    items = list(duty.directive.items.filter(kind=Item.Kind.TOPIC))
    forms = [form for form in catalogue().forms.values() if form.group not in ("other", "grassroots_radio")]
    favourites = draw.sample(forms, 9)
    count = 5 if "Bình Gia" in duty.unit_name or "Văn Quan" in duty.unit_name else draw.randint(9, 22)
    last = DATA_CLOSE if count > 5 else date(2023, 10, 20)
    days = sorted(ISSUED + timedelta(days=draw.randint(5, (last - ISSUED).days)) for _ in range(count))
    waiting: list[Activity] = []
    for day in days:
        activity = record_one(duty, people, day, draw.choice(favourites), items, draw)
        waiting.append(activity)
        if len(waiting) >= 4:
            confirm_waiting(people, waiting, day, draw)
    if waiting and draw.random() < 0.8:
        confirm_waiting(people, waiting, days[-1], draw)


def record_one(
    duty: Duty, people: Staff, day: date, form: Form, items: Sequence[Item], draw: random.Random
) -> Activity:
    """One activity with its quantities and, mostly, its proof."""
    chosen = draw.choices(items, weights=[6 - min(5, index % 6) for index in range(len(items))], k=draw.randint(1, 2))
    embedded = form.group == "arts_sport" and draw.random() < 0.6
    content = ActivityContent(
        effective_on=day,
        place=f"{draw.choice(PLACES)}, {duty.unit_short_name.split(' ', 2)[-1]}",
        items=tuple(dict.fromkeys(item.pk for item in chosen)),
        form=form.key,
        embedded=embedded,
        host_event="Giao lưu văn nghệ" if embedded else "",
        quantities=draw_quantities(form, draw),
    )
    with clock.at(moment(day + timedelta(days=draw.randint(0, 2)), draw)):
        activity = record_activity(people.officer, duty.pk, uuid=identity(draw), content=content)
        if draw.random() < 0.86:
            prove(people.officer, activity, form, draw)
        return activity


def prove(officer: Actor, activity: Activity, form: Form, draw: random.Random) -> None:
    """A link for what is on the net, a photo for everything else."""
    if form.group == "digital_social" or form.key == "website":
        link = f"https://example.vn/bai-viet/{activity.code.lower()}-{activity.pk}"
        add_link(officer, activity.pk, uuid=identity(draw), link=link)
        return
    photo = draw_photo(draw.randrange(1 << 24), activity.effective_on)
    add_evidence(officer, activity.pk, uuid=identity(draw), data=photo, name=f"Ảnh {activity.code}.jpg")


def draw_quantities(form: Form, draw: random.Random) -> tuple[Quantity, ...]:
    """Plausible amounts: the usual measure, at times people or a second measure."""
    main = Quantity(form.default_measure, Decimal(draw.choice((1, 1, 1, 2, 3, 4, 6, 12))))
    extra = [measure.key for measure in form.measures if measure.key != form.default_measure]
    if "luot_nguoi" in extra:
        people = Decimal(draw.randrange(30, 400, 5))
        return (main, Quantity("luot_nguoi", people, approximate=draw.random() < 0.4))
    if "met" in extra and draw.random() < 0.7:
        return (main, Quantity("met", Decimal(draw.randrange(24, 120, 4))))
    return (main,)


def confirm_waiting(people: Staff, waiting: list[Activity], day: date, draw: random.Random) -> None:
    """The leader confirms what has gathered."""
    with clock.at(moment(day + timedelta(days=draw.randint(2, 3)), draw)):
        confirm_activities(people.leader, [activity.pk for activity in waiting])
    waiting.clear()


def report(duties: Sequence[Duty], staff: dict[int, Staff], draw: random.Random) -> None:
    """The year's reports: most sent and some accepted, some late, one extended, one asking for time."""
    officer = actor_named("chuyenvien")
    asked = Item.objects.get(directive=duties[0].directive, kind=Item.Kind.REPORT)
    late = {duty.pk for duty in duties if any(name in duty.unit_name for name in ("Bình Gia",))}
    late |= {
        duty.pk
        for duty in duties
        if "Trung tâm" in duty.unit_name and any(name in duty.unit_name for name in ("Văn Quan", "Bắc Sơn"))
    }
    for duty in duties:
        if duty.pk in late or "Xúc tiến" in duty.unit_name:
            continue
        people = staff[duty.unit_id]
        if "Đình Lập" in duty.unit_name:
            ask_for_time(duty, people, asked, officer, draw)
            continue
        day = date(2023, 12, draw.choice((15, 18, 18, 19, 19, 20)))
        with clock.at(moment(day, draw)):
            written = draft_report(people.officer, duty.pk, item_id=asked.pk, uuid=identity(draw))
            write_report(people.officer, written.pk, written={"leading": leading(duty), "proposals": PROPOSAL})
            submit_report(people.leader, written.pk)
        if day.day < 19:
            with clock.at(moment(date(2023, 12, 20), draw)):
                accept_report(officer, written.pk)
    ask_back(duties, officer, draw)


MORE_TIME = "Đang tổng hợp số liệu 12 xã, thị trấn."
PROPOSAL = "Đề nghị Sở gửi Đề cương nêu tại công văn (đơn vị chưa nhận)."


def leading(duty: Duty) -> str:
    """What a unit writes about its own leading."""
    return f"{duty.unit_name} đã phân công cán bộ phụ trách và phối hợp với các đơn vị trên địa bàn để thực hiện."


def ask_for_time(duty: Duty, people: Staff, asked: Item, officer: Actor, draw: random.Random) -> None:
    """The office of Đình Lập was given more time, its centre still waits for an answer."""
    wanted = date(2023, 12, 29)
    if "Phòng" in duty.unit_name:
        with clock.at(moment(date(2023, 12, 18), draw)):
            extend_duty(
                officer,
                duty.pk,
                item_id=asked.pk,
                new_deadline_on=wanted,
                reason=MORE_TIME,
            )
        return
    with clock.at(moment(date(2023, 12, 19), draw)):
        request_change(
            people.leader,
            duty.pk,
            uuid=identity(draw),
            kind=DutyRequest.Kind.EXTENSION,
            item_id=asked.pk,
            wanted_on=wanted,
            reason=MORE_TIME,
        )


def ask_back(duties: Sequence[Duty], officer: Actor, draw: random.Random) -> None:
    """The officer asks about one activity."""
    duty = next(duty for duty in duties if "Phòng" in duty.unit_name and "Lộc Bình" in duty.unit_name)
    activity = Activity.objects.filter(duty=duty, state=Activity.State.CONFIRMED).order_by("-effective_on").first()
    if activity is not None:
        with clock.at(moment(date(2023, 12, 20), draw)):
            question_activity(officer, activity.pk, question="Ảnh chụp trước ngày ghi. Ghi rõ ngày tổ chức.")
