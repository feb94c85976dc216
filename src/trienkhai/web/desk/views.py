"""The pages that gather: my work, one duty, one directive, why something is red, the chain of authority, histories."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from trienkhai.web.desk.chain import chain_page
from trienkhai.web.desk.chain_drawing import may_draw, render_chain
from trienkhai.web.desk.directive_page import directive_page
from trienkhai.web.desk.duty_page import duty_page
from trienkhai.web.desk.history import history_page
from trienkhai.web.desk.home import home_page
from trienkhai.web.desk.naming import name_document
from trienkhai.web.desk.searching import NOT_SEARCHED, search
from trienkhai.web.desk.unit_duties import list_unit_duties
from trienkhai.web.desk.why import why_page
from trienkhai.web.directives.models import Directive
from trienkhai.web.directives.tabs import list_tabs
from trienkhai.web.documents.actions import confirm_link, strike_link, take_back_link
from trienkhai.web.documents.models import LinkJudgement
from trienkhai.web.errors import Conflict, NotValid, Refusal, Unknown, WrongState
from trienkhai.web.finding.asking import LONGEST
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.items import Crumb

HOME_HELP = (
    gettext_lazy(
        "Đây là những việc đang chờ anh/chị, theo chức danh đang dùng; việc quá hạn và việc chờ lâu nhất đứng trước."
    ),
    gettext_lazy("Mỗi dòng nói việc gì, vì sao, ngày nào, ai đặt ngày đó, và một nút mở trang để làm."),
    gettext_lazy("“Đang chờ người khác” là việc đã qua tay anh/chị; không cần tìm, không cần nhắc."),
    gettext_lazy("Thanh ở bên nói bao nhiêu đơn vị đã tới bước nào; con số nào cũng mở ra danh sách."),
    gettext_lazy("Đổi chức danh ở góc trên bên phải thì danh sách này đổi theo."),
)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the person who looks."""
    return render(request, "desk/home.html", {"nav": "home", "page": home_page(actor_of(request)), "help": HOME_HELP})


DUTY_HELP = (
    gettext_lazy("Trên cùng là câu của văn bản giao việc này; bên dưới là năm bước, bước nào xong thì có ngày."),
    gettext_lazy("Ghi hoạt động khi làm xong việc gì; lãnh đạo đơn vị xác nhận rồi mới tính."),
    gettext_lazy("Báo cáo tự điền số liệu từ hoạt động đã xác nhận; người viết phần nhận xét."),
    gettext_lazy("Cần thêm thời gian hoặc không thuộc chức năng thì gửi đề nghị, cơ quan giao việc trả lời."),
    gettext_lazy("Cơ quan giao việc xem cùng trang này và nhập hộ được, có ghi căn cứ."),
)


@require_GET
def duty(request: HttpRequest, duty_id: int) -> HttpResponse:
    """One unit's duty: what was asked, how far it is, what can be done."""
    page = duty_page(actor_of(request), duty_id)
    name = name_document(page.directive.document)
    lists = (_("Nhiệm vụ"), "directives:duties") if page.own else (_("Chỉ đạo"), "directives:list")
    context = {
        "nav": "duties" if page.own else "directives",
        "page": page,
        "document_name": name,
        "total": page.progress.activities + (page.progress.waiting if page.own else 0),
        "help": DUTY_HELP,
        "crumbs": (Crumb(lists[0], reverse(lists[1])), Crumb(name)),
    }
    return render(request, "desk/duty.html", context)


DIRECTIVE_HELP = (
    gettext_lazy("Trang này nói chỉ đạo giao việc gì, theo văn bản nào, cho ai, đến khi nào."),
    gettext_lazy("Mỗi ngày đều ghi ai đặt: văn bản, người, hay kỳ báo cáo."),
    gettext_lazy("Năm thanh cho biết bao nhiêu đơn vị đã tới bước nào; mẫu số là các đơn vị còn phải làm."),
    gettext_lazy("Đơn vị nhận chỉ thấy phần của mình và văn bản."),
    gettext_lazy("Các thẻ phía trên mở đơn vị nhận, độ phủ, báo cáo, chuỗi thẩm quyền."),
)


@require_GET
def directive(request: HttpRequest, directive_id: int) -> HttpResponse:
    """The overview of a directive."""
    actor = actor_of(request)
    page = directive_page(actor, directive_id)
    context = {
        "nav": "directives" if page.office else "duties",
        "page": page,
        "tabs": list_tabs(actor, page.directive),
        "help": DIRECTIVE_HELP,
        "crumbs": directive_crumbs(page.directive, office=page.office),
    }
    return render(request, "desk/directive.html", context)


def directive_crumbs(found: Directive, *, office: bool) -> tuple[Crumb, ...]:
    """The way to a page of a directive: for its office over the directives, for a unit over its duties."""
    first = (
        Crumb(_("Chỉ đạo"), reverse("directives:list"))
        if office
        else Crumb(_("Nhiệm vụ"), reverse("directives:duties"))
    )
    return first, Crumb(name_document(found.document))


WHY_HELP = (
    gettext_lazy("Đỏ chỉ có một nghĩa: một việc của đơn vị đã qua ngày hạn mà chưa xong."),
    gettext_lazy("Trang này nói quy tắc nào, hạn do ai đặt, còn thiếu gì, và điều gì không làm đỏ."),
    gettext_lazy("Bên phải là việc làm để hết đỏ, hoặc gửi ý kiến nếu thấy không đúng."),
    gettext_lazy("Gửi sau hạn thì hết đỏ, nhưng ngày quá hạn vẫn được ghi."),
    gettext_lazy("Nội dung đơn vị được chọn mà không chọn thì không bao giờ đỏ."),
)
HISTORY_HELP = (
    gettext_lazy("Mỗi việc làm là một dòng: làm gì, ai làm, lúc nào."),
    gettext_lazy("Sổ này chỉ ghi thêm; không sửa, không xóa được."),
    gettext_lazy("Việc nhập hộ ghi rõ theo căn cứ nào."),
    gettext_lazy(
        "Đơn vị nhận thấy việc của mình và việc ban hành; dự thảo của đơn vị thì cơ quan ban hành không thấy."
    ),
    gettext_lazy("Danh sách dài được chia trang; dòng cuối trang là chỗ trang sau bắt đầu."),
)


@require_GET
def why(request: HttpRequest, duty_id: int, item_id: int) -> HttpResponse:
    """Why one item of a duty is red, what ends it, and how to object."""
    page = why_page(actor_of(request), duty_id, item_id)
    lists = (_("Nhiệm vụ"), "directives:duties") if page.own else (_("Chỉ đạo"), "directives:list")
    above = Crumb(name_document(page.directive.document), reverse("desk:duty", args=[duty_id]))
    context = {
        "nav": "duties" if page.own else "directives",
        "page": page,
        "help": WHY_HELP,
        "crumbs": (Crumb(lists[0], reverse(lists[1])), above, Crumb(page.title)),
    }
    return render(request, "desk/why.html", context)


@require_GET
def history(request: HttpRequest, directive_id: int) -> HttpResponse:
    """Every deed on a directive, one sentence each."""
    actor = actor_of(request)
    page = history_page(actor, directive_id, request.GET.get("sau", ""))
    context = {
        "nav": "directives" if page.office else "duties",
        "page": page,
        "tabs": list_tabs(actor, page.directive),
        "help": HISTORY_HELP,
        "crumbs": directive_crumbs(page.directive, office=page.office),
    }
    return render(request, "desk/history.html", context)


CHAIN_HELP = (
    gettext_lazy("Trang này cho biết chỉ đạo thực hiện văn bản nào của cấp trên, theo đúng lời văn."),
    gettext_lazy(
        "Nét liền là điều văn bản nói rõ, có trích nguyên văn; nét chấm là máy suy ra theo ngày, chờ người xem."
    ),
    gettext_lazy("Văn bản được viện dẫn trong nội dung đứng riêng, không phải căn cứ giao việc."),
    gettext_lazy("Điều máy suy ra thì văn thư, chuyên viên ghi “Đúng” hoặc “Không phải”; ghi nhầm thì hoàn tác được."),
    gettext_lazy("Bên phải là các nhóm đơn vị nhận việc từ văn bản này."),
)


@require_http_methods(["GET", "HEAD", "POST"])
def chain(request: HttpRequest, directive_id: int) -> HttpResponse:
    """Which texts stand above a directive, in whose words; a person says here whether an inferred link is right."""
    actor = actor_of(request)
    page = chain_page(actor, directive_id)
    problem: Refusal | None = None
    if request.method == "POST":
        try:
            messages.success(request, judge_link(request, page.directive.document_id))
        except (NotValid, Conflict, WrongState) as refusal:
            problem = refusal
        else:
            return redirect("desk:chain", directive_id)
    context = {
        "nav": "directives" if page.office else "duties",
        "page": page,
        "problem": problem,
        "typed": request.POST,
        "drawing": render_chain(page) if may_draw(page) else "",
        "tabs": list_tabs(actor, page.directive),
        "help": CHAIN_HELP,
        "crumbs": directive_crumbs(page.directive, office=page.office),
    }
    return render(request, "desk/chain.html", context, status=problem.status if problem else 200)


def judge_link(request: HttpRequest, document_id: int) -> str:
    """What the person said of an inferred link is done; gives the sentence that tells it. Raises Refusal."""
    actor, said = actor_of(request), request.POST
    start, end = read_id(said.get("start", "")), read_id(said.get("end", ""))
    if said.get("deed") == "right":
        kept = confirm_link(actor, document_id, start=start, end=end, relation=said.get("relation", ""))
        return _("Đã xác nhận liên hệ %(start)s → %(end)s.") % ends_of(kept)
    if said.get("deed") == "wrong":
        kept = strike_link(actor, document_id, start=start, end=end, reason=said.get("reason", ""))
        return _("Đã bác liên hệ %(start)s → %(end)s.") % ends_of(kept)
    if said.get("deed") == "take-back":
        kept = take_back_link(actor, document_id, start=start, end=end)
        return _("Đã hoàn tác; liên hệ %(start)s → %(end)s lại chờ người xem.") % ends_of(kept)
    raise Unknown


def ends_of(link: LinkJudgement) -> dict[str, str]:
    """The two texts of a link, as a sentence names them."""
    return {"start": link.start_code, "end": link.end_code}


def read_id(said: str) -> int:
    """The id a form sends. Raises Unknown for anything else."""
    if not (said.isascii() and said.isdigit() and len(said) <= 18):
        raise Unknown
    return int(said)


SEARCH_HELP = (
    gettext_lazy(
        "Tìm trong văn bản (cả nội dung), chỉ đạo, nội dung được giao, đơn vị và "
        "hoạt động; có dấu hay không dấu đều được."
    ),
    gettext_lazy(
        "Số, ký hiệu viết cách nào cũng được: 113-KH/TU, 113kh/tu, kh 113, Kế hoạch số "
        "113; văn bản mang số đó đứng đầu."
    ),
    gettext_lazy("Đặt trong ngoặc kép để tìm đúng từng chữ, đúng dấu: “nêu gương”."),
    gettext_lazy(
        "Chữ trong trích yếu đứng trước, rồi đến các chữ đi liền nhau trong văn bản, "
        "rồi các chữ rời; mới đứng trước cũ."
    ),
    gettext_lazy(
        "Chỉ thấy những gì chức danh đang dùng được xem. Không tìm trong tệp kèm, minh chứng, kế hoạch và báo cáo."
    ),
)


@require_GET
def search_page(request: HttpRequest) -> HttpResponse:
    """What bears the words that were asked for; with `loai` one kind, from `sau` on."""
    asked = request.GET
    found = search(actor_of(request), asked.get("q", ""), asked.get("loai", ""), asked.get("sau", ""))
    context = {
        "nav": "",
        "search_words": found.asked.typed,
        "found": found,
        "longest": LONGEST,
        "not_searched": NOT_SEARCHED,
        "first_url": f"{reverse('desk:search')}?{urlencode({'q': found.asked.typed})}",
        "help": SEARCH_HELP,
    }
    return render(request, "desk/search.html", context)


@require_GET
def unit_duties(request: HttpRequest, unit_id: int) -> HttpResponse:
    """What was asked of one unit: a part of the unit's page, and a page of its own without scripts."""
    rows = list_unit_duties(actor_of(request), unit_id)
    fragment = request.headers.get("HX-Request") == "true"
    above = Crumb(_("Đơn vị"), reverse("offices:detail", args=[unit_id]))
    context = {"nav": "units", "rows": rows, "crumbs": (above, Crumb(_("Nhiệm vụ")))}
    return render(request, "desk/_unit_duties.html" if fragment else "desk/unit_duties.html", context)
