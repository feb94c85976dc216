"""What units did, in figures that add up, and what proves it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from trienkhai.web.directives.models import Duty, Item, OnBehalf
from trienkhai.web.files.models import StoredFile


class Activity(OnBehalf):
    """One deed of a unit on one day. Never needs a plan; several items may share it, and it counts once."""

    class State(models.TextChoices):
        RECORDED = "recorded", gettext_lazy("chờ lãnh đạo xác nhận")
        CONFIRMED = "confirmed", gettext_lazy("đã xác nhận")
        QUESTIONED = "questioned", gettext_lazy("đang được hỏi lại")
        WITHDRAWN = "withdrawn", gettext_lazy("đã rút")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="activities")
    number = models.PositiveIntegerField(help_text="Counts within the duty.")
    code = models.CharField(max_length=30, help_text='"LB-029"')
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECORDED)
    effective_on = models.DateField()
    place = models.CharField(max_length=200)
    form = models.CharField(max_length=60, blank=True, help_text="Key of the catalogue of forms; empty: no form.")
    form_group = models.CharField(max_length=60, blank=True)
    form_note = models.CharField(max_length=200, blank=True)
    embedded = models.BooleanField(default=False)
    host_event = models.CharField(max_length=200, blank=True)
    partners = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    completes = models.BooleanField(default=False, help_text="The tasks among its items are done with it.")
    items = models.ManyToManyField(Item, related_name="activities")
    recorded_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="Counts corrections: two people notice each other.")
    folded = models.TextField(blank=True, help_text="Its words without case and marks, for finding.")
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=300, blank=True)
    question = models.TextField(blank=True)
    questioned_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "number"], name="activity_number_once_per_duty")]
        indexes = [models.Index(fields=["duty", "-effective_on", "-id"]), models.Index(fields=["state"])]

    def __str__(self) -> str:
        return self.code


class Measure(models.Model):
    """A quantity: pieces, metres and square metres never meet (see data/communication_forms.json)."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="measures")
    measure = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    approximate = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "measure"], name="measure_once_per_activity"),
            models.CheckConstraint(condition=Q(value__gte=0), name="measure_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.measure}"


class Evidence(models.Model):
    """What proves an activity: a file or a link."""

    class Kind(models.TextChoices):
        PHOTO = "photo", gettext_lazy("ảnh")
        FILE = "file", gettext_lazy("tệp")
        LINK = "link", gettext_lazy("đường dẫn")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    name = models.CharField(max_length=255)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_sha256 = models.CharField(max_length=64, blank=True, help_text="Of the file as sent, before metadata went.")
    link = models.URLField(max_length=1000, blank=True)
    taken_on = models.DateField(null=True, blank=True)
    added_by = models.CharField(max_length=300)
    added_on = models.DateField()
    added_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidence_is_a_file_or_a_link",
                condition=(Q(kind="link") & ~Q(link="") & Q(stored__isnull=True))
                | (~Q(kind="link") & Q(link="") & Q(stored__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.name
