"""The door for a web server, which loads this once and forks its workers from it: whatever a first page needs is here
before that, so that it is done once, and a worker that was killed answers as soon as it is forked."""

import gc
import os

import django

# Almost all that is made while loading stays: looking for rubbish in it, again and again, was a sixth of the time.
gc.disable()

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livingwell.web.settings")
django.setup(set_prefix=False)

from django.urls import get_resolver  # noqa: E402

from livingwell.web.handler import Handler  # noqa: E402

application = Handler()
_ = get_resolver().url_patterns  # every room's views: otherwise each worker reads them all at its first request

# After Django is ready, before the first request: production settings refuse invented data.
from livingwell.people.invented import refuse_invented_data_for_real  # noqa: E402

refuse_invented_data_for_real()

# The server loads this once and forks its workers from it: a connection must not be shared among them.
from django.db import connections  # noqa: E402

connections.close_all()

gc.freeze()  # what is loaded is not looked through again, in no worker, and so stays one copy for all of them
gc.enable()
