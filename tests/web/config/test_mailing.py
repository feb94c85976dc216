"""TRIENKHAI_MAIL names a server, or says in one sentence what is wrong with it."""

from __future__ import annotations

import pytest

from trienkhai.web.config.mailing import MailServer, read_mail

SENDER, SITE = "trienkhai@mau.gov.vn", "https://trienkhai.mau.gov.vn/"


def test_nothing_named_sends_nothing() -> None:
    """Mail is off unless it is asked for."""
    assert read_mail("", "", "") == MailServer()
    assert read_mail("", "", SITE).site == SITE.rstrip("/")


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
    with pytest.raises(ValueError, match=named):
        read_mail(address, sender, site)
