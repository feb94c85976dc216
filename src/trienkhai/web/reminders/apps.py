from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "trienkhai.web.reminders"
    label = "reminders"
    verbose_name = "Đôn đốc"
