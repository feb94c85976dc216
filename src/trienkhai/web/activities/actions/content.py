"""What a person says of an activity, checked before anything is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trienkhai.vietnamese.letters import compose, fold
from trienkhai.web import clock
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.models import Duty, Item
from trienkhai.web.errors import NotValid

LARGEST_VALUE = Decimal("999999999999")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measure's key, its value, and whether it is about that much."""

    measure: str
    value: Decimal
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityContent:
    """What a person says about one activity. `items` are ids of items of the directive."""

    effective_on: date
    place: str
    items: tuple[int, ...]
    form: str = ""
    form_note: str = ""
    embedded: bool = False
    host_event: str = ""
    partners: str = ""
    note: str = ""
    completes: bool = False
    quantities: tuple[Quantity, ...] = ()


def check_content(duty: Duty, content: ActivityContent) -> list[Item]:
    """The items meant. Raises NotValid with every fault at once."""
    faults: dict[str, str] = {}
    if content.effective_on > clock.today():
        faults["effective_on"] = _("Ngày này chưa tới. Ghi hoạt động sau khi đã làm.")
    if not content.place.strip():
        faults["place"] = _("Ghi nơi tổ chức.")
    asked = Item.objects.exclude(kind=Item.Kind.REPORT).filter(directive_id=duty.directive_id, struck_at__isnull=True)
    addressed = asked.filter(Q(for_everyone=True) | Q(units=duty.unit_id)).distinct()
    items = list(addressed.filter(pk__in=content.items))
    if not items or len(items) != len(set(content.items)):
        faults["items"] = _("Chọn ít nhất một nội dung hoặc nhiệm vụ mà chỉ đạo này giao cho đơn vị.")
    if content.completes and not any(item.kind == Item.Kind.TASK for item in items):
        faults["completes"] = _("“Xong nhiệm vụ” chỉ ghi được khi có chọn một nhiệm vụ.")
    if content.form and content.form not in catalogue().forms:
        faults["form"] = _("Chọn một hình thức trong danh mục.")
    faults |= check_quantities(content.quantities)
    if faults:
        said = ngettext(
            "Chưa lưu được, còn %(count)s chỗ cần sửa. Những gì đã nhập vẫn còn.",
            "Chưa lưu được, còn %(count)s chỗ cần sửa. Những gì đã nhập vẫn còn.",
            len(faults),
        )
        raise NotValid("activity-faults", said % {"count": len(faults)}, faults)
    return items


def check_quantities(quantities: Iterable[Quantity]) -> dict[str, str]:
    """The fault in the quantities, if any."""
    seen: set[str] = set()
    for entry in quantities:
        if entry.measure not in catalogue().measures:
            return {"quantities": _("Chọn đơn vị tính trong danh mục.")}
        if entry.measure in seen:
            return {"quantities": _("Mỗi đơn vị tính một dòng; cộng các số cùng đơn vị lại.")}
        if not 0 <= entry.value <= LARGEST_VALUE:
            return {"quantities": _("Số lượng phải từ 0 trở lên.")}
        exponent = entry.value.as_tuple().exponent
        if not isinstance(exponent, int) or exponent < -2:
            return {"quantities": _("Số lượng ghi nhiều nhất hai chữ số sau dấu phẩy.")}
        seen.add(entry.measure)
    return {}


def columns(content: ActivityContent) -> dict[str, object]:
    """The columns of an activity that its content fills."""
    group = catalogue().forms[content.form].group if content.form else ""
    return {
        "effective_on": content.effective_on,
        "place": content.place.strip()[:200],
        "form": content.form,
        "form_group": group,
        "form_note": content.form_note.strip()[:200],
        "embedded": content.embedded,
        "host_event": content.host_event.strip()[:200],
        "partners": content.partners.strip()[:300],
        "note": content.note.strip(),
        "completes": content.completes,
        "folded": fold_words(content),
    }


def fold_words(content: ActivityContent) -> str:
    """What a person may look for in the activity, without case and marks."""
    form = catalogue().form_name(content.form) if content.form else ""
    words = (content.place, form, content.form_note, content.host_event, content.partners, content.note)
    return fold(compose(" ".join(word.strip() for word in words if word.strip())).text)
