"""The channels room."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "livingwell.practice.channels"
    label = "channels"
    default_auto_field = "django.db.models.BigAutoField"
