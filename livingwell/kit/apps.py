"""The kit as a Django app; each room's rules, locks and reactions are found and loaded here, once."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class KitConfig(AppConfig):
    name = "livingwell.kit"
    label = "kit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from livingwell.kit.database import any_of  # noqa: F401 - a lookup of every model's
        from livingwell.kit.database.apply import apply_locks_after_migrate
        from livingwell.kit.database.plans import keep_plans
        from livingwell.kit.permission import checks  # noqa: F401 - registers the check on doors
        from livingwell.kit.said import remember_sentences

        for room in apps.get_app_configs():
            if not room.name.startswith("livingwell."):
                continue
            for question in ("rules", "locks", "reactions", "jobs", "promises"):
                name = f"{room.name}.{question}"
                if find_spec(name) is not None:
                    import_module(name)
        remember_sentences()
        connection_created.connect(keep_plans, dispatch_uid="kit.keep_plans")
        # A migration signal is Django's own, not a domain signal: locks must never lag behind the tables.
        post_migrate.connect(apply_locks_after_migrate, dispatch_uid="kit.apply_locks")
