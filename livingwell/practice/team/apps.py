"""The team room."""

from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "livingwell.practice.team"
    label = "team"
    default_auto_field = "django.db.models.BigAutoField"
