"""What a person says of an inferred link between two texts above a document: right, wrong, and taking it back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.parts import EdgeKind
from trienkhai.web import clock
from trienkhai.web.documents import events
from trienkhai.web.documents.actions.locking import about, author_line, check_may, check_state, lock_document
from trienkhai.web.documents.links import RELATIONS, Link, list_inferred, standing_judgements
from trienkhai.web.documents.models import Document, LinkJudgement
from trienkhai.web.documents.permissions import may_judge_link
from trienkhai.web.errors import Conflict, NotValid, Unknown, WrongState
from trienkhai.web.journal.actions import record
from trienkhai.web.language import vietnamese
from trienkhai.web.offices.actor import Actor

DESK_ONLY = gettext_lazy("Liên hệ máy suy ra do văn thư hoặc chuyên viên của cơ quan nhập văn bản xác nhận hoặc bác.")
LONGEST_REASON = 300


@transaction.atomic
def confirm_link(actor: Actor, document_id: int, *, start: int, end: int, relation: str) -> LinkJudgement:
    """The later text does carry the earlier one on, in this relation (`links.RELATIONS`). Twice says it once.

    `start` and `end` are ids of the document's edges. Raises WrongState for a link that the words state or that is
    none, Conflict where somebody said otherwise.
    """
    if relation not in RELATIONS:
        sentence = _("Chọn quan hệ của hai văn bản: %(kinds)s.") % {"kinds": ", ".join(map(str, RELATIONS.values()))}
        raise NotValid("link-relation", sentence, {"relation": sentence})
    document, link = _lock(actor, document_id, start, end)
    verdict = LinkJudgement.Verdict.RIGHT
    return _judge(actor, document, link, verdict=verdict, relation=EdgeKind(relation), reason="")


@transaction.atomic
def strike_link(actor: Actor, document_id: int, *, start: int, end: int, reason: str) -> LinkJudgement:
    """The two texts do not follow each other, for this reason; the chain draws no line there any more."""
    document, link = _lock(actor, document_id, start, end)
    said = reason.strip()
    if not said or len(said) > LONGEST_REASON:
        sentence = _("Ghi lý do hai văn bản không liên hệ với nhau, tới %(most)s chữ.") % {"most": LONGEST_REASON}
        raise NotValid("reason-missing", sentence, {"reason": sentence})
    return _judge(actor, document, link, verdict=LinkJudgement.Verdict.WRONG, relation=None, reason=said)


@transaction.atomic
def take_back_link(actor: Actor, document_id: int, *, start: int, end: int) -> LinkJudgement:
    """The link waits for a person as before; what was said of it stays kept, and the journal tells both."""
    document, link = _lock(actor, document_id, start, end)
    known = standing_judgements(document).get(link.keys)
    if known is None:
        raise WrongState("link-not-judged", _("Chưa ai xác nhận hay bác liên hệ này."))
    known.taken_back_at, known.taken_back_by = clock.now(), author_line(actor)
    known.save()
    event = events.LinkTakenBack(start=known.start_code, end=known.end_code, verdict=known.verdict, **about(document))
    record(event, actor.author)
    return known


def _lock(actor: Actor, document_id: int, start: int, end: int) -> tuple[Document, Link]:
    document = lock_document(actor, document_id)
    check_may(may_judge_link(actor, document), "desk-judges-links", DESK_ONLY)
    check_state(document, "judge_link")
    known = set(document.edges.filter(pk__in=(start, end)).values_list("pk", flat=True))
    if known != {start, end}:
        raise Unknown
    for link in list_inferred(document):
        if (link.start.pk, link.end.pk) == (start, end):
            return document, link
    raise WrongState("link-not-inferred", _("Giữa hai văn bản này không có liên hệ nào do máy suy ra. Tải lại trang."))


def _judge(
    actor: Actor,
    document: Document,
    link: Link,
    *,
    verdict: LinkJudgement.Verdict,
    relation: EdgeKind | None,
    reason: str,
) -> LinkJudgement:
    kind = relation.value if relation else ""
    known = standing_judgements(document).get(link.keys)
    if known is not None and (known.verdict, known.relation) == (verdict, kind):
        return known
    if known is not None:
        when = f"{known.judged_at.astimezone(clock.HANOI):%d/%m/%Y}"
        raise Conflict(
            "link-judged",
            _("%(judged_by)s đã ghi “%(verdict)s” cho liên hệ này ngày %(when)s. Hoàn tác rồi ghi lại.")
            % {"judged_by": known.judged_by, "verdict": known.get_verdict_display(), "when": when},
        )
    start_key, end_key = link.keys
    made = LinkJudgement.objects.create(
        document=document,
        start_key=start_key,
        end_key=end_key,
        start_code=link.start.target_code,
        end_code=link.end.target_code,
        verdict=verdict,
        relation=kind,
        reason=reason,
        judged_by=author_line(actor),
        judged_at=clock.now(),
    )
    if relation is None:
        struck = events.LinkStruck(start=made.start_code, end=made.end_code, reason=reason, **about(document))
        record(struck, actor.author)
    else:
        with vietnamese():
            said = str(RELATIONS[relation])
        confirmed = events.LinkConfirmed(start=made.start_code, end=made.end_code, relation=said, **about(document))
        record(confirmed, actor.author)
    return made
