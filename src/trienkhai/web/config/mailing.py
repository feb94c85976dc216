"""Which server sends mail: none, unless TRIENKHAI_MAIL names one."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from trienkhai.errors import UnusableSetting

FORM = "smtp://người_dùng:mật_khẩu@máy:587?tls=starttls, hoặc smtps://người_dùng:mật_khẩu@máy:465"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where letters are handed over; `site` is the office's own address for the links in them."""

    on: bool = False
    site: str = "http://127.0.0.1:8000"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    ssl: bool = False
    starttls: bool = False
    sender: str = "trienkhai@localhost"

    @property
    def backend(self) -> str:
        """What Django hands letters to: where no server is named, nothing leaves this machine, whoever asks."""
        return f"django.core.mail.backends.{'smtp' if self.on else 'dummy'}.EmailBackend"


def read_mail(address: str, sender: str, site: str) -> MailServer:
    """The server at `address` ("" means that no mail is sent).

    `sender` is the address letters come from, `site` the office's own address for the links in them.
    Raises UnusableSetting with a sentence for the person who typed it.
    """
    if not address:
        return MailServer(site=site.rstrip("/")) if site else MailServer()
    parts = urlsplit(address)
    tls = parse_qs(parts.query).get("tls", ["starttls" if parts.scheme == "smtp" else ""])[0]
    try:
        port = parts.port or (465 if parts.scheme == "smtps" else 587)
    except ValueError:
        port = 0
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or not port or tls not in ("", "starttls", "none"):
        raise UnusableSetting(
            "setting-unusable", f"TRIENKHAI_MAIL phải có dạng {FORM}. Trong mạng nội bộ không mã hóa: ?tls=none."
        )
    if sender.count("@") != 1 or any(sign.isspace() for sign in sender):
        raise UnusableSetting(
            "setting-unusable", "TRIENKHAI_MAIL_FROM phải là địa chỉ thư của cơ quan, ví dụ trienkhai@coquan.gov.vn."
        )
    if not site.startswith(("http://", "https://")):
        raise UnusableSetting(
            "setting-unusable",
            "Gửi thư cần địa chỉ trang để viết đường dẫn: đặt TRIENKHAI_ORIGINS, ví dụ https://trienkhai.coquan.gov.vn.",
        )
    return MailServer(
        on=True,
        site=site.rstrip("/"),
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        ssl=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp" and tls == "starttls",
        sender=sender,
    )
