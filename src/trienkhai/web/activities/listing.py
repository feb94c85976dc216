"""The pages of many activities: the list with its filters, choosing what to record for, confirming several at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from trienkhai.vietnamese.letters import compose, fold
from trienkhai.web import clock
from trienkhai.web.activities import actions, queries
from trienkhai.web.activities.models import Activity
from trienkhai.web.activities.queries import Wanted
from trienkhai.web.activities.sheets import send_activities
from trienkhai.web.activities.showing import show_rows
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.models import Directive, Duty, Item
from trienkhai.web.directives.queries import own_duties, visible_directives, visible_duties
from trienkhai.web.errors import Refusal
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Role
from trienkhai.web.offices.permissions import own_units
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.prepared import prepared
from trienkhai.web.ui.items import Crumb, Pager, Tab
from trienkhai.web.ui.sheets import wants_sheet

PAGE, WHOLE, MOST, MOST_CHOICES = 30, 200, 500, 100
WHOSE = {"don-vi": "own", "chi-dao": "below"}
PROVED = {"co": True, "chua": False}
# What an address says, by the words of the office and by those of the interface.
STATE_WORDS = {
    "duoc-tinh": "counted",
    "cho-xac-nhan": Activity.State.RECORDED.value,
    "da-xac-nhan": Activity.State.CONFIRMED.value,
    "hoi-lai": Activity.State.QUESTIONED.value,
    "da-rut": Activity.State.WITHDRAWN.value,
}
STATE_LABELS = {
    "": gettext_lazy("Tất cả"),
    "duoc-tinh": gettext_lazy("Được tính"),
    "cho-xac-nhan": gettext_lazy("Chờ xác nhận"),
    "hoi-lai": gettext_lazy("Đang hỏi lại"),
    "da-rut": gettext_lazy("Đã rút"),
}
HELP = (
    gettext_lazy("Mỗi dòng là một việc một đơn vị đã làm, mới nhất ở trên."),
    gettext_lazy("Hoạt động được tính khi lãnh đạo đơn vị xác nhận; đang được hỏi lại vẫn được tính."),
    gettext_lazy("Lãnh đạo đánh dấu nhiều dòng rồi xác nhận một lần; dòng nào không được thì có lý do."),
    gettext_lazy("“Bổ sung” là ghi sau ngày chốt số liệu của báo cáo; vẫn được giữ."),
    gettext_lazy("Chưa có hoạt động nào không có nghĩa là chậm."),
)
HELP_CHOOSING = (
    gettext_lazy("Mỗi hoạt động ghi cho một nhiệm vụ; chọn nhiệm vụ trước."),
    gettext_lazy("Chỉ hiện những chỉ đạo đang thực hiện."),
    gettext_lazy("Cơ quan ban hành nhập hộ được cho đơn vị, có căn cứ kèm theo."),
    gettext_lazy("Một việc phục vụ nhiều nội dung của một chỉ đạo thì ghi một lần."),
    gettext_lazy("Không chọn nội dung nào thì nội dung đó để trống, không bị tính thiếu."),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """The choices above the list, each with what is chosen."""

    directives: tuple[tuple[int, str], ...]
    duties: tuple[tuple[int, str], ...]
    items: tuple[tuple[int, str], ...]
    groups: tuple[tuple[str, str], ...]


@require_GET
def list_page(request: HttpRequest) -> HttpResponse:
    """What my unit did, and what units of my directives did; every filter is a part of the address."""
    actor, asked = actor_of(request), request.GET
    wanted = read_wanted(asked)
    counts = queries.count_states(actor, wanted)
    shown_states = queries.STATES[wanted.state] if wanted.state else Activity.State
    total = sum(counts.get(state, 0) for state in shown_states)
    if wants_sheet(request):
        found = queries.list_wanted(actor, wanted)
        return send_activities(actor, found, total=total, filters=say_filters(actor, wanted))
    everything = "tat-ca" in asked
    limit = (WHOLE if everything else PAGE) + 1
    if asked.get("sau"):
        activities = list(after_key(queries.list_wanted(actor, wanted), asked["sau"])[:limit])
    else:
        activities = queries.list_first(actor, wanted, limit)
    more = len(activities) > (WHOLE if everything else PAGE)
    activities = activities[: WHOLE if everything else PAGE]
    rows = show_rows(actor, activities)
    context = {
        "nav": "activities",
        "help": HELP,
        "rows": rows,
        "pager": pager_of(asked, activities, total, more=more),
        "chips": state_chips(asked, counts),
        "state": next((word for word, state in STATE_WORDS.items() if state == wanted.state), ""),
        "views": whose_tabs(asked) if actor.is_issuing else (),
        "whose": asked.get("xem", "") if wanted.whose else "",
        "filters": load_filters(actor, wanted),
        "wanted": wanted,
        "filtered": wanted != Wanted(),
        "narrowed": wanted != Wanted(whose=wanted.whose, state=wanted.state, words=wanted.words),
        "show_unit": actor.is_issuing or any(row.activity.duty.unit_id != actor.unit_id for row in rows),
        "confirms": any(row.confirms for row in rows),
        "query": asked.urlencode(),
        "may_record": actor.role in (Role.CLERK, Role.OFFICER, Role.LEADER),
        "record_url": record_url(asked),
    }
    return render(request, "activities/list.html", context)


def read_wanted(asked: QueryDict) -> Wanted:
    """The filters of an address; what it does not understand asks nothing."""
    state = asked.get("trang-thai", "")
    state = STATE_WORDS.get(state, state)
    group = asked.get("nhom", "")
    return Wanted(
        whose=WHOSE.get(asked.get("xem", ""), ""),
        directive=read_id(asked.get("chi-dao", "")),
        duty=read_id(asked.get("don-vi", "")),
        item=read_id(asked.get("noi-dung", "")),
        group=group if any(group == known.key for known in catalogue().groups) else "",
        state=state if state in queries.STATES else "",
        proved=PROVED.get(asked.get("minh-chung", "")),
        words=asked.get("tim", "").strip()[:100],
    )


def read_id(text: str) -> int | None:
    """A number of the database; None for everything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def after_key(found: QuerySet[Activity], key: str) -> QuerySet[Activity]:
    """The rows after the last one shown, named by its day and number."""
    day, _, number = key.partition("_")
    last = read_id(number)
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return found
    return found if last is None else found.filter(Q(effective_on__lt=on) | Q(effective_on=on, pk__lt=last))


def address(asked: QueryDict, **changed: str) -> str:
    """The list's address with some filters changed; a page begins anew."""
    query = asked.copy()
    for name in ("sau", "tat-ca"):
        query.pop(name, None)
    for name, value in changed.items():
        query[name.replace("_", "-")] = value
    kept = {name: query.getlist(name) for name in query if query[name]}
    said = QueryDict(mutable=True)
    for name, values in kept.items():
        said.setlist(name, values)
    return f"{reverse('activities:list')}?{said.urlencode()}" if said else reverse("activities:list")


def pager_of(asked: QueryDict, activities: list[Activity], total: int, *, more: bool) -> Pager:
    """The cut list, told honestly."""
    last = activities[-1] if activities else None
    return Pager(
        shown=len(activities),
        total=total,
        noun=ngettext("hoạt động", "hoạt động", total),
        next_url=address(asked, sau=f"{last.effective_on}_{last.pk}") if more and last else "",
        previous_url=address(asked) if asked.get("sau") else "",
        all_url=address(asked, tat_ca="1") if PAGE < total <= WHOLE else "",
        key=last.code if more and last else "",
    )


def state_chips(asked: QueryDict, counts: dict[str, int]) -> tuple[Tab, ...]:
    """The states with their numbers, each a list of its own."""
    chips = []
    for word, label in STATE_LABELS.items():
        states = queries.STATES[STATE_WORDS[word]] if word else tuple(Activity.State)
        count = sum(counts.get(state, 0) for state in states)
        chips.append(Tab(word, f"{label} {count:,}".replace(",", "."), address(asked, trang_thai=word)))
    return tuple(chips)


def whose_tabs(asked: QueryDict) -> tuple[Tab, ...]:
    """Of one's own unit, or of the units one gave directives to."""
    return (
        Tab("", _("Tất cả"), address(asked, xem="")),
        Tab("don-vi", _("Đơn vị tôi"), address(asked, xem="don-vi")),
        Tab("chi-dao", _("Các đơn vị nhận chỉ đạo"), address(asked, xem="chi-dao")),
    )


def load_filters(actor: Actor, wanted: Wanted) -> Filters:
    """Directives to choose from; units and items of the chosen one. At most four queries."""
    directives = [(pk, shorten(title)) for pk, title in _directives(actor)]
    if wanted.directive is None and len(directives) == 1:
        wanted = replace(wanted, directive=directives[0][0])
    duties: list[tuple[int, str]] = []
    items: list[tuple[int, str]] = []
    if wanted.directive is not None:
        duties = _duties(actor, wanted.directive)
        standing = _items(actor, wanted.directive)
        items = [(item.pk, shorten(f"{item.label} {item.short or item.text}".strip(), 70)) for item in standing]
    groups = tuple((group.key, group.name) for group in catalogue().groups)
    return Filters(tuple(directives), tuple(duties), tuple(items), groups)


def _running(actor: Actor) -> QuerySet[Directive]:
    return visible_directives(actor).exclude(state=Directive.State.DRAFT)


@prepared
def _directives(actor: Actor) -> QuerySet[Any, tuple[int, str]]:
    """Directives to choose from, with their titles."""
    return _running(actor).values_list("pk", "title")[:MOST_CHOICES]


@prepared
def _duties(actor: Actor, directive: int) -> QuerySet[Any, tuple[int, str]]:
    """Units of one directive, by their duties."""
    of_it = visible_duties(actor).filter(directive_id=directive).order_by("position", "id")
    return of_it.values_list("pk", "unit_short_name")


@prepared
def _items(actor: Actor, directive: int) -> QuerySet[Item]:
    """What one directive asks that may be done by activities."""
    asked = Item.objects.filter(directive__in=_running(actor).values("pk"), directive_id=directive)
    return asked.exclude(kind=Item.Kind.REPORT).filter(struck_at__isnull=True).order_by("position", "id")


def say_filters(actor: Actor, wanted: Wanted) -> list[str]:
    """What is chosen above the list, in words."""
    chosen = load_filters(actor, wanted)
    named = (
        (in_vietnamese("chỉ đạo"), dict(chosen.directives).get(wanted.directive or 0)),
        (in_vietnamese("đơn vị"), dict(chosen.duties).get(wanted.duty or 0)),
        (in_vietnamese("nội dung"), dict(chosen.items).get(wanted.item or 0)),
        (in_vietnamese("hình thức"), dict(chosen.groups).get(wanted.group)),
        (
            in_vietnamese("trạng thái"),
            next(
                (
                    STATE_LABELS[word]
                    for word, key in STATE_WORDS.items()
                    if key == wanted.state and word in STATE_LABELS
                ),
                None,
            ),
        ),
        (
            in_vietnamese("minh chứng"),
            {True: in_vietnamese("có"), False: in_vietnamese("chưa có")}.get(wanted.proved)
            if wanted.proved is not None
            else None,
        ),
        (
            in_vietnamese("của"),
            {"own": in_vietnamese("đơn vị tôi"), "below": in_vietnamese("các đơn vị nhận chỉ đạo")}.get(wanted.whose),
        ),
        (in_vietnamese("tìm"), f"“{wanted.words}”" if wanted.words else None),
    )
    return [f"{name} {words}" for name, words in named if words]


def shorten(text: str, most: int = 80) -> str:
    """At most so many letters, cut between words."""
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0]}…"


def record_url(asked: QueryDict) -> str:
    """Where "Ghi hoạt động" leads: to the directive already chosen, where there is one."""
    directive = read_id(asked.get("chi-dao", ""))
    return reverse("activities:choose") + (f"?chi-dao={directive}" if directive is not None else "")


@require_GET
def choose_duty(request: HttpRequest) -> HttpResponse:
    """Pick the duty first; whoever has only one is taken there."""
    actor, directive = actor_of(request), read_id(request.GET.get("chi-dao", ""))
    own = own_duties(actor).filter(directive__state=Directive.State.ISSUED)
    behalf = Duty.objects.none()
    if actor.role in (Role.CLERK, Role.OFFICER):
        behalf = visible_duties(actor).filter(
            directive__office_id=actor.office_id, directive__state=Directive.State.ISSUED
        )
        behalf = behalf.exclude(unit_id__in=own_units(actor))
    if directive is not None:
        own, behalf = own.filter(directive_id=directive), behalf.filter(directive_id=directive)
    words = request.GET.get("tim", "").strip()[:100]
    mine = list(own[:MOST_CHOICES]) if actor.role != Role.ADMINISTRATOR else []
    others = find_by_unit(list(behalf[:MOST]), words)
    if len(mine) == 1 and not others and not words:
        return redirect("activities:record", mine[0].pk)
    context = {
        "nav": "activities",
        "help": HELP_CHOOSING,
        "crumbs": (Crumb(_("Hoạt động"), reverse("activities:list")), Crumb(_("Chọn nhiệm vụ"))),
        "mine": mine,
        "others": others[:MOST_CHOICES],
        "pager": Pager(len(others[:MOST_CHOICES]), len(others), ngettext("đơn vị", "đơn vị", len(others))),
        "words": words,
        "directive": directive,
    }
    return render(request, "activities/choose.html", context)


def find_by_unit(duties: list[Duty], words: str) -> list[Duty]:
    """Those whose unit has all these words in its name, with or without marks."""
    wanted = fold(compose(words).text).split()
    return [duty for duty in duties if all(word in fold(compose(duty.unit_name).text) for word in wanted)]


@require_POST
def confirm_chosen(request: HttpRequest) -> HttpResponse:
    """Confirm the marked ones; the page tells of each what became of it."""
    actor = actor_of(request)
    chosen = [id for id in (read_id(text) for text in request.POST.getlist("chon")[:MOST]) if id is not None]
    back = QueryDict(request.POST.get("tro-lai", ""))
    problem: Refusal | None = None
    outcomes: list[actions.Outcome] = []
    try:
        outcomes = actions.confirm_each(actor, chosen)
    except Refusal as refusal:
        problem = refusal
    done = [outcome for outcome in outcomes if not outcome.refused]
    context = {
        "nav": "activities",
        "help": HELP,
        "crumbs": (Crumb(_("Hoạt động"), address(back)), Crumb(_("Kết quả xác nhận"))),
        "outcomes": outcomes,
        "done": len(done),
        "left": len(outcomes) - len(done),
        "problem": problem,
        "back": address(back),
        "now": clock.now(),
    }
    return render(request, "activities/confirmed.html", context, status=problem.status if problem else 200)
