from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "trienkhai.web.mail"
    label = "mail"
    verbose_name = "Thư báo việc"
