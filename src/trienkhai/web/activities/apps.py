from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "trienkhai.web.activities"
    label = "activities"
    verbose_name = "Hoạt động"
