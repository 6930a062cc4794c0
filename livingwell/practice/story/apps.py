"""The story room."""

from django.apps import AppConfig


class StoryConfig(AppConfig):
    name = "livingwell.practice.story"
    label = "story"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from livingwell.practice.story import known  # noqa: F401 - tells whoever is about to ask what the story tells
