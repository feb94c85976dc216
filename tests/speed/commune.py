"""What the people of an office do all day, for locust: one user is one person of the sample. Run by `office.py`.

Two thirds look, one third writes, as on a day before a report is due. Runs in var/bench-venv, without trienkhai.
"""

from __future__ import annotations

import json
import os
import random
import re
from itertools import cycle
from pathlib import Path
from uuid import uuid4

from locust import HttpUser, between, constant_throughput

PEOPLE = [
    account
    for account in json.loads(Path(os.environ["BENCH_ACCOUNTS"]).read_text("utf-8"))
    if account["username"].startswith(("phong-", "trungtam-", "chuyenvien"))
]
TURN = cycle(PEOPLE)
PACE = float(os.environ.get("BENCH_PACE", "0"))  # requests a second of each; 0: with the pauses of a person
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
DUTY = re.compile(r'href="(/nhiem-vu/\d+/)"')


class Person(HttpUser):  # type: ignore[misc]  # locust lives in the bench's own environment
    """Signs in once, then looks and records with pauses of a person."""

    wait_time = constant_throughput(PACE) if PACE else between(5, 15)

    def on_start(self) -> None:
        """The sign-in page, and a token of the interface for writing."""
        self.account = next(TURN)
        page = self.client.get("/tai-khoan/dang-nhap/", name="đăng nhập").text
        given = {"login": self.account["username"], "password": self.account["password"]}
        found = TOKEN.search(page)
        given["csrfmiddlewaretoken"] = found[1] if found else ""
        self.client.post("/tai-khoan/dang-nhap/", given, name="đăng nhập")
        said = self.client.post(
            "/api/session", json={k: self.account[k] for k in ("username", "password")}, name="token"
        )
        self.bearer = {"Authorization": f"Bearer {said.json()['token']}"}
        home = DUTY.search(self.client.get("/", name="việc của tôi").text)
        self.duty = home[1] if home else ""

    def look_at_desk(self) -> None:
        """Việc của tôi."""
        self.client.get("/", name="việc của tôi")

    def look_at_duty(self) -> None:
        """The duty, or for the office the coverage."""
        if self.account["username"] == "chuyenvien":
            self.client.get("/chi-dao/1/do-phu/", name="độ phủ")
        elif self.duty:
            self.client.get(self.duty, name="nhiệm vụ")
        else:
            self.look_at_desk()

    def look_at_list(self) -> None:
        """Activities."""
        self.client.get("/hoat-dong/", name="hoạt động")

    def record(self) -> None:
        """An activity by the interface; who records none looks at the desk: what is asked for is what is sent."""
        if not self.duty or self.account["role"] != "officer" or self.account["username"] == "chuyenvien":
            self.look_at_desk()
            return
        content = {
            "uuid": str(uuid4()),
            "day": "2023-12-20",
            "place": f"Nhà văn hóa {random.randrange(1000)}",
            "items": [1],
            "form": "banner_cloth",
            "measures": [{"measure": "chiec", "value": random.randrange(1, 9)}],
        }
        number = self.duty.split("/")[2]
        self.client.post(f"/api/duties/{number}/activities", json=content, headers=self.bearer, name="ghi hoạt động")

    tasks = {look_at_desk: 4, look_at_duty: 2, look_at_list: 1, record: 3}
