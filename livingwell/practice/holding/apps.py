"""The holding room."""

from django.apps import AppConfig


class HoldingConfig(AppConfig):
    name = "livingwell.practice.holding"
    label = "holding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from livingwell.practice.holding import known  # noqa: F401 - tells the circle whom a person knows by a hold
