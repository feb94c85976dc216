"""Work with documents: reading again, receivers, signing, numbering, issuing, registering what arrived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.desk.gathering import Desk
from trienkhai.web.desk.naming import name_document, shorten
from trienkhai.web.desk.work import Link, Waiting, Work, say_due, say_left, say_waited
from trienkhai.web.directives.models import Directive
from trienkhai.web.directives.permissions import may_issue
from trienkhai.web.documents.models import Direction, Document, HeldFile
from trienkhai.web.documents.viewing import unread_words
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Role
from trienkhai.web.ui.formats import format_day, format_day_month
from trienkhai.web.ui.icons import State


def list_paper_work(desk: Desk) -> Iterator[Work]:
    """What of the office's documents waits for this person."""
    for document in desk.documents:
        if document.office_id == desk.actor.office_id:
            yield from _next_step(desk.actor, document)
        if document.to_register and keeps_registers(desk.actor, document):  # type: ignore[attr-defined]  # annotated by load_desk
            yield _register(document)
        if document.given_due_on is not None:  # type: ignore[attr-defined]  # annotated by load_desk
            yield _assigned(document, desk.today)


def list_paper_waiting(desk: Desk) -> Iterator[Waiting]:
    """What of the office's documents waits for somebody else."""
    for document in desk.documents:
        if document.office_id != desk.actor.office_id:
            continue
        whom = _whom(desk.actor, document)
        if whom:
            name = Link(label=name_document(document), url=reverse("documents:detail", args=[document.pk]))
            since = clock.day_of(document.changed_at)
            yield Waiting(
                text=whom,
                links=(name,),
                since=since,
                detail=_("Chờ %(since)s") % {"since": say_waited(since, desk.today)},
            )


def keeps_registers(actor: Actor, document: Document) -> bool:
    """As `documents.permissions.keeps_registers` says, answered by the row of `load_desk` without a query more."""
    return actor.is_clerk or (actor.is_officer and not document.has_clerk)  # type: ignore[attr-defined]  # annotated by load_desk


def _directive_of(document: Document) -> Directive | None:
    found = getattr(document, "directive", None)
    return found if isinstance(found, Directive) else None


def _next_step(actor: Actor, document: Document) -> Iterator[Work]:
    if document.state == Document.State.DRAFT and actor.role in (Role.CLERK, Role.OFFICER):
        yield _read_again(document)
    elif document.state == Document.State.CONFIRMED:
        directive = _directive_of(document)
        if directive is not None and actor.is_officer:
            yield _arrange(document, directive)
        if actor.is_leader:
            yield _sign(document, directive)
    elif document.state == Document.State.SIGNED and keeps_registers(actor, document):
        yield _number(document)
    elif document.state == Document.State.NUMBERED:
        directive = _directive_of(document)
        if may_issue(actor, directive) if directive is not None else keeps_registers(actor, document):
            yield _issue(document, directive)


def _line(document: Document, icon: State, title: str, detail: str, button: str, url: str, when: str) -> Work:
    return Work(
        icon=icon,
        title=title,
        reason=shorten(document.subject) or _("Chưa đọc được trích yếu"),
        detail=detail,
        when=when,
        button=button,
        url=url,
        since=clock.day_of(document.changed_at),
        bold=True,
    )


def _read_again(document: Document) -> Work:
    held = getattr(document, "held", None)
    if isinstance(held, HeldFile):
        return _unread(document, held)
    incoming, entered = document.direction == Direction.INCOMING, clock.day_of(document.created_at)
    return _line(
        document,
        State.LOOK,
        (_("Đọc lại văn bản đến: %(name)s") if incoming else _("Đọc lại dự thảo: %(name)s"))
        % {"name": name_document(document)},
        _("Máy đọc xong, chờ người xác nhận · %(who)s đưa vào") % {"who": document.created_by},
        _("Đọc lại"),
        reverse("documents:review", args=[document.pk]),
        _("Đưa vào ngày %(day)s") % {"day": format_day_month(entered)},
    )


def _unread(document: Document, held: HeldFile) -> Work:
    """A file that the machine has not read, or cannot: then a person decides."""
    if held.name:
        title = _("Xem tệp “%(name)s”") if held.refusal else _("Chờ máy đọc tệp “%(name)s”")
        title = title % {"name": held.name}
    else:
        title = _("Xem tệp đã gửi") if held.refusal else _("Chờ máy đọc tệp đã gửi")
    return _line(
        document,
        State.LOOK if held.refusal else State.WAITING,
        title,
        _("%(words)s · %(who)s đưa vào") % {"words": unread_words(held), "who": document.created_by},
        _("Xem"),
        reverse("documents:review", args=[document.pk]),
        _("Đưa vào ngày %(day)s") % {"day": format_day_month(clock.day_of(document.created_at))},
    )


def _arrange(document: Document, directive: Directive) -> Work:
    left = "" if directive.report_decided else _("Chưa quyết định báo cáo và hạn") + " · "
    return _line(
        document,
        State.DRAFT,
        _("Soát đơn vị nhận, thời hạn: %(name)s") % {"name": name_document(document)},
        left + _("Bản đọc đã xác nhận, chưa ký"),
        _("Soát đơn vị nhận"),
        reverse("directives:cascade", args=[directive.pk]),
        _("Không đặt hạn"),
    )


def _sign(document: Document, directive: Directive | None) -> Work:
    url = reverse("directives:sign", args=[directive.pk]) if directive else _page_of(document)
    undecided = directive is not None and not directive.report_decided
    left = _("Chuyên viên chưa quyết định báo cáo và hạn") + " · " if undecided else ""
    return _line(
        document,
        State.DRAFT,
        _("Ký %(name)s") % {"name": _in_sentence(document)},
        left + _("Ký rồi văn thư mới cấp số, ban hành"),
        _("Xem và ký"),
        url,
        _("Trình từ ngày %(day)s") % {"day": format_day_month(document.changed_at)},
    )


def _in_sentence(document: Document) -> str:
    name = name_document(document)
    return name[:1].lower() + name[1:]


def _number(document: Document) -> Work:
    signed = _("Ký ngày %(day)s") % {"day": format_day_month(document.signed_on)} if document.signed_on else ""
    signer = f"{document.signing_mode} {document.signing_title or document.signing_head_title}".strip()
    return _line(
        document,
        State.DRAFT,
        _("Cấp số, ngày: %(name)s") % {"name": name_document(document)},
        (_("%(who)s đã ký") % {"who": signer}).strip(),
        _("Cấp số, ngày"),
        reverse("documents:number", args=[document.pk]),
        signed,
    )


def _issue(document: Document, directive: Directive | None) -> Work:
    url = reverse("directives:issue", args=[directive.pk]) if directive else _page_of(document)
    day = _("Văn bản ngày %(day)s") % {"day": format_day(document.dated_on)} if document.dated_on else ""
    return _line(
        document,
        State.DRAFT,
        _("Ban hành %(name)s") % {"name": _in_sentence(document)},
        _("Ban hành rồi văn bản mới đi, nhiệm vụ mới bắt đầu") if directive else _("Ban hành rồi văn bản mới đi"),
        _("Xem và ban hành"),
        url,
        day,
    )


def _register(document: Document) -> Work:
    arrived = document.issued_at or document.changed_at
    return _line(
        document,
        State.WAITING,
        _("Vào sổ văn bản đến: %(name)s") % {"name": name_document(document)},
        _("%(issuer)s gửi · chưa có số đến") % {"issuer": document.issuer_name},
        _("Vào sổ"),
        reverse("documents:detail", args=[document.pk]),
        _("Đến ngày %(day)s") % {"day": format_day_month(arrived)},
    )


def _assigned(document: Document, today: date) -> Work:
    due: date = document.given_due_on  # type: ignore[attr-defined]  # annotated by load_desk, as all of given_…
    number, given_on = document.given_number, document.given_on  # type: ignore[attr-defined]  # annotated
    by, to, opinion = document.given_by, document.given_to, document.given_opinion  # type: ignore[attr-defined]  # annotated
    return Work(
        icon=State.LOOK if today > due else State.WAITING,  # red is for duties, which can say why
        title=_("Giải quyết văn bản đến số %(number)s: %(name)s") % {"number": number, "name": name_document(document)},
        reason=opinion or shorten(document.subject) or _("Chưa đọc được trích yếu"),
        detail=_("%(issuer)s gửi · %(by)s giao %(to)s")
        % {"issuer": document.issuer_name or _("Chưa rõ tác giả"), "by": by, "to": to},
        when=_("Hạn giải quyết, %(left)s") % {"left": say_left(due, today)},
        when_bold=say_due(due),
        button=_("Xem và giải quyết"),
        url=reverse("documents:detail", args=[document.pk]),
        since=given_on,
        due=due,
        bold=True,
    )


def _page_of(document: Document) -> str:
    """Where a document without a directive is signed and issued: its report's page, else its own."""
    report = getattr(document, "report", None)
    if report is not None:
        return reverse("reports:detail", args=[report.pk])
    return reverse("documents:detail", args=[document.pk])


def _whom(actor: Actor, document: Document) -> str:
    """Who has the next step, in words; empty where it is this person, or where nobody waits for anybody."""
    if document.state == Document.State.CONFIRMED and not actor.is_leader:
        return _("Lãnh đạo ký")
    if document.state == Document.State.SIGNED and not keeps_registers(actor, document):
        return _("Văn thư cấp số, ngày")
    if document.state == Document.State.NUMBERED and not keeps_registers(actor, document):
        return _("Văn thư ban hành")
    if document.state == Document.State.DRAFT and actor.is_leader:
        return _("Văn thư, chuyên viên đọc lại")
    return ""
