"""How gunicorn serves the site in the demo, in tests and in production; read from this folder."""

import os

wsgi_app = "sambung.wsgi:application"
bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
keepalive = 5
max_requests = 20000  # a worker is renewed now and then, so that no leak lives for months
max_requests_jitter = 2000
errorlog = "-"
accesslog = None  # the site writes its own structured line per request
control_socket_disable = True  # gunicorn would put a socket into the home folder
