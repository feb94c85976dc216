"""Directives, what they order, to whom, and the duties they make."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trienkhai.web.documents.models import Document, Origin, Purpose
from trienkhai.web.files.models import StoredFile
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.models import Unit, UnitVersion

# Stands for the phrase and the place of units that a person added beside the text.
OUTSIDE = in_vietnamese("Thêm ngoài văn bản")


class Directive(models.Model):
    """What a document orders, run by the office that issued it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("đang soạn")
        ISSUED = "issued", _("đang thực hiện")
        WITHDRAWN = "withdrawn", _("đã thu hồi")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="directive")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="directives")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    title = models.CharField(max_length=300, help_text="Short name for lists; the official subject is the document's.")
    order_text = models.TextField(blank=True, help_text="The sentence that orders it, as quoted on the duty page.")
    order_span = models.JSONField(null=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    period_origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.NONE)
    period_basis = models.CharField(max_length=200, blank=True)
    units_choose = models.BooleanField(default=False)
    plan_needed = models.BooleanField(default=False)
    plan_due_on = models.DateField(null=True, blank=True)
    acceptance_needed = models.BooleanField(default=True)
    report_decided = models.BooleanField(default=False, help_text="A person said whether units report, and when.")
    fulfils = models.ForeignKey(
        "Duty", on_delete=models.PROTECT, null=True, blank=True, related_name="passed_on", help_text="The duty above."
    )
    issued_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="directive_period_in_order",
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_end__gte=F("period_start")),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """One thing a directive asks: a topic units choose, a task named units must do, a report to send."""

    class Kind(models.TextChoices):
        TOPIC = "topic", _("nội dung")
        TASK = "task", pgettext_lazy("item", "nhiệm vụ")
        REPORT = "report", _("báo cáo")

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=20, blank=True)
    emphasis = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    short = models.CharField(max_length=120, blank=True, help_text="What fits a table; made from the text.")
    spans = models.JSONField(default=list)
    for_everyone = models.BooleanField(default=True, help_text="False: only the units named in `units`.")
    units = models.ManyToManyField(Unit, blank=True, related_name="+")
    addressees = models.JSONField(default=list, help_text="The phrases that name them, as printed.")
    deadline_on = models.DateField(null=True, blank=True)
    deadline_origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.NONE)
    deadline_text = models.CharField(max_length=200, blank=True)
    deadline_basis = models.CharField(max_length=200, blank=True, help_text='"Điều 12 Nghị định 09/2019/NĐ-CP"')
    deadline_set_by = models.CharField(max_length=300, blank=True)
    deadline_set_on = models.DateField(null=True, blank=True)
    period_start = models.DateField(null=True, blank=True, help_text="Reports: the days they cover.")
    period_end = models.DateField(null=True, blank=True)
    data_close_on = models.DateField(null=True, blank=True, help_text="Reports: activities after it are bổ sung.")
    period_label = models.CharField(max_length=60, blank=True, help_text='"năm 2023"')
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.label} {self.short or self.text[:60]}".strip()


class DirectiveForm(models.Model):
    """A form of the directive, mapped to one or several forms of the catalogue; twins may be merged by the officer."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="forms")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    examples = models.JSONField(default=list)
    section = models.CharField(max_length=20, blank=True)
    spans = models.JSONField(default=list)
    catalogue_keys = models.JSONField(default=list)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="twins")

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text


class Addressee(models.Model):
    """A phrase that names receivers, and the rule by which it was resolved."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="addressees")
    position = models.PositiveSmallIntegerField()
    phrase = models.CharField(max_length=300)
    place = models.CharField(max_length=60, blank=True, help_text='"Kính gửi, dòng 2"')
    span = models.JSONField(null=True)
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.INFERRED)
    rule = models.CharField(max_length=300, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    resolved_for = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.phrase


class AddresseeUnit(models.Model):
    """One unit an addressee phrase stands for on its day, kept or struck by a person."""

    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="resolved")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(UnitVersion, on_delete=models.PROTECT, related_name="+")
    included = models.BooleanField(default=True)
    reports = models.BooleanField(default=True, help_text="False: exempt from reporting from the start, with a reason.")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.INFERRED)
    reason = models.TextField(blank=True)
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["addressee", "unit"], name="unit_once_per_addressee")]

    def __str__(self) -> str:
        return f"{self.addressee}: {self.unit}"


class Duty(models.Model):
    """One unit under one directive. Whether it still counts, and until when, its ledger says."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="duties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duties")
    unit_name = models.CharField(max_length=200, help_text="The unit's name on the day the duty began.")
    unit_short_name = models.CharField(max_length=100)
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    phrase = models.CharField(max_length=300, blank=True, help_text="The addressee phrase that named the unit.")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["directive", "unit"], name="one_duty_per_unit_and_directive")]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.directive}"


class PassingOn(models.Model):
    """A document by which an office passes one of its duties on: the directive read from it will fulfil that duty."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="passing_on")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    made_by = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.document} → {self.duty}"


class Urging(models.Model):
    """The issuing office reminded a unit of what is still open; it changes nothing that is owed."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="urgings")
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: the whole duty."
    )
    words = models.TextField(blank=True, help_text="What the office says beside it.")
    made_by = models.CharField(max_length=300)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at", "-id"]

    def __str__(self) -> str:
        return f"{self.duty} {self.effective_on}"


class OnBehalf(models.Model):
    """Who entered it and, where the office did for the unit, on what basis: shown wherever the thing is shown."""

    entered_by = models.CharField(max_length=300)
    entered_by_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on_behalf = models.BooleanField(default=False)
    on_behalf_basis = models.CharField(max_length=300, blank=True)
    on_behalf_paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on_behalf_paper_name = models.CharField(max_length=255, blank=True)

    class Meta:
        abstract = True


class LedgerEntry(models.Model):
    """A dated entry in a duty's ledger. The ledger is the denominator of every rate."""

    class Kind(models.TextChoices):
        ADDED = "added", _("giao")
        EXTENDED = "extended", _("gia hạn")
        EXEMPTED = "exempted", _("miễn")
        MOVED = "moved", _("chuyển cho đơn vị kế thừa")
        WITHDRAWN = "withdrawn", _("rút")

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="ledger")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: the whole duty."
    )
    new_deadline_on = models.DateField(null=True, blank=True)
    moved_to = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    basis = models.CharField(max_length=300, blank=True)
    made_by = models.CharField(max_length=300)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["effective_on", "recorded_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.effective_on}"


class Acknowledgement(OnBehalf):
    """The unit takes the duty on."""

    duty = models.OneToOneField(Duty, on_delete=models.PROTECT, related_name="acknowledgement")
    note = models.TextField(blank=True)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.duty} {self.effective_on}"


class DutyRequest(models.Model):
    """A unit asks for more time, to be left out, or objects to a red mark; the issuing office answers."""

    class Kind(models.TextChoices):
        EXTENSION = "extension", _("đề nghị gia hạn")
        EXEMPTION = "exemption", _("đề nghị miễn")
        OBJECTION = "objection", _("ý kiến về dấu quá hạn")

    class State(models.TextChoices):
        OPEN = "open", _("chờ trả lời")
        GRANTED = "granted", _("đồng ý")
        REFUSED = "refused", _("không đồng ý")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wanted_on = models.DateField(null=True, blank=True)
    reason = models.TextField()
    made_by = models.CharField(max_length=300)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=300, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.effective_on}"
