"""The plan room."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "livingwell.practice.plan"
    label = "plan"
    default_auto_field = "django.db.models.BigAutoField"
