"""A letter that names what is overdue, as it was on the day it was written."""

from __future__ import annotations

from django.db import models

from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.documents.models import Document
from trienkhai.web.language import in_vietnamese


class UrgingLetter(models.Model):
    """One official letter under one directive. Its lines are kept: what came in meanwhile does not change them."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="urging_letters")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="urging_letter")
    on = models.DateField(help_text="The day up to which things were counted.")
    answer_by = models.DateField(null=True, blank=True, help_text="The day the office asks for; none: at once.")
    words = models.TextField(blank=True)
    made_by = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at", "-id"]

    def __str__(self) -> str:
        return in_vietnamese(f"đôn đốc ngày {self.on:%d/%m/%Y}")


class LetterLine(models.Model):
    """One thing one unit owes since a day that has passed."""

    letter = models.ForeignKey(UrgingLetter, on_delete=models.CASCADE, related_name="lines")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    unit_name = models.CharField(max_length=300)
    what = models.CharField(max_length=200)
    due_on = models.DateField()
    working_days = models.PositiveIntegerField(help_text="Working days between the due day and the letter's day.")

    class Meta:
        ordering = ["letter_id", "position"]
        constraints = [models.UniqueConstraint(fields=["letter", "position"], name="letter_line_once")]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.what}"
