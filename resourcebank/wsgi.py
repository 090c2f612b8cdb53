"""The entry point for web servers: gunicorn --config resourcebank/gunicorn.conf.py"""

import os

from django.core.wsgi import get_wsgi_application

from resourcebank.readable_text import readable_text

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "resourcebank.settings")
application = readable_text(get_wsgi_application())

from directory.outages.waits import limit_this_process  # noqa: E402 (it needs Django to be set up)

limit_this_process()
