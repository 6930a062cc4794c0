"""The product as it is served for real: its own settings, its own middleware, and a count of statements around it.

Not `livingwell.web.wsgi`, because that refuses invented data under production settings, and ours is invented.
"""

import django

django.setup(set_prefix=False)

from livingwell.web.handler import Handler  # noqa: E402
from tests.bench.counting import count_statements, counted  # noqa: E402

count_statements()
application = counted(Handler())
