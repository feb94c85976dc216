"""What stands before every page: content security, sign-in, the actor, and pages for refusals."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trienkhai.web.config.answers import is_machine, refuse_method
from trienkhai.web.errors import Refusal
from trienkhai.web.offices.queries import choose_actor, find_actor

Next = Callable[[HttpRequest], HttpResponse]
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; font-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def content_security(following: Next) -> Next:
    """Every answer forbids inline script and style and anything from elsewhere."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = following(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


class RequireSignIn(LoginRequiredMiddleware):
    """Every address needs a sign-in unless its view says otherwise; a fragment gets a refusal, not a sign-in page."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[object, ...],
        view_kwargs: dict[str, object],
    ) -> HttpResponseBase | None:
        """Let people through, send pages to sign-in, tell fragments. The interface asks for its own bearer token."""
        if is_machine(request):
            return None
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer is not None and request.headers.get("HX-Request") == "true":
            return HttpResponse(_("Phiên làm việc đã hết. Đăng nhập lại; những gì đã nhập vẫn còn."), status=401)
        return answer


class ActorMiddleware:
    """Puts `request.actor` in place: the signed-in person in the post they use now; None without a post."""

    def __init__(self, following: Next) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with its actor known."""
        request.actor = None  # type: ignore[attr-defined]  # declared in offices.requests
        if request.user.is_authenticated and request.user.pk is not None:
            rows = getattr(request.user, "appointments", None)  # found with the user by config.accounts
            chosen = request.session.get("appointment")
            actor = find_actor(request.user.pk, chosen) if rows is None else choose_actor(rows, chosen)
            request.actor = actor  # type: ignore[attr-defined]  # declared in offices.requests
        return self.following(request)


class RefusalPages:
    """A refusal that no view caught becomes a page (or one line for a fragment) that says what to do."""

    def __init__(self, following: Next) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; a wrong method of the interface is told as every refusal of it is."""
        answer = self.following(request)
        return refuse_method(answer) if answer.status_code == 405 and is_machine(request) else answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer refusals; leave everything else to the server error page."""
        if not isinstance(exception, Refusal):
            return None
        if is_machine(request):
            said = {"id": exception.id, "message": exception.message, "fields": exception.fields}
            return JsonResponse(said, status=exception.status)
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(exception.message, status=exception.status, content_type="text/plain; charset=utf-8")
        return render(request, "ui/errors/refusal.html", {"refusal": exception}, status=exception.status)
