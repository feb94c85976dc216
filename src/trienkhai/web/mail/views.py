"""The pages of letters: one's own address and wish, the link in the confirmation, how sending goes."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from trienkhai.web.errors import Refusal
from trienkhai.web.mail import actions, queries
from trienkhai.web.mail.forms import ChoiceForm
from trienkhai.web.mail.models import MailChoice
from trienkhai.web.offices.models import Role
from trienkhai.web.offices.requests import actor_of

HELP = (
    gettext_lazy("Thư chỉ báo có việc mới ở Việc của tôi, kèm đường dẫn tới trang làm việc đó, không kèm tệp."),
    gettext_lazy("Địa chỉ chỉ dùng để gửi thư báo việc; người khác trong cơ quan không thấy."),
    gettext_lazy("Việc đã có lúc bật thư thì không báo lại. Việc quá hạn được báo thêm một lần."),
    gettext_lazy("Thư có thể tới muộn hoặc lạc. Việc của tôi luôn đầy đủ."),
)
WATCH_HELP = (
    gettext_lazy("Máy chủ thư không nối được thì máy tự thử lại, lần sau chờ lâu hơn lần trước, rồi thôi."),
    gettext_lazy(
        "“Không rõ đã tới chưa”: đường truyền đứt khi máy chủ đã nhận thư. Máy không tự gửi lại: không ai nhận hai thư."
    ),
    gettext_lazy("Địa chỉ của từng người không hiện ở đây."),
)


def choose(request: HttpRequest) -> HttpResponse:
    """One's own address, and when letters come."""
    actor = actor_of(request)
    choice = queries.find_choice(actor.person_id)
    initial = {"address": choice.address, "mode": choice.mode, "hour": choice.hour}
    form = ChoiceForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        try:
            if "again" in request.POST:
                actions.ask_again(actor)
                messages.success(request, _("Đã gửi lại thư xác nhận."))
                return redirect("mail:choice")
            if form.is_valid():
                kept = actions.choose_mail(actor, **form.cleaned_data)
                messages.success(request, say_kept(kept))
                return redirect("mail:choice")
            status = 422
        except Refusal as refusal:
            status = refusal.status
            for field, said in (refusal.fields or {"": refusal.message}).items():
                form.add_error(field or None, said)
    context = {
        "form": form,
        "choice": choice,
        "on": settings.TRIENKHAI_MAIL_ON,
        "watches": actor.role == Role.ADMINISTRATOR,
        "help": HELP,
    }
    return render(request, "mail/choice.html", context, status=status)


def say_kept(choice: MailChoice) -> str:
    """What was kept, and what is still to be done."""
    if choice.address and not choice.confirmed_at:
        return _("Đã lưu. Mở thư vừa gửi tới %(address)s và bấm đường dẫn trong thư để xác nhận.") % {
            "address": choice.address
        }
    return _("Đã lưu.")


def confirm(request: HttpRequest) -> HttpResponse:
    """The link in the letter shows a button: programs that look through mail press none."""
    actor = actor_of(request)
    token = request.POST.get("ma") or request.GET.get("ma", "")
    if request.method == "POST":
        choice = actions.confirm_address(actor, token)
        messages.success(request, _("Đã xác nhận %(address)s.") % {"address": choice.address})
        return redirect("mail:choice")
    return render(request, "mail/confirm.html", {"token": token})


def watch(request: HttpRequest) -> HttpResponse:
    """How sending goes: what waits, what went wrong and why; a letter to try the server."""
    actor = actor_of(request)
    actions.check_administrator(actor)
    if request.method == "POST":
        actions.send_trial(actor)
        messages.success(request, _("Thư gửi thử đang chờ gửi; tải lại trang sau ít giây."))
        return redirect("mail:watch")
    context = {
        "help": WATCH_HELP,
        "rows": queries.list_troubled(actor),
        "on": settings.TRIENKHAI_MAIL_ON,
        "choice": queries.find_choice(actor.person_id),
        "most": queries.SHOWN,
    }
    return render(request, "mail/watch.html", context)


@require_POST
def send_again(request: HttpRequest, message_id: int) -> HttpResponse:
    """Try a failed message once more."""
    actions.send_again(actor_of(request), message_id)
    messages.success(request, _("Thư được xếp lại để gửi."))
    return redirect("mail:watch")
