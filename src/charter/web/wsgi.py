"""What a server of pages calls, like gunicorn."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "charter.web.settings")
application = get_wsgi_application()
