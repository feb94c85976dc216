"""What a refusal says wherever it comes from."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NOT_FOUND = _("Không tìm thấy, hoặc anh/chị không có quyền xem.")
