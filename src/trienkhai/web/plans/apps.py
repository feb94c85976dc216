from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "trienkhai.web.plans"
    label = "plans"
