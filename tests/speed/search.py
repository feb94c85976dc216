"""Finding among a hundred thousand documents, on SQLite and on PostgreSQL: whole pages, for several roles.

The documents are invented: word follows word as in the dispatches that come with the project, mixed with syllables of
every Vietnamese spelling, rare ones rarely. `python -m tests.speed.search` measures the database of the environment.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING
from unicodedata import normalize

from tests.speed.measuring import ROOT, Row

if TYPE_CHECKING:
    from django.test import Client

DOCUMENTS = int(os.environ.get("BENCH_DOCUMENTS", "100000"))
DIRECTIVES, ITEMS, ACTIVITIES = DOCUMENTS // 50, 8, 15
BATCH = 1000
GOAL_MS = 100
KINDS = (("công văn", ""), ("kế hoạch", "KH"), ("quyết định", "QĐ"), ("báo cáo", "BC"), ("thông báo", "TB"))
OFFICES = ("SVHTTDL", "UBND", "SYT", "SGDĐT", "STTTT")
ONSETS = re.findall(r"\w+", "b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x")
RIMES = re.findall(
    r"\w+", "a an ang anh ao ac at ai am em en eo ê ên êt iêu iên oan oang oi ôi ông ơi ưng ươi ương u ui uyên uyết"
)
MARKS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def measure_all() -> list[Row]:
    """Every row, printed as it is found; each database in a process of its own."""
    rows: list[Row] = []
    command = [sys.executable, "-m", "tests.speed.search"]
    for name, before in (("SQLite", []), ("PostgreSQL", ["sh", "tests/postgres.sh"])):
        with tempfile.TemporaryDirectory() as home:
            environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "TRIENKHAI_HOME": home}
            environment["DJANGO_SETTINGS_MODULE"] = "trienkhai.web.config.settings_test"
            made = subprocess.run(
                [*before, *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
            )
        for line in made.stdout.splitlines():
            what, figure, goal, met = json.loads(line)
            rows.append(Row(f"{name}: {what}", figure, goal, met))
            print(f"{name}: {what}: {figure} {f'(goal {goal})' if goal else ''}")
    return rows


class Writer:
    """Invented texts, always the same ones."""

    def __init__(self) -> None:
        self.chance = random.Random(113)
        said = " ".join(path.read_text("utf-8") for path in (ROOT / "src/trienkhai/data").glob("*dispatch.txt"))
        words = re.findall(r"\w+", said)
        self.after: dict[str, list[str]] = defaultdict(list)
        for one, other in pairwise(words):
            self.after[one].append(other)
        self.starts = [word for word in words if word[0].isupper() and word.isalpha()]
        rare = [
            normalize("NFC", onset + rime[0] + mark + rime[1:]) for onset in ONSETS for rime in RIMES for mark in MARKS
        ]
        self.chance.shuffle(rare)
        self.rare = rare
        self.weights = [1 / place for place in range(1, len(rare) + 1)]
        self.spare: Iterator[str] = iter(())

        self.sentences = [self._sentence() for _ in range(6000)]

    def write(self, size: int) -> str:
        """A text of about this many words: sentences of a large store, with rare words between them."""
        pieces: list[str] = []
        while (left := size - sum(map(len, pieces)) // 5) > 0:
            sentence = self.chance.choice(self.sentences)
            pieces.append(sentence if left >= 20 else " ".join(sentence.split()[:left]))
            pieces.append(self._rare())
        return " ".join(pieces)

    def _sentence(self) -> str:
        pieces: list[str] = []
        word = self.chance.choice(self.starts)
        for _ in range(self.chance.randrange(8, 40)):
            pieces.append(word)
            following = self.after.get(word)
            if not following or self.chance.random() < 0.08:
                pieces.append(self._rare())
                following = self.starts
            word = self.chance.choice(following)
        return " ".join(pieces) + self.chance.choice((",", ".", ";", ".\n"))

    def _rare(self) -> str:
        found = next(self.spare, "")
        if not found:
            self.spare = iter(self.chance.choices(self.rare, self.weights, k=10_000))
            found = next(self.spare)
        return found


def say(what: str, figure: str, goal: str = "", met: bool | None = None) -> None:
    """One row for the parent."""
    print(json.dumps([what, figure, goal, met], ensure_ascii=False), flush=True)


def make_office(writer: Writer) -> tuple[dict[str, Client], list[str]]:
    """The office with its documents, a signed-in browser a role, and subjects to ask for."""
    from django.core.management import call_command

    from tests.web.conftest import UNITS_2023, appoint
    from trienkhai.web import clock
    from trienkhai.web.journal.events import MACHINE
    from trienkhai.web.offices.actions import load_units
    from trienkhai.web.offices.loading import read_unit_list
    from trienkhai.web.offices.models import Appointment, Role, Unit, UnitVersion

    call_command("migrate", verbosity=0)
    with clock.at(date(2023, 12, 31)):
        issuer = load_units(MACHINE, listing=read_unit_list(UNITS_2023)).issuer
        own = UnitVersion.objects.filter(office=issuer).exclude(unit=issuer).values_list("unit_id", flat=True)
        below = Unit.objects.filter(pk__in=own)
        others = list(Unit.objects.exclude(pk=issuer.pk).exclude(pk__in=own).order_by("pk"))
        people = {
            "văn thư của sở": (issuer, Role.CLERK),
            "chuyên viên của phòng trong sở": (below[0] if below else issuer, Role.OFFICER),
            "lãnh đạo đơn vị nhận": (others[0], Role.LEADER),
            "chuyên viên đơn vị nhận ít": (others[1], Role.OFFICER),
            "người không có văn bản nào": (others[-1], Role.OFFICER),
        }
        clients = {}
        for place, (name, (unit, role)) in enumerate(people.items()):
            actor = appoint(unit, key=f"p{place}", title=name, role=role)
            clients[name] = sign_in(Appointment.objects.select_related("person__user").get(pk=actor.appointment_id))
        subjects = make_documents(writer, issuer, others)
        make_directives(writer, issuer, others)
    return clients, subjects


def sign_in(held: object) -> Client:
    """A browser of this person."""
    from django.test import Client

    from trienkhai.web.offices.models import Appointment

    assert isinstance(held, Appointment)
    client = Client()
    client.force_login(held.person.user, backend="trienkhai.web.config.accounts.OfficeBackend")
    session = client.session
    session["appointment"] = held.pk
    session.save()
    return client


def make_documents(writer: Writer, issuer: object, others: Sequence[object]) -> list[str]:
    """Every document with its text and receivers; some subjects are given back."""
    from django.db import transaction
    from django.utils import timezone

    from trienkhai.vietnamese.letters import fold
    from trienkhai.web.documents.codes import code_key
    from trienkhai.web.documents.models import Direction, Distribution, Document, Purpose, Reading
    from trienkhai.web.offices.models import Unit

    assert isinstance(issuer, Unit)
    units = [unit for unit in others[:-1] if isinstance(unit, Unit)]
    chance, moment, kept = writer.chance, timezone.now(), []
    for start in range(0, DOCUMENTS, BATCH):
        rows = []
        for place in range(start, start + BATCH):
            kind, short = KINDS[place % len(KINDS)]
            office, symbol = chance.choice(OFFICES), str(place % 5000 + 1)
            code = f"{symbol}/{short}-{office}" if short else f"{symbol}/{office}-VP"
            subject = writer.write(chance.randrange(8, 25))
            rows.append(
                Document(
                    office=issuer if chance.random() < 0.8 else units[-1],
                    direction=Direction.INCOMING,
                    state=Document.State.RECEIVED,
                    kind_name=kind,
                    number=symbol,
                    symbol=code.partition("/")[2],
                    code=code,
                    code_key=code_key(code),
                    subject=subject,
                    subject_folded=fold(subject),
                    issuer_name="Sở Văn hóa, Thể thao và Du lịch",
                    dated_on=date(2019, 1, 1) + timedelta(days=place * 1800 // DOCUMENTS),
                    created_by="văn thư",
                    created_at=moment,
                    changed_at=moment,
                )
            )
        with transaction.atomic():
            made = Document.objects.bulk_create(rows)
            Reading.objects.bulk_create(
                Reading(
                    document=row,
                    text=f"Số: {row.code}\n{row.subject}\n{writer.write(chance.randrange(380, 800))}",
                    found={},
                    reader_version="bench",
                    read_at=moment,
                )
                for row in made
            )
            Distribution.objects.bulk_create(
                Distribution(
                    document=row, unit=unit, printed=unit.code, purpose=Purpose.KNOW, sent_at=moment, arrived_at=moment
                )
                for row in made
                for place, unit in enumerate(units[:12])
                if chance.random() < 0.2 / (1 + place * 5)
            )
        kept += [f"{row.code}|{row.kind_name}|{row.subject}" for row in made[:4]]
    return kept


def make_directives(writer: Writer, issuer: object, others: Sequence[object]) -> None:
    """Directives with items, duties and what units did."""
    from django.db import transaction
    from django.utils import timezone

    from trienkhai.vietnamese.letters import fold
    from trienkhai.web.activities.models import Activity
    from trienkhai.web.directives.models import Directive, Duty, Item
    from trienkhai.web.documents.models import Document, Purpose
    from trienkhai.web.offices.models import Unit

    assert isinstance(issuer, Unit)
    units = [unit for unit in others[:3] if isinstance(unit, Unit)]
    moment = timezone.now()
    with transaction.atomic():
        sources = Document.objects.filter(office=issuer).order_by("pk")[:DIRECTIVES]
        directives = Directive.objects.bulk_create(
            Directive(
                document=document,
                office=issuer,
                state=Directive.State.ISSUED,
                title=document.subject[:250],
                recorded_at=moment,
            )
            for document in sources
        )
        Item.objects.bulk_create(
            Item(directive=directive, kind=Item.Kind.TASK, position=place, label=str(place), text=writer.write(60))
            for directive in directives
            for place in range(1, ITEMS + 1)
        )
        duties = Duty.objects.bulk_create(
            Duty(
                directive=directive,
                unit=unit,
                unit_name=unit.code,
                unit_short_name=unit.code,
                purpose=Purpose.CARRY_OUT,
            )
            for directive in directives
            for unit in units
        )
        for start in range(0, len(duties), BATCH):
            rows = []
            for duty in duties[start : start + BATCH]:
                for number in range(1, ACTIVITIES // 3 + 1):
                    note = writer.write(30)
                    rows.append(
                        Activity(
                            duty=duty,
                            number=number,
                            code=f"LB-{number:03}",
                            place=writer.write(4)[:190],
                            note=note,
                            folded=fold(note),
                            state=Activity.State.CONFIRMED,
                            effective_on=date(2023, 6, 1),
                            recorded_at=moment,
                            confirmed_at=moment,
                            entered_by="chuyên viên",
                            entered_by_unit_id=duty.unit_id,
                        )
                    )
            Activity.objects.bulk_create(rows)


def list_queries(writer: Writer, subjects: list[str]) -> Iterator[str]:
    """Some two hundred things people type: codes in any spelling, words, phrases, rare and common, nonsense."""
    from trienkhai.vietnamese.letters import compose, fold

    chance = random.Random(7)
    for place, said in enumerate(chance.sample(subjects, min(160, len(subjects)))):
        code, kind, subject = said.split("|", 2)
        number = code.partition("/")[0]
        words = re.findall(r"\w+", compose(subject).text)
        at = chance.randrange(max(1, len(words) - 4))
        yield (
            code,
            f"{kind} số {number}",
            fold(code).replace("/", " "),
            " ".join(words[at : at + 2]),
            fold(" ".join(words[at : at + 2])),
            " ".join(words[at : at + 4]),
            f"“{' '.join(words[at : at + 2])}”",
            f"{chance.choice(words)} {chance.choice(words)} {chance.choice(words)}",
        )[place % 8]
    yield from ("kế hoạch", "tuyên truyền", "tỉnh", "văn hóa", "thực hiện", "gia đình", "báo cáo kết quả", "của và các")
    yield from ("năm 2023", "2023", "113", "kh 113", "ủy ban nhân dân tỉnh Lạng Sơn", "phòng, chống bạo lực gia đình")
    yield from compose(" ".join(chance.sample(writer.rare, 10))).text.split()
    yield from ("zzzz", "không có chữ nào như thế xyzzy", "tuyen truy", '" OR *', "%", "a" * 10_000, "các " * 16)


def measure_here() -> None:
    """The database of the environment: filled, measured, told row by row."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from trienkhai.web.finding.actions import rebuild_index

    writer = Writer()
    clients, subjects = make_office(writer)
    began, used = time.monotonic(), time.process_time()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX finding_words")
    entries, _ = rebuild_index()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE INDEX finding_words ON finding_findable USING gin (vector) WITH (fastupdate = off)")
    say(
        f"index of {entries} things ({DOCUMENTS} documents) made",
        f"{time.monotonic() - began:.0f} s ({time.process_time() - used:.0f} s of our processor time)",
    )
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("ANALYZE")
            cursor.execute("SELECT sum(length(block)) FROM finding_words_data")
            size = int(cursor.fetchone()[0])
            whole = Path(str(settings.DATABASES["default"]["NAME"])).stat().st_size
            cursor.execute("SELECT sum(length(words)) FROM finding_findable")
            kept = int(cursor.fetchone()[0])
        else:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("SELECT pg_relation_size('finding_words'), pg_total_relation_size('finding_findable')")
            size, kept = map(int, cursor.fetchone())
            kept -= size
            cursor.execute("SELECT pg_database_size(current_database())")
            whole = int(cursor.fetchone()[0])
    megabytes = [round(number / 1e6) for number in (size, kept, whole)]
    say("size", "inverted index {} MB, the words beside it {} MB, whole database {} MB".format(*megabytes))
    measure_pages(clients, list(list_queries(writer, subjects)))


def measure_pages(clients: dict[str, Client], queries: list[str]) -> None:
    """Every query by every person, as a whole page; the slowest are named beside."""
    from trienkhai.web import clock

    with clock.at(date(2023, 12, 31)):
        for client in clients.values():
            client.get("/tim/", {"q": "văn bản"})
        everybody: list[tuple[float, float, str]] = []
        for name, client in clients.items():
            times: list[tuple[float, float]] = []
            for words in queries:
                began, used = time.perf_counter(), processor_seconds()
                answer = client.get("/tim/", {"q": words})
                times.append(((time.perf_counter() - began) * 1000, (processor_seconds() - used) * 1000))
                assert answer.status_code == 200
                everybody.append((*times[-1], f"{name}: {words[:40]}"))
            walls, works = zip(*times, strict=True)
            say(f"page, {name}, {len(queries)} queries", f"{_describe(walls)}; processor {_describe(works)}")
    for wall, work, what in sorted(everybody)[-12:]:
        print(f"{wall:.0f} ms (processor {work:.0f} ms) {what}", file=sys.stderr)
    every, worked = [wall for wall, *_ in everybody], [work for _, work, _ in everybody]
    late = quantiles(every, n=100)[94]
    figure = f"{_describe(every)}; processor {_describe(worked)}"
    say(f"page, all {len(every)}", figure, f"p95 ≤ {GOAL_MS} ms", late <= GOAL_MS)


def processor_seconds() -> float:
    """Processor time of this process and of the server process that answers it, where the database is one."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return time.process_time()
    connection.ensure_connection()
    server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return time.process_time() + int(server.read_text("ascii").split()[0]) / 1e9


def _describe(times: Sequence[float]) -> str:
    cuts = quantiles(times, n=100)
    return f"p50 {cuts[49]:.0f}, p95 {cuts[94]:.0f}, p99 {cuts[98]:.0f} ms"


if __name__ == "__main__":
    measure_here()
