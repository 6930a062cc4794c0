"""The product as it is served for real: its own settings, its own middleware, and a count of statements around it.

Not `livingwell.web.wsgi`, because that refuses invented data under production settings, and ours is invented.
"""

from django.core.wsgi import get_wsgi_application

from tests.bench.counting import count_statements, counted

count_statements()
application = counted(get_wsgi_application())
