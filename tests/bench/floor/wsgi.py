"""The floor, counted as the product is."""

from django.core.wsgi import get_wsgi_application

from tests.bench.counting import count_statements, counted

count_statements()
application = counted(get_wsgi_application())
