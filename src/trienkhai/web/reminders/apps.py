from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class RemindersConfig(AppConfig):
    name = "trienkhai.web.reminders"
    label = "reminders"
    verbose_name = gettext_lazy("Đôn đốc")
