"""The messages room."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "livingwell.practice.messages"
    label = "messages_room"  # "messages" is Django's own
    default_auto_field = "django.db.models.BigAutoField"
