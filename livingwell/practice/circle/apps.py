"""The circle room."""

from django.apps import AppConfig


class CircleConfig(AppConfig):
    name = "livingwell.practice.circle"
    label = "circle"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from livingwell.practice.circle import looks  # noqa: F401 - registers the room that keeps looks
