"""The keeping room."""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "livingwell.practice.keeping"
    label = "keeping"
    default_auto_field = "django.db.models.BigAutoField"
