"""The WSGI door: gunicorn sambung.wsgi."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambung.settings")
application = get_wsgi_application()
