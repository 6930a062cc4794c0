"""The door for a web server."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livingwell.web.settings")
django.setup(set_prefix=False)

from livingwell.web.handler import Handler  # noqa: E402

application = Handler()

# After Django is ready, before the first request: production settings refuse invented data.
from livingwell.people.invented import refuse_invented_data_for_real  # noqa: E402

refuse_invented_data_for_real()

# The server loads this once and forks its workers from it: a connection must not be shared among them.
from django.db import connections  # noqa: E402

connections.close_all()
