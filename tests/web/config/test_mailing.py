"""TRIENKHAI_MAIL names a server, or says in one sentence what is wrong with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from trienkhai.errors import UnusableSetting
from trienkhai.web.config.mailing import MailServer, read_mail

SENDER, SITE = "trienkhai@mau.gov.vn", "https://trienkhai.mau.gov.vn/"


def test_nothing_named_sends_nothing() -> None:
    """Mail is off unless it is asked for."""
    assert read_mail("", "", "") == MailServer()
    assert read_mail("", "", SITE).site == SITE.rstrip("/")
    assert read_mail("", "", "").backend.endswith("dummy.EmailBackend")


@pytest.mark.parametrize(
    ("address", "host", "port", "ssl", "starttls"),
    [
        ("smtp://thu.mau.gov.vn", "thu.mau.gov.vn", 587, False, True),
        ("smtps://ai:m%40t@thu.mau.gov.vn", "thu.mau.gov.vn", 465, True, False),
        ("smtp://10.0.0.1:25?tls=none", "10.0.0.1", 25, False, False),
    ],
)
def test_servers(address: str, host: str, port: int, ssl: bool, starttls: bool) -> None:
    """Encrypted unless somebody says otherwise."""
    found = read_mail(address, SENDER, SITE)
    assert found.on
    assert found.backend.endswith("smtp.EmailBackend")
    assert (found.host, found.port, found.ssl, found.starttls) == (host, port, ssl, starttls)
    assert found.password in ("", "m@t")


@pytest.mark.parametrize(
    ("address", "sender", "site", "named"),
    [
        ("http://thu.mau.gov.vn", SENDER, SITE, "TRIENKHAI_MAIL "),
        ("smtp://", SENDER, SITE, "TRIENKHAI_MAIL "),
        ("smtp://thu:cổng", SENDER, SITE, "TRIENKHAI_MAIL "),
        ("smtp://thu?tls=maybe", SENDER, SITE, "TRIENKHAI_MAIL "),
        ("smtp://thu", "", SITE, "TRIENKHAI_MAIL_FROM"),
        ("smtp://thu", "a@b\nBcc: c@d", SITE, "TRIENKHAI_MAIL_FROM"),
        ("smtp://thu", SENDER, "", "TRIENKHAI_ORIGINS"),
    ],
)
def test_what_is_wrong_is_named(address: str, sender: str, site: str, named: str) -> None:
    """Whoever typed it reads which setting to correct, and how it looks."""
    with pytest.raises(UnusableSetting, match=named):
        read_mail(address, sender, site)


def test_an_office_that_names_a_server_sends_through_it(tmp_path: Path) -> None:
    """The settings of a real office, in a process of its own, hand letters to the server that was named."""
    named = {"TRIENKHAI_MAIL": "smtp://thu.mau.gov.vn:2525?tls=none", "TRIENKHAI_MAIL_FROM": SENDER}
    named |= {"TRIENKHAI_ORIGINS": SITE, "TRIENKHAI_HOME": str(tmp_path)}
    asked = "from trienkhai.web.config import settings as s; print(s.EMAIL_BACKEND, s.EMAIL_HOST, s.EMAIL_PORT)"
    told = subprocess.run(
        [sys.executable, "-c", asked], env={**os.environ, **named}, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["django.core.mail.backends.smtp.EmailBackend", "thu.mau.gov.vn", "2525"]


def test_a_wrong_setting_is_one_sentence_in_the_terminal(tmp_path: Path) -> None:
    """No stack trace: the variable, and how it is written."""
    program = Path(sys.executable).with_name("trienkhai")
    told = subprocess.run(
        [program, "serve", "--home", str(tmp_path)],
        env={**os.environ, "TRIENKHAI_MAIL": "http://thu"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr.startswith("trienkhai: TRIENKHAI_MAIL phải có dạng")
    assert "Traceback" not in told.stderr
