"""What tests of activities share: contents, photos as cameras write them, posted forms."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from tests.web.conftest import World
from tests.web.standing import standing
from trienkhai.web.activities.actions import ActivityContent, Quantity, confirm_activities, record_activity
from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.models import Duty, Item

DAY = date(2023, 5, 28)
PLACE = "Nhà văn hóa trung tâm, thị trấn Lộc Bình"


def topics_of(duty: Duty) -> list[int]:
    """The ids of the topics of a duty's directive, in the order of the text."""
    return list(duty.directive.items.filter(kind=Item.Kind.TOPIC).order_by("position").values_list("pk", flat=True))


def content_for(duty: Duty, **changed: object) -> ActivityContent:
    """A good content for the first topic, with some things changed."""
    said: dict[str, object] = {
        "effective_on": DAY,
        "place": PLACE,
        "items": tuple(topics_of(duty)[:1]),
        "form": "performance",
        "quantities": (Quantity("buoi", Decimal(1)), Quantity("luot_nguoi", Decimal(350), approximate=True)),
    }
    return ActivityContent(**(said | changed))  # type: ignore[arg-type]  # keys are those of ActivityContent


@standing()
def activity(duty: Duty, world: World) -> Activity:
    """Recorded by the unit's officer, waiting for its leader."""
    return record_activity(world.actors["unit_officer"], duty.pk, uuid=uuid4(), content=content_for(duty))


@standing()
def confirmed(activity: Activity, world: World) -> Activity:
    """The same, confirmed by the unit's leader."""
    confirm_activities(world.actors["unit_leader"], [activity.pk])
    activity.refresh_from_db()
    return activity


def draw_photo(
    colour: str = "teal", *, taken: str = "2023:05:27 19:40:00", gps: bool = True, kind: str = "JPEG"
) -> bytes:
    """A small picture with the day and the place a camera writes into it."""
    picture = Image.new("RGB", (640, 400), colour)
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh mẫu".encode().decode("latin-1")
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if gps:
        place = exif.get_ifd(0x8825)
        place[1], place[2] = "N", (IFDRational(21), IFDRational(51), IFDRational(12))
        place[3], place[4] = "E", (IFDRational(106), IFDRational(45), IFDRational(30))
    target = io.BytesIO()
    picture.save(target, kind, exif=exif)
    return target.getvalue()


Fields = dict[str, object]
FieldsFor = Callable[..., Fields]


@pytest.fixture
def fields_for() -> FieldsFor:
    """`fields_for(duty, place="…")`: the fields a browser sends for a good activity, with some things changed."""

    def filled(duty: Duty, **changed: object) -> Fields:
        said: Fields = {
            "uuid": str(uuid4()),
            "step": "save",
            "effective_on": "28/05/2023",
            "place": PLACE,
            "form": "performance",
            "items": [str(topics_of(duty)[0])],
            "amount-0": "1",
            "measure-0": "buoi",
            "amount-1": "350",
            "measure-1": "luot_nguoi",
            "about-1": "on",
            "partners": "Trung tâm VH, TT&TT huyện Lộc Bình",
            "note": "",
            "links": "",
        }
        return {name.replace("__", "-"): value for name, value in (said | changed).items() if value is not None}

    return filled
