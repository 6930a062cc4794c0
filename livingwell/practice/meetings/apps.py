"""The meetings room."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "livingwell.practice.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"
