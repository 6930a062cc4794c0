"""The story room."""

from django.apps import AppConfig


class StoryConfig(AppConfig):
    name = "livingwell.practice.story"
    label = "story"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Tells whoever is about to ask what the story tells; and brings its pictures and sound to a copy.
        from livingwell.practice.story import kept, known  # noqa: F401
