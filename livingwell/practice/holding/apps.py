"""The holding room."""

from django.apps import AppConfig


class HoldingConfig(AppConfig):
    name = "livingwell.practice.holding"
    label = "holding"
    default_auto_field = "django.db.models.BigAutoField"
