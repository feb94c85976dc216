from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "trienkhai.web.offices"
    label = "offices"
    verbose_name = "Đơn vị"
