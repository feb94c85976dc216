"""Documents, what was read in them, their registers and where they went."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trienkhai.web.files.models import StoredFile
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.models import Post, Unit


class Direction(models.TextChoices):
    """Which way a document goes, seen from the office that enters it."""

    OUTGOING = "outgoing", _("văn bản đi")
    INCOMING = "incoming", pgettext_lazy("direction", "văn bản đến")


class Purpose(models.TextChoices):
    """Why somebody receives a document. Only the first two make a duty."""

    CARRY_OUT = "carry_out", _("để thực hiện")
    COORDINATE = "coordinate", _("để phối hợp")
    REPORT = "report", _("để báo cáo")
    KNOW = "know", _("để biết")
    PUBLISH = "publish", _("để đăng tải")
    FILE = "file", pgettext_lazy("purpose", "lưu")


class Origin(models.TextChoices):
    """Where a value comes from. `INFERRED` is shown as such until a person decides."""

    STATED = "stated", _("văn bản ghi")
    PERSON = "person", _("người đặt")
    PERIOD = "period", _("theo kỳ báo cáo")
    INFERRED = "inferred", _("máy suy ra")
    NONE = "none", _("không có")


class Document(models.Model):
    """One text. Its states are pinned in `states.py`; number and day on paper are copies of the register entry."""

    class State(models.TextChoices):
        DRAFT = "draft", _("dự thảo")
        CONFIRMED = "confirmed", _("đã xác nhận bản đọc")
        SIGNED = "signed", _("đã ký")
        NUMBERED = "numbered", _("đã cấp số")
        ISSUED = "issued", _("đã ban hành")
        RECEIVED = "received", _("đã đến")
        DISCARDED = "discarded", _("đã bỏ")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="entered_documents")
    direction = models.CharField(max_length=10, choices=Direction.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    kind = models.CharField(max_length=40, default="kind_cong_van", help_text="kind_ plus the kind's name, folded.")
    kind_name = models.CharField(max_length=60, default=in_vietnamese("công văn"))
    issuer = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="issued_documents")
    issuer_name = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=20, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=80, blank=True, help_text="Number and symbol as printed.")
    code_key = models.CharField(max_length=80, blank=True, db_index=True, help_text="The code folded for finding.")
    place = models.CharField(max_length=100, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    subject = models.TextField(blank=True)
    subject_folded = models.TextField(blank=True)
    urgency = models.CharField(max_length=20, blank=True)
    signing_mode = models.CharField(max_length=10, blank=True)
    signing_head_title = models.CharField(max_length=120, blank=True)
    signing_title = models.CharField(max_length=120, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    created_by = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, help_text="Counts changes: two people on one object are told.")

    class Meta:
        indexes = [models.Index(fields=["office", "direction", "-id"])]
        constraints = [
            models.CheckConstraint(
                name="issued_document_is_numbered_dated_signed",
                condition=~Q(state="issued")
                | (~Q(number="") & Q(dated_on__isnull=False) & Q(signed_on__isnull=False) & ~Q(signer_name="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind_name} {self.code or self.symbol}"


class DocumentFile(models.Model):
    """A file of a document, in order; the first original is the text itself."""

    class Part(models.TextChoices):
        ORIGINAL = "original", _("văn bản")
        ATTACHMENT = "attachment", _("tệp kèm")
        RENDERED = "rendered", _("bản in")
        PAGE = "page", _("trang thay")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=Part.choices, default=Part.ORIGINAL)
    page = models.PositiveIntegerField(null=True, blank=True, help_text="The page of the scan it stands for.")
    name = models.CharField(max_length=255)
    position = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Held(models.Model):
    """A file that was not read yet. Its bytes lie aside (`files.holding`): it may be a secret one.

    The row is how it stands: waiting, being read (`begun_at`), or not readable (`refusal`). Name and hash are blank
    once a secrecy mark was found: nothing of the content is kept.
    """

    token = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField()
    contested = models.BooleanField(default=False, help_text="The clerk says that no secrecy mark is printed on it.")
    held_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True, help_text="A reader began and has not ended.")
    stopped = models.PositiveSmallIntegerField(default=0, help_text="How often its reader had to be ended.")
    interrupted = models.PositiveSmallIntegerField(default=0, help_text="How often a worker ended while reading it.")
    wait_until = models.FloatField(default=0.0, help_text="Not before this second of the machine's own clock.")
    refusal = models.CharField(max_length=60, blank=True, help_text="Why it is not read; an id of sources.refusals.")
    refusal_words = models.TextField(blank=True)

    class Meta:
        abstract = True


class HeldFile(Held):
    """The file of a document that was not read yet; a document that was read has no such row."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="held")

    class Meta:
        indexes = [models.Index(fields=["wait_until"], condition=Q(refusal=""), name="documents_held_waiting")]

    def __str__(self) -> str:
        return f"held file of {self.document}"


class HeldPart(Held):
    """A file that is to lie beside a text and was not searched for a secrecy mark yet; nobody can open it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="held_parts")
    uuid = models.UUIDField(unique=True)
    part = models.CharField(max_length=12, choices=DocumentFile.Part.choices)
    page = models.PositiveIntegerField(null=True, blank=True, help_text="The page of the scan it is to stand for.")
    held_by = models.CharField(max_length=300)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["wait_until"], condition=Q(refusal=""), name="documents_part_waiting")]

    def __str__(self) -> str:
        return f"{self.part} held for {self.document}"


class Reading(models.Model):
    """What the machine found. What a person made of it stands beside it in `Correction`, never over it."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="reading")
    text = models.TextField()
    found = models.JSONField(help_text="The reading in the schema of docs/reading.md.")
    reader_version = models.CharField(max_length=40)
    read_at = models.DateTimeField()
    seen = models.JSONField(default=list, help_text="Keys of the doubtful places a person has looked at.")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"reading of {self.document}"


class EarlierReading(models.Model):
    """What the machine found before a page was exchanged, with what persons had made of it; only kept."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="earlier_readings")
    text = models.TextField()
    found = models.JSONField()
    corrections = models.JSONField(default=list, help_text="Path, value, place and author of each, oldest first.")
    reader_version = models.CharField(max_length=40)
    read_at = models.DateTimeField()
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"earlier reading of {self.document}"


class ReadPage(models.Model):
    """One page of a PDF file or scan: where its words stand. What each number means: `sources.lines.PagePlaces`."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveIntegerField(help_text="Counted from 1.")
    file = models.ForeignKey(
        DocumentFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The file whose first page was read instead; blank for the document's own.",
    )
    width = models.FloatField(help_text="Points, as the page is shown.")
    height = models.FloatField()
    recognised = models.BooleanField(default=False, help_text="Read from the page's image.")
    turn = models.PositiveSmallIntegerField(default=0)
    skew = models.FloatField(default=0.0)
    words = models.JSONField(default=list)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["reading", "number"], name="documents_page_once")]

    def __str__(self) -> str:
        return f"page {self.number} of {self.reading}"


class Correction(models.Model):
    """A person's value for one path of a reading; the newest for a path holds."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="corrections")
    path = models.CharField(max_length=120)
    value = models.JSONField(null=True)
    span = models.JSONField(null=True)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.path} = {self.value}"


class DocumentEdge(models.Model):
    """How a document stands to one it names; the other may not be here."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="edges")
    target = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="edges_in")
    kind = models.CharField(max_length=12)
    target_kind = models.CharField(max_length=60, blank=True)
    target_code = models.CharField(max_length=80, blank=True)
    target_code_key = models.CharField(max_length=80, blank=True, db_index=True)
    target_issuer = models.CharField(max_length=200, blank=True)
    target_dated_on = models.DateField(null=True, blank=True)
    quote = models.TextField(blank=True)
    span = models.JSONField(null=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.STATED)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.target_code}"


class LinkJudgement(models.Model):
    """What a person says of an inferred link between two texts above a document; one holds at a time.

    The ends are named by their codes: edges are made anew whenever the reading is confirmed once more.
    """

    class Verdict(models.TextChoices):
        RIGHT = "right", _("đúng")
        WRONG = "wrong", _("không phải")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="link_judgements")
    start_key = models.CharField(max_length=80)
    end_key = models.CharField(max_length=80)
    start_code = models.CharField(max_length=80, help_text="The earlier text as printed.")
    end_code = models.CharField(max_length=80, help_text="The later text, which carries the earlier one on.")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    relation = models.CharField(max_length=12, blank=True, help_text="An EdgeKind; blank where struck.")
    reason = models.TextField(blank=True)
    judged_by = models.CharField(max_length=300)
    judged_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "start_key", "end_key"],
                condition=Q(taken_back_at__isnull=True),
                name="link_judged_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.start_code} → {self.end_code}: {self.verdict}"


class RegisterEntry(models.Model):
    """A line in an office's register: one number, once, in one series of one year (Decree 30/2020, Art 15 and 22)."""

    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="register_entries")
    direction = models.CharField(max_length=10, choices=Direction.choices)
    series = models.CharField(max_length=40, default="chung")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    day = models.DateField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="register_entries")
    entered_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "direction", "series", "year", "number"], name="register_number_used_once"
            ),
            models.UniqueConstraint(
                fields=["office", "direction", "document"], name="document_registered_once_per_office"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year} ({self.series})"


class Distribution(models.Model):
    """A document on its way to one receiver, with the reason why; each step keeps its moment."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="distributions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="distributions")
    printed = models.CharField(max_length=300, help_text="The receiver as the document prints it.")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.STATED)
    sent_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refusal = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "unit"], condition=Q(unit__isnull=False), name="distributed_once_to_a_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.printed}: {self.purpose}"


class Assignment(models.Model):
    """An arrived document given to a division or a post to deal with by a day (Decree 30/2020, Articles 23 and 24)."""

    class State(models.TextChoices):
        GIVEN = "given", _("đã giao")
        TAKEN = "taken", _("đã nhận")
        DONE = "done", _("đã giải quyết")
        WITHDRAWN = "withdrawn", _("đã rút")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="assignments")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="assignments")
    state = models.CharField(max_length=10, choices=State.choices, default=State.GIVEN)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments")
    receiver = models.CharField(max_length=300, help_text="Who it was given to, as written then.")
    due_on = models.DateField()
    opinion = models.TextField(blank=True, help_text="What the head wants done with it.")
    given_by = models.CharField(max_length=300)
    given_on = models.DateField()
    given_at = models.DateTimeField()
    taken_by = models.CharField(max_length=300, blank=True)
    taken_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=300, blank=True)
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True, help_text="How it was dealt with; the code of the answer.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=~Q(state="withdrawn"), name="arrival_given_to_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry} → {self.receiver}"


class CaseFile(models.Model):
    """A hồ sơ: what belongs to one matter of one year, under the office's own code (Decree 30/2020, Article 28)."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("case file", "đang lập")
        CLOSED = "closed", _("đã kết thúc")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="case_files")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=500)
    folded = models.TextField(help_text="Code and title without case and marks, for finding.")
    opened_by = models.CharField(max_length=300)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-year", "code"]
        constraints = [models.UniqueConstraint(fields=["office", "year", "code"], name="case_file_code_once_a_year")]

    def __str__(self) -> str:
        return f"{self.code}/{self.year}"


class Filing(models.Model):
    """A document lying in a file, at a place of its own; one document may lie in several without being copied."""

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="filings")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="filings")
    position = models.PositiveSmallIntegerField()
    filed_by = models.CharField(max_length=300)
    filed_on = models.DateField()
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["case_file", "position"], name="case_file_place_used_once"),
            models.UniqueConstraint(
                fields=["case_file", "document"],
                condition=Q(taken_out_at__isnull=True),
                name="document_lies_once_in_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_file}: {self.position}"


class Publication(models.Model):
    """An issued document on the office's public page. The address stays its own, also while it is taken down."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="publication")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="publications")
    office_code = models.CharField(max_length=60, help_text="The office in the address, as it was called then.")
    office_name = models.CharField(max_length=200)
    slug = models.CharField(max_length=100)
    shown = models.BooleanField(default=True)
    published_on = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=300)

    class Meta:
        ordering = ["-published_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["office_code", "slug"], name="public_address_used_once")]

    def __str__(self) -> str:
        return f"{self.office_code}/{self.slug}"
