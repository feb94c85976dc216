"""Reports: figures that freeze with the activities they sum, and roll-ups made of accepted reports."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.directives.models import Directive, Duty, Item, OnBehalf
from trienkhai.web.documents.models import Document
from trienkhai.web.offices.models import Unit


class Report(OnBehalf):
    """One unit's account of one period under one directive; a roll-up is the issuing office's own."""

    class State(models.TextChoices):
        DRAFT = "draft", gettext_lazy("dự thảo")
        SUBMITTED = "submitted", gettext_lazy("đã gửi")
        ACCEPTED = "accepted", gettext_lazy("đã tiếp nhận")
        RETURNED = "returned", gettext_lazy("bị trả lại")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="reports")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    unit_name = models.CharField(max_length=200)
    is_rollup = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    period_start = models.DateField()
    period_end = models.DateField()
    period_label = models.CharField(max_length=60)
    nothing_to_report = models.BooleanField(default=False, help_text="Reported zero: not the same as no report.")
    not_applicable = models.JSONField(default=list, help_text="Forms of the catalogue the unit has no such work in.")
    leading = models.TextField(blank=True, help_text="I. Công tác lãnh đạo, chỉ đạo")
    assessment = models.TextField(blank=True, help_text="III. Đánh giá chung")
    directions = models.TextField(blank=True, help_text="IV. Phương hướng, nhiệm vụ")
    proposals = models.TextField(blank=True, help_text="V. Kiến nghị, đề xuất")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="report")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_on = models.DateField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=300, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.CharField(max_length=300, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.TextField(blank=True)
    snapshot = models.CharField(max_length=64, blank=True, help_text="SHA-256 over the frozen figures.")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "period_start", "period_end"],
                condition=Q(duty__isnull=False),
                name="one_report_per_duty_and_period",
            ),
            models.UniqueConstraint(
                fields=["directive", "period_start", "period_end"],
                condition=Q(is_rollup=True),
                name="one_rollup_per_directive_and_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}, {self.period_label}"


class Figure(models.Model):
    """A frozen number of a report. `form` and `measure` are catalogue keys; both empty for counts of activities."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="figures")
    key = models.CharField(
        max_length=120, help_text='"activities", "proved", "embedded", "late", "bang_ron:met", "item:12"'
    )
    position = models.PositiveIntegerField(default=0)
    group = models.CharField(max_length=60, blank=True)
    form = models.CharField(max_length=60, blank=True)
    measure = models.CharField(max_length=40, blank=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    value = models.DecimalField(max_digits=16, decimal_places=2)
    approximate = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="figure_once_per_report")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class FigureSource(models.Model):
    """What a figure sums: an activity of the unit, or a figure of a report below."""

    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="sources")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    below = models.ForeignKey(Figure, on_delete=models.PROTECT, null=True, blank=True, related_name="feeds")
    value = models.DecimalField(max_digits=16, decimal_places=2)
    proved = models.BooleanField(default=False, help_text="Had evidence when the figure froze.")
    late = models.BooleanField(default=False, help_text="Bổ sung: recorded after the data close.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="figure_source_is_one_thing",
                condition=Q(activity__isnull=False, below__isnull=True) | Q(activity__isnull=True, below__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.figure} ← {self.activity or self.below}"


class ReportFeed(models.Model):
    """A roll-up takes in a report from below, as it stood."""

    rollup = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="feeds")
    source = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="fed_into")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rollup", "source"], name="report_feeds_a_rollup_once")]

    def __str__(self) -> str:
        return f"{self.source} → {self.rollup}"


class RollupUnit(models.Model):
    """How one unit stood when a roll-up froze: who is missing is part of what the roll-up says, so it freezes too."""

    class Standing(models.TextChoices):
        TAKEN_IN = "taken_in", gettext_lazy("đã đưa vào số liệu")
        SENT = "sent", gettext_lazy("đã gửi, chưa được tiếp nhận")
        MISSING = "missing", gettext_lazy("chưa có báo cáo")
        EXEMPT = "exempt", gettext_lazy("được miễn")

    rollup = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="rollup_units")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveIntegerField()
    unit_name = models.CharField(max_length=200)
    unit_short_name = models.CharField(max_length=100)
    band = models.CharField(max_length=60, help_text="The heading it stands under in tables.")
    standing = models.CharField(max_length=10, choices=Standing.choices)
    acknowledged = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["rollup", "duty"], name="unit_once_per_rollup")]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.standing}"


class ReportMark(models.Model):
    """Something a submitted report rests on was taken back; the figures stay, the mark tells."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="marks")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sentence = models.TextField()
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sentence
