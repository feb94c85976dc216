from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "trienkhai.web.desk"
    label = "desk"
