"""What a letter says: plain text in Vietnamese, only what the person may see now, and where it is done."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation

from trienkhai.web.mail.models import Message
from trienkhai.web.mail.queries import OpenWork
from trienkhai.web.ui.formats import format_day

MOST_LINES = 20
LONGEST_NAME = 120
_SALT = "trienkhai.mail.address"
CONFIRM_SECONDS = 3 * 24 * 60 * 60
FOOT = "Thư này do máy của cơ quan gửi theo yêu cầu của anh/chị; không trả lời thư này. Đổi hoặc tắt: {address}"


@dataclass(frozen=True, slots=True)
class Claim:
    """What the link in a confirmation says: this person, that address."""

    person_id: int
    address: str


def write_token(claim: Claim) -> str:
    """The signed words of the link."""
    return signing.dumps([claim.person_id, claim.address], salt=_SALT)


def read_token(token: str) -> Claim | None:
    """What a link says; None where it was not ours, was changed, or is older than three days."""
    try:
        person_id, address = signing.loads(token, salt=_SALT, max_age=CONFIRM_SECONDS)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return Claim(person_id, address)


def compose(message: Message, work: Sequence[OpenWork]) -> EmailMessage | None:
    """The letter as it is now; None where there is nothing left to tell."""
    with translation.override("vi"):
        if message.purpose == Message.Purpose.CONFIRM:
            subject, text = write_confirmation(message)
        elif message.purpose == Message.Purpose.TRIAL:
            subject, text = "Thư gửi thử", "Thư gửi thử: máy chủ thư của cơ quan đang làm việc.\n"
        elif work:
            subject, text = write_news(message, work)
        else:
            return None
        text += "\n" + FOOT.format(address=absolute(reverse("mail:choice"))) + "\n"
    headers = {"Message-ID": f"<trienkhai-{message.pk}@{sender_domain()}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(one_line(subject), text, settings.DEFAULT_FROM_EMAIL, [message.address], headers=headers)


def write_confirmation(message: Message) -> tuple[str, str]:
    """Subject and text of the letter that asks whether the address is theirs."""
    token = write_token(Claim(message.person_id, message.address))
    link = absolute(f"{reverse('mail:confirm')}?ma={token}")
    text = (
        "Anh/chị vừa đề nghị nhận thư báo việc ở địa chỉ này. Mở đường dẫn dưới đây trong ba ngày, đăng nhập và bấm "
        f"Xác nhận:\n\n{link}\n\nNếu không phải anh/chị đề nghị thì bỏ qua thư này.\n"
    )
    return "Xác nhận địa chỉ nhận thư báo việc", text


def write_news(message: Message, work: Sequence[OpenWork]) -> tuple[str, str]:
    """Subject and text of what waits anew, post by post in the order of the page."""
    lines = [f"{one_line(message.person.name)} có {len(work)} việc mới:", ""]
    for one in work[:MOST_LINES]:
        lines.append(f"- {one_line(one.work.title)} ({one_line(one.actor.unit_name)})")
        if one.work.due:
            lines.append(f"  Hạn: {format_day(one.work.due)}{', đã quá hạn' if one.work.late else ''}")
        lines.append(f"  {absolute(one.work.url)}")
    if len(work) > MOST_LINES:
        lines.append(f"- và {len(work) - MOST_LINES} việc khác")
    lines += ["", f"Xem tất cả: {absolute('/')}", ""]
    return f"{len(work)} việc mới, {work[0].actor.office_name}", "\n".join(lines)


def absolute(path: str) -> str:
    """An address of the office that works outside its pages."""
    return f"{settings.TRIENKHAI_SITE}{path}"


def sender_domain() -> str:
    """The domain of the sending address."""
    return str(settings.DEFAULT_FROM_EMAIL).rstrip(">").rpartition("@")[2]


def one_line(text: str) -> str:
    """A name or title as one line of ordinary letters: no line ends, no signs that turn the direction of writing.

    >>> one_line("Sở\\nVăn hóa \\u202e mẫu")
    'Sở Văn hóa mẫu'
    """
    plain = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text)
    shown = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return " ".join(shown.split())[:LONGEST_NAME]
