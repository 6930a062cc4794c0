"""The story room."""

from django.apps import AppConfig


class StoryConfig(AppConfig):
    name = "livingwell.practice.story"
    label = "story"
    default_auto_field = "django.db.models.BigAutoField"
