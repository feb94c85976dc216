"""What units mean to do, where a directive asks for a plan."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.web.directives.models import Duty, Item, OnBehalf


class Plan(OnBehalf):
    """One edition of one unit's plan under one directive. A change to an approved plan is a new edition."""

    class State(models.TextChoices):
        DRAFT = "draft", gettext_lazy("dự thảo")
        SUBMITTED = "submitted", gettext_lazy("chờ lãnh đạo đơn vị duyệt")
        APPROVED = "approved", gettext_lazy("đã duyệt, đã gửi")
        RETURNED = "returned", gettext_lazy("bị trả lại")
        ACCEPTED = "accepted", gettext_lazy("đã tiếp nhận")
        REPLACED = "replaced", gettext_lazy("đã thay bằng bản sau")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="plans")
    edition = models.PositiveSmallIntegerField(default=1, help_text="Counts within the duty: bản 1, bản 2.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="Counts savings: two people notice each other.")
    submitted_on = models.DateField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=300, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=300, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.CharField(max_length=300, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.CharField(max_length=300, blank=True)
    returned_reason = models.TextField(blank=True)
    replaced_on = models.DateField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["duty_id", "-edition"]
        constraints = [models.UniqueConstraint(fields=["duty", "edition"], name="plan_edition_once_per_duty")]

    def __str__(self) -> str:
        return _("kế hoạch, bản %(edition)s") % {"edition": self.edition}


class PlanCell(models.Model):
    """One item in one group of forms: when, where, how much, by whom. An item without a form has the group ""."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="cells")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=60, blank=True)
    forms = models.JSONField(default=list, help_text="Keys of the catalogue's forms within the group.")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    measure = models.CharField(max_length=40, blank=True)
    embedded = models.BooleanField(default=False)
    doers = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["item__position", "item_id", "group"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "item", "group"], name="plan_cell_once"),
            models.CheckConstraint(
                name="plan_cell_days_in_order",
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="plan_cell_amount_has_measure",
                condition=Q(value__isnull=True) | (Q(value__gte=0) & ~Q(measure="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.group}"
