"""Where a figure comes from: the activities, or the reports below, that it sums; frozen, or as it would be now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import acts_for
from trienkhai.web.reports.figures import Part, Sum
from trienkhai.web.reports.models import FigureSource, Report
from trienkhai.web.reports.presenting import Gathered

MOST = 60


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One thing a figure sums. `proof` is a state of ui.icons with its word; empty for a report below."""

    name: str
    url: str
    day: date | None
    value: Decimal
    proof: str = ""
    proof_word: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """What a figure sums: the first ones, and how many there are."""

    lines: tuple[SourceLine, ...]
    total: int
    of_reports: bool = False


def frozen_sources(actor: Actor, report: Report, key: str, *, everything: bool) -> Sources:
    """What a frozen figure sums, in the order of days or of the unit list."""
    found = FigureSource.objects.filter(figure__report=report, figure__key=key)
    rows = found.select_related("activity", "below__report").order_by(
        F("activity__effective_on").asc(nulls_first=True), "below__report__unit__position", "id"
    )
    total = found.count()
    kept = list(rows if everything else rows[:MOST])
    proofs = count_proofs([row.activity_id for row in kept if row.activity_id], report)
    lines = tuple(line_from(actor, report, key, row, proofs) for row in kept)
    return Sources(lines, total, of_reports=report.is_rollup)


def line_from(actor: Actor, report: Report, key: str, row: FigureSource, proofs: dict[int, Counter[str]]) -> SourceLine:
    """One source of a frozen figure. A person of another office does not open the reports below a roll-up."""
    if row.activity is not None:
        proof, word = proof_of(row.proved, proofs.get(row.activity.pk, Counter()), frozen=True)
        url = reverse("activities:detail", args=[row.activity.pk])
        return SourceLine(row.activity.code, url, row.activity.effective_on, row.value, proof, word, row.late)
    below = row.below
    if below is None:
        raise ValueError("a source is an activity or a figure below")
    url = below_address(below.report_id, key) if acts_for(actor, report.unit_id) else ""
    return SourceLine(below.report.unit_name, url, below.report.submitted_on, row.value)


def live_sources(known: Gathered, figure: Sum, *, everything: bool) -> Sources:
    """What a figure that is not frozen yet sums now."""
    parts = figure.parts if everything else figure.parts[:MOST]
    if known.reports is not None:
        proofs = count_proofs([part.id for part in parts if part.own], None)
        lines = tuple(
            _live_line(part, known.activities[part.id], proofs)
            if part.own
            else _live_report_line(part, figure.key, known.reports.values())
            for part in parts
        )
        return Sources(lines, len(figure.parts), of_reports=True)
    proofs = count_proofs([part.id for part in parts], None)
    lines = tuple(_live_line(part, known.activities[part.id], proofs) for part in parts)
    return Sources(lines, len(figure.parts))


def _live_report_line(part: Part, key: str, reports: Iterable[Report]) -> SourceLine:
    below = next(report for report in reports if part.id in {entry.pk for entry in report.figures.all()})
    return SourceLine(below.unit_name, below_address(below.pk, key), below.submitted_on, part.value)


def _live_line(part: Part, activity: Activity, proofs: dict[int, Counter[str]]) -> SourceLine:
    proof, word = proof_of(part.proved, proofs.get(activity.pk, Counter()), frozen=False)
    url = reverse("activities:detail", args=[activity.pk])
    return SourceLine(activity.code, url, activity.effective_on, part.value, proof, word, part.late)


def below_address(report_id: int, key: str) -> str:
    """Where the same figure of a report below stands open."""
    return f"{reverse('reports:detail', args=[report_id])}?so={key}#tu-dau"


def count_proofs(activity_ids: Sequence[int], report: Report | None) -> dict[int, Counter[str]]:
    """Standing evidence by activity and kind; for a sent report only what was there when it was sent."""
    found = Evidence.objects.filter(activity_id__in=activity_ids, withdrawn_at__isnull=True)
    if report is not None and report.submitted_at is not None:
        found = found.filter(added_at__lte=report.submitted_at)
    counts: dict[int, Counter[str]] = {}
    for activity_id, kind in found.values_list("activity_id", "kind"):
        counts.setdefault(activity_id, Counter())[kind] += 1
    return counts


def proof_of(proved: bool, standing: Counter[str], *, frozen: bool) -> tuple[str, str]:
    """The state and its word: "3 ảnh, 1 tệp"; what was there when it froze and is gone now is said."""
    if not proved:
        return "recorded", _("chưa có minh chứng")
    if frozen and not standing:
        return "look", _("có khi gửi, nay đã rút")
    words = [say_proofs(kind, standing[kind]) for kind in Evidence.Kind if standing[kind]]
    return "done", ", ".join(words) or _("có minh chứng")


def say_proofs(kind: Evidence.Kind, count: int) -> str:
    """ "3 ảnh"."""
    said = {
        Evidence.Kind.PHOTO: ngettext("%(count)s ảnh", "%(count)s ảnh", count),
        Evidence.Kind.FILE: ngettext("%(count)s tệp", "%(count)s tệp", count),
        Evidence.Kind.LINK: ngettext("%(count)s đường dẫn", "%(count)s đường dẫn", count),
    }
    return said[kind] % {"count": count}


def neighbours(figures: Iterable[tuple[str, str, str]], form: str, key: str) -> list[str]:
    """Amounts of the same form in other measures: what a figure is never added to. Takes (key, form, amount)."""
    return [amount for other, said, amount in figures if form and said == form and other != key]
