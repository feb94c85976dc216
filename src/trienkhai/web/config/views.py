"""Pages that belong to no folder: the post in use, the sample office's day, errors."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trienkhai.web import clock
from trienkhai.web.config.answers import is_machine, refuse
from trienkhai.web.errors import NotAllowed, NotValid, Unknown
from trienkhai.web.offices.queries import actor_from, list_appointments
from trienkhai.web.ui.fields import DayField
from trienkhai.web.ui.formats import format_day


def choose_post(request: HttpRequest) -> HttpResponse:
    """Choose which of one's posts to act in."""
    if request.user.pk is None:
        raise Unknown
    actors = [actor_from(row) for row in list_appointments(request.user.pk, clock.today())]
    if request.method == "POST":
        chosen = next((actor for actor in actors if str(actor.appointment_id) == request.POST.get("appointment")), None)
        if chosen is None:
            raise NotAllowed(
                "not-your-post", _("Chức danh này không phải của anh/chị. Chọn một chức danh trong danh sách.")
            )
        request.session["appointment"] = chosen.appointment_id
        return redirect("desk:home")
    return render(request, "ui/choose_post.html", {"actors": actors})


@require_POST
def move_day(request: HttpRequest) -> HttpResponse:
    """Move the sample office's day forward; a real office has no such thing."""
    path = clock.day_file()
    if path is None or not settings.TRIENKHAI_SAMPLE:
        raise Unknown
    try:
        day = DayField().clean(request.POST.get("day", ""))
    except ValidationError as fault:
        raise NotValid("day-unreadable", fault.messages[0], {"day": fault.messages[0]}) from None
    if day < clock.today():
        raise NotValid("day-backwards", _("Ngày của cơ quan mẫu chỉ chuyển tới, không lùi lại được."))
    path.write_text(day.isoformat(), "ascii")
    messages.success(request, _("Cơ quan mẫu đang ở ngày %(day)s.") % {"day": format_day(day)})
    return redirect("desk:home")


@login_not_required
def no_signup(request: HttpRequest) -> HttpResponse:
    """Accounts are made by the office."""
    return not_found(request, None)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request the server could not understand."""
    if is_machine(request):
        return refuse(400)
    return render(request, "ui/errors/400.html", status=400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No right, or a form that lay open too long."""
    if is_machine(request):
        return refuse(403)
    return render(request, "ui/errors/403.html", status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None) -> HttpResponse:
    """It does not exist, or this person may not know that it does."""
    if is_machine(request):
        return refuse(404)
    return render(request, "ui/errors/404.html", status=404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke; nothing half-done was kept."""
    if is_machine(request):
        return refuse(500)
    return render(request, "ui/errors/500.html", status=500)
