"""The team room."""

from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "livingwell.practice.team"
    label = "team"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What speaks against asking a colleague to hold is registered with the room that asks."""
        from livingwell.practice.team import hesitations  # noqa: F401
