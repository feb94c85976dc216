"""The form: what is refused says why at its place, and nothing typed or sent is lost by it."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.web.activities.conftest import PLACE, FieldsFor, content_for, draw_photo
from tests.web.conftest import ClientFor, World
from trienkhai.web.activities.actions import confirm_activities, record_activity
from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.directives.actions import withdraw_directive, withdraw_duty
from trienkhai.web.directives.models import Directive, Duty, Item
from trienkhai.web.errors import Unknown, WrongState
from trienkhai.web.offices.actor import Actor


@pytest.fixture
def browser(unit_officer: Actor, client_for: ClientFor) -> Client:
    """The unit's officer at work."""
    return client_for(unit_officer)


def address(duty: Duty) -> str:
    """Where an activity of this duty is recorded."""
    return reverse("activities:record", args=[duty.pk])


def photo(name: str = "Ảnh hội trường.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    """A photo as a browser sends it."""
    return SimpleUploadedFile(name, draw_photo() if data is None else data, content_type="image/jpeg")


def kept_in(body: str) -> list[str]:
    """The sealed files a page carries on."""
    return re.findall(r'name="kept" value="([^"]+)"', body)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"effective_on": "31/11/2022"}, "Tháng 11 có 30 ngày. Nhập ngày từ 01 đến 30."),
        ({"effective_on": "hôm qua"}, "Chưa đọc được ngày"),
        ({"effective_on": "01/06/2023"}, "Ngày này chưa tới."),
        ({"place": "  "}, "Ghi nơi tổ chức."),
        ({"items": None}, "Chọn ít nhất một nội dung"),
        ({"form": "no-such-form"}, "Chọn một hình thức trong danh mục."),
        ({"amount__0": "12 chiếc, 96 m", "measure__0": ""}, "ghi thành hai dòng, mỗi đơn vị tính một dòng"),
        ({"amount__0": "-5"}, "chưa đọc được"),
        ({"amount__0": "mười hai"}, "không có chữ số"),
        ({"amount__0": "2.5"}, "đọc được hai cách"),
        ({"amount__0": "12", "measure__0": ""}, "Chọn đơn vị tính"),
        ({"amount__0": "12", "measure__0": "luot_nguoi"}, "cộng lại thành một dòng"),
        ({"links": "javascript:alert(1)"}, "Chép cả địa chỉ"),
    ],
)
def test_a_fault_says_what_is_wrong_and_keeps_everything(
    changed: dict[str, object], sentence: str, duty: Duty, browser: Client, fields_for: FieldsFor
) -> None:
    """Nothing is saved; what was typed stands there again, and the photo is still with the server."""
    fields = fields_for(duty, note="Ghi chú phải còn", **changed)
    answer = browser.post(address(duty), fields | {"photos": [photo()]})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in body
    assert "Chưa lưu được" in body
    assert "Ghi chú phải còn" in body
    typed = str(fields.get("amount-0"))
    assert typed.replace('"', "&quot;") in body
    assert len(kept_in(body)) == 1
    assert Activity.objects.count() == 0


def test_a_day_is_needed_where_no_photo_says_one(duty: Duty, browser: Client, fields_for: FieldsFor) -> None:
    """With a photo that says it, its day is taken; else it is asked for."""
    answer = browser.post(address(duty), fields_for(duty, effective_on=""))
    assert answer.status_code == 422
    assert "Nhập ngày tổ chức" in answer.content.decode()
    assert browser.post(address(duty), fields_for(duty, effective_on="") | {"photos": [photo()]}).status_code == 302
    assert Activity.objects.get().effective_on == date(2023, 5, 27)


def test_all_faults_show_at_once(duty: Duty, browser: Client, fields_for: FieldsFor) -> None:
    """One summary with links to each field."""
    body = browser.post(
        address(duty), fields_for(duty, effective_on="31/11/2022", place="", amount__0="x")
    ).content.decode()
    assert "còn 3 chỗ cần sửa" in body
    assert "Tháng 11 có 30 ngày" in body
    assert "Ghi nơi tổ chức." in body


def test_the_day_of_the_photo_becomes_the_day(duty: Duty, browser: Client, fields_for: FieldsFor) -> None:
    """Choosing a photo fills the day; it can be changed, and stays where it was typed."""
    body = browser.post(
        address(duty), fields_for(duty, step="keep", effective_on="") | {"photos": [photo()]}
    ).content.decode()
    assert 'value="27/05/2023"' in body
    assert "Lấy theo ngày chụp ảnh" in body
    typed = browser.post(address(duty), fields_for(duty, step="keep") | {"photos": [photo()]}).content.decode()
    assert 'value="28/05/2023"' in typed
    assert Activity.objects.count() == 0


def test_a_kept_photo_proves_the_activity_when_it_is_saved(duty: Duty, browser: Client, fields_for: FieldsFor) -> None:
    """Sent once, carried through a fault, saved with the activity; its small picture is shown on the way."""
    body = browser.post(address(duty), fields_for(duty, place="") | {"photos": [photo()]}).content.decode()
    sealed = kept_in(body)[0]
    assert browser.get(reverse("activities:kept", args=[sealed])).headers["Content-Type"] == "image/jpeg"
    answer = browser.post(address(duty), fields_for(duty, kept=[sealed]), follow=True)
    assert answer.status_code == 200
    evidence = Evidence.objects.get()
    assert (evidence.name, evidence.taken_on) == ("Ảnh hội trường.jpg", date(2023, 5, 27))


def test_a_kept_photo_is_nobody_elses(
    duty: Duty, browser: Client, fields_for: FieldsFor, other_unit_officer: Actor, client_for: ClientFor
) -> None:
    """Another person cannot look at it by its sealed name, nor can an altered name be used."""
    body = browser.post(address(duty), fields_for(duty, step="keep") | {"photos": [photo()]}).content.decode()
    place = reverse("activities:kept", args=[kept_in(body)[0]])
    assert client_for(other_unit_officer).get(place).status_code == 404
    assert browser.get(place[:-3] + "xx/").status_code == 404


def test_a_kept_photo_can_be_left_out_again(duty: Duty, browser: Client, fields_for: FieldsFor) -> None:
    """The cross beside it."""
    body = browser.post(address(duty), fields_for(duty, step="keep") | {"photos": [photo()]}).content.decode()
    drop = re.findall(r'value="(drop-file-[0-9a-f]+)"', body)[0]
    after = browser.post(address(duty), fields_for(duty, step=drop, kept=kept_in(body))).content.decode()
    assert kept_in(after) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "trống"),
        (b"<svg onload=alert(1)></svg>", "chưa được lưu"),
        (b"<!doctype html><script>1</script>", "chưa được lưu"),
        (b"\xff\xd8\xffkhong phai anh", "không mở được như ảnh"),
    ],
    ids=["empty", "svg", "html", "broken"],
)
def test_a_file_that_is_no_photo_loses_nothing_else(
    data: bytes, sentence: str, duty: Duty, browser: Client, fields_for: FieldsFor
) -> None:
    """The good photo beside it is kept, so is all that was typed; the bad one is told by name."""
    sent = {"photos": [photo(), photo("hong.jpg", data)]}
    answer = browser.post(address(duty), fields_for(duty) | sent)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in body
    assert len(kept_in(body)) == 1
    assert PLACE in body
    assert Activity.objects.count() == 0


def test_sixty_megabytes_are_refused_and_the_rest_of_the_form_stays(
    duty: Duty, browser: Client, fields_for: FieldsFor
) -> None:
    """Fields that stand after the file in the form are still read."""
    huge = photo("to.jpg", b"\xff\xd8\xff" + b"\0" * (60 * 1024 * 1024))
    answer = browser.post(address(duty), {"photos": [huge]} | fields_for(duty))
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "lớn hơn 50 MB" in body
    assert PLACE in body
    assert Evidence.objects.count() == 0


def test_lines_are_added_and_taken_out(duty: Duty, browser: Client, fields_for: FieldsFor) -> None:
    """Without script: the form comes back with one line more or less, nothing judged."""
    more = browser.post(address(duty), fields_for(duty, step="add-line", amount__1="chưa xong")).content.decode()
    assert 'name="amount-2"' in more
    assert 'value="chưa xong"' in more
    less = browser.post(address(duty), fields_for(duty, step="drop-line-0")).content.decode()
    assert 'name="amount-1"' not in less
    assert 'value="350"' in less
    today = browser.post(address(duty), fields_for(duty, step="today", effective_on="")).content.decode()
    assert 'value="30/05/2023"' in today


def test_the_same_form_twice_is_one_activity(duty: Duty, browser: Client, fields_for: FieldsFor) -> None:
    """A double press gives the same activity; the back button with other content saves nothing until pressed again."""
    fields = fields_for(duty)
    first, again = browser.post(address(duty), fields), browser.post(address(duty), fields)
    assert first.headers["Location"] == again.headers["Location"]
    changed = browser.post(address(duty), fields | {"place": "Chợ trung tâm"})
    body = changed.content.decode()
    assert changed.status_code == 409
    assert "đã lưu một hoạt động khác trước đó" in body
    assert "Chợ trung tâm" in body
    assert Activity.objects.count() == 1
    fresh = re.findall(r'name="uuid" value="([^"]+)"', body)[0]
    assert browser.post(address(duty), fields | {"place": "Chợ trung tâm", "uuid": fresh}).status_code == 302
    assert Activity.objects.count() == 2


def test_a_possible_double_and_a_photo_used_before_are_told(
    duty: Duty, activity: Activity, browser: Client, fields_for: FieldsFor
) -> None:
    """Same day and place in other letters; same photo. Told before saving and after, and saving goes on."""
    browser.post(reverse("activities:prove", args=[activity.pk]), {"uuid": str(uuid4()), "photos": [photo()]})
    fields = fields_for(duty, step="keep", place=PLACE.upper())
    body = browser.post(address(duty), fields | {"photos": [photo()]}).content.decode()
    assert "Có thể trùng?" in body
    assert f'đã dùng cho hoạt động <a href="/hoat-dong/{activity.pk}/">{activity.code}</a>' in body
    saved = browser.post(address(duty), fields_for(duty, kept=kept_in(body), place=PLACE.upper()), follow=True)
    shown = saved.content.decode()
    assert "Có thể trùng?" in shown
    assert "Ảnh này đã dùng cho" in shown


def test_two_people_on_one_activity(
    duty: Duty, activity: Activity, browser: Client, unit_leader: Actor, client_for: ClientFor, fields_for: FieldsFor
) -> None:
    """The second to save sees both versions and who was first; saving again then is their own decision."""
    place = reverse("activities:change", args=[activity.pk])
    leader = client_for(unit_leader)
    assert leader.post(place, fields_for(duty, version="1", place="Sân vận động")).status_code == 302
    answer = browser.post(place, fields_for(duty, version="1", place="Hội trường huyện"))
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Giám đốc Bảo tàng" in body
    assert "So hai bản" in body
    assert "Sân vận động" in body
    assert "Hội trường huyện" in body
    version = re.findall(r'name="version" value="(\d+)"', body)[0]
    assert browser.post(place, fields_for(duty, version=version, place="Hội trường huyện")).status_code == 302
    activity.refresh_from_db()
    assert (activity.place, activity.version) == ("Hội trường huyện", 3)


def test_confirmed_while_it_was_being_corrected(
    duty: Duty, activity: Activity, browser: Client, unit_leader: Actor, fields_for: FieldsFor
) -> None:
    """Wrong state is told as such, above the form with everything that was typed."""
    confirm_activities(unit_leader, [activity.pk])
    place = reverse("activities:change", args=[activity.pk])
    answer = browser.post(place, fields_for(duty, version="1", place="Hội trường huyện"))
    assert answer.status_code == 409
    assert "đã xác nhận, không làm việc này được nữa" in answer.content.decode()
    assert "Hội trường huyện" in answer.content.decode()
    assert browser.get(place).status_code == 409


def test_before_issue(topics_draft: Directive, so_officer: Actor, unit_officer: Actor, world: World) -> None:
    """A draft has no duties yet; one made by force is refused for its state, and its unit does not find it."""
    duty = Duty.objects.create(
        directive=topics_draft, unit=world.units["bao-tang"], unit_name="Bảo tàng tỉnh", unit_short_name="Bảo tàng",
        purpose="carry_out",
    )  # fmt: skip
    with pytest.raises(WrongState, match="chưa ban hành"):
        record_activity(so_officer, duty.pk, uuid=uuid4(), content=content_for(duty), on_behalf_basis="Báo cáo 12")
    with pytest.raises(Unknown):
        record_activity(unit_officer, duty.pk, uuid=uuid4(), content=content_for(duty))


def test_after_withdrawal(world: World, duty: Duty, browser: Client, fields_for: FieldsFor) -> None:
    """After withdrawal nothing is recorded, and what was being typed stands there."""
    withdraw_directive(world.actors["so_leader"], duty.directive_id, reason="Ban hành nhầm.")
    assert browser.get(address(duty)).status_code == 409
    answer = browser.post(address(duty), fields_for(duty))
    assert answer.status_code == 409
    assert "đã thu hồi" in answer.content.decode()
    assert PLACE in answer.content.decode()
    assert Activity.objects.count() == 0


def test_a_duty_that_was_taken_from_the_unit(
    duty: Duty, so_officer: Actor, browser: Client, fields_for: FieldsFor
) -> None:
    """The reason of the ledger stands in the sentence."""
    withdraw_duty(so_officer, duty.pk, reason="Bảo tàng đang sửa chữa.")
    answer = browser.post(address(duty), fields_for(duty))
    assert answer.status_code == 409
    assert "Bảo tàng đang sửa chữa." in answer.content.decode()


def test_only_items_addressed_to_the_unit(
    tasks_directive: Directive, unit_officer: Actor, client_for: ClientFor, fields_for: FieldsFor, world: World
) -> None:
    """The museum sees its own task, and no sibling's can be put in by hand; a task may be done with it."""
    duty = Duty.objects.get(directive=tasks_directive, unit=world.units["bao-tang"])
    tasks = list(tasks_directive.items.filter(kind=Item.Kind.TASK).order_by("position"))
    browser = client_for(unit_officer)
    body = browser.get(address(duty)).content.decode()
    assert "Lập danh mục" in body
    assert "Tự kiểm tra" not in body
    base = {"uuid": str(uuid4()), "step": "save", "effective_on": "28/05/2023", "place": PLACE}
    assert browser.post(address(duty), base | {"items": [str(tasks[1].pk)]}).status_code == 422
    assert browser.post(address(duty), base | {"items": [str(tasks[0].pk)], "completes": "on"}).status_code == 302
    assert Activity.objects.get().completes


def test_a_leader_records_and_confirms_in_one_step(
    duty: Duty, unit_leader: Actor, client_for: ClientFor, fields_for: FieldsFor
) -> None:
    """Both in one press; the page offers it to leaders only."""
    leader = client_for(unit_leader)
    assert "Lưu và xác nhận" in leader.get(address(duty)).content.decode()
    leader.post(address(duty), fields_for(duty, step="save-confirm"))
    assert Activity.objects.get().state == Activity.State.CONFIRMED


def test_an_officer_cannot_confirm_by_the_back_door(duty: Duty, browser: Client, fields_for: FieldsFor) -> None:
    """No right: nothing saved, all that was typed stays, the sentence says who may."""
    assert "Lưu và xác nhận" not in browser.get(address(duty)).content.decode()
    answer = browser.post(address(duty), fields_for(duty, step="save-confirm"))
    assert answer.status_code == 403
    assert "do lãnh đạo đơn vị xác nhận" in answer.content.decode()
    assert PLACE in answer.content.decode()
    assert Activity.objects.count() == 0


def test_the_office_enters_on_behalf_with_its_paper(
    duty: Duty, so_clerk: Actor, unit_officer: Actor, client_for: ClientFor, fields_for: FieldsFor
) -> None:
    """Refused without a basis, the paper kept meanwhile; then shown as entered on behalf, paper attached."""
    office = client_for(so_clerk)
    paper = SimpleUploadedFile("Báo cáo 12.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF")
    refused = office.post(address(duty), fields_for(duty) | {"paper": paper})
    assert refused.status_code == 422
    assert "Ghi căn cứ nhập hộ." in refused.content.decode()
    sealed = re.findall(r'name="kept_paper" value="([^"]+)"', refused.content.decode())[0]
    basis = "Báo cáo số 12/BC-BT ngày 25/5/2023"
    office.post(address(duty), fields_for(duty, kept_paper=sealed, on_behalf_basis=basis))
    made = Activity.objects.get()
    assert (made.on_behalf, made.on_behalf_paper_name) == (True, "Báo cáo 12.pdf")
    for person in (office, client_for(unit_officer)):
        for place in (reverse("activities:detail", args=[made.pk]), reverse("activities:list")):
            assert f"Nhập hộ, theo {basis}" in person.get(place).content.decode()
    unit = client_for(unit_officer)
    assert unit.get(reverse("activities:paper", args=[made.pk])).headers["Content-Type"] == "application/pdf"


def test_another_units_duty_is_not_found(
    duty: Duty, other_unit_officer: Actor, outsider: Actor, client_for: ClientFor, fields_for: FieldsFor
) -> None:
    """Neither to look at nor to send to."""
    for actor in (other_unit_officer, outsider):
        client = client_for(actor)
        assert client.get(address(duty)).status_code == 404
        assert client.post(address(duty), fields_for(duty)).status_code == 404


def test_what_it_will_count_for_comes_as_a_fragment(duty: Duty, browser: Client, fields_for: FieldsFor) -> None:
    """Only the aside, with what the unit has there already."""
    answer = browser.post(address(duty), fields_for(duty, step="counted"), headers={"HX-Request": "true"})
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in body
    assert "Sẽ được tính vào" in body
    assert "hoạt động đầu tiên của đơn vị" in body


def test_suggestions_come_from_what_the_unit_did(duty: Duty, unit_officer: Actor, browser: Client) -> None:
    """The form last used stands among the first; two items make the note about adding."""
    record_activity(unit_officer, duty.pk, uuid=uuid4(), content=content_for(duty, form="mobile_film"))
    body = browser.get(address(duty)).content.decode()
    assert body.index("Chiếu phim lưu động") < body.index("Hình thức khác")
