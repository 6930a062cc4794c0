"""The web room: it has no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "livingwell.web"
    label = "web"

    def ready(self) -> None:
        from livingwell.web import checks  # noqa: F401 - registers them
