"""What every page knows: who is acting, the day, the navigation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from trienkhai.web import clock
from trienkhai.web.offices.actor import Actor


@dataclass(frozen=True)
class NavItem:
    """One entry of the navigation."""

    key: str
    label: str
    url: str
    icon: str = ""


MAIN = (
    ("home", pgettext_lazy("trang chính", "Việc của tôi"), "desk:home", "home"),
    ("documents", pgettext_lazy("trang chính", "Văn bản"), "documents:list", "document"),
    ("duties", pgettext_lazy("trang chính", "Nhiệm vụ"), "directives:duties", "duty"),
    ("directives", pgettext_lazy("trang chính", "Chỉ đạo"), "directives:list", "directive"),
    ("activities", pgettext_lazy("trang chính", "Hoạt động"), "activities:list", "activity"),
    ("reports", pgettext_lazy("trang chính", "Báo cáo"), "reports:list", "report"),
    ("units", pgettext_lazy("trang chính", "Đơn vị"), "offices:list", "unit"),
)
PHONE_ISSUING = ("home", "documents", "directives", "reports")
PHONE_RECEIVING = ("home", "activities", "duties", "reports")


def office(request: HttpRequest) -> dict[str, object]:
    """Context of every page; see `ui/README.md` for what the base template does with it."""
    actor: Actor | None = getattr(request, "actor", None)
    items = [NavItem(key, str(label), reverse(name), icon) for key, label, name, icon in MAIN] if actor else []
    phone = items if actor and actor.is_issuing else [to_recording(item) for item in items]
    wanted = PHONE_ISSUING if actor and actor.is_issuing else PHONE_RECEIVING
    today: date = clock.today()
    return {
        "actor": actor,
        "nav_items": items,
        "phone_items": [item for key in wanted for item in phone if item.key == key],
        "today": today,
        "sample": settings.TRIENKHAI_SAMPLE,
    }


def to_recording(item: NavItem) -> NavItem:
    """On a unit's telephone the activities are reached to record one ("Ghi"), not to list them."""
    return replace(item, url=reverse("activities:choose")) if item.key == "activities" else item
