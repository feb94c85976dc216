from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ActivitiesConfig(AppConfig):
    name = "trienkhai.web.activities"
    label = "activities"
    verbose_name = gettext_lazy("Hoạt động")
