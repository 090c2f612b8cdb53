"""The production web server. What may be set, and what it means, is in docs/operations.md."""

import os

from resourcebank import env, settings, web_server  # a wrong setting stops it here, not in each process again

wsgi_app = "resourcebank.wsgi:application"

# Only this machine: the proxy stands before it, speaks HTTPS, and waits for slow readers in its place.
bind = env.listening("BIND", "127.0.0.1", port=env.number("PORT", 8000, least=1, most=65535))
forwarded_allow_ips = ""  # whether a proxy is believed is Django's to say: TRUST_PROXY_HTTPS_HEADER
secure_scheme_headers, forwarder_headers = {}, ""

workers = env.number("WEB_CONCURRENCY", 2, least=1, most=64)  # so that one may end and another still answer
threads = settings.WEB_THREADS
timeout = 30  # seconds, after which a process that shows no life is replaced
graceful_timeout = 20  # seconds that requests under way have, when the server ends
keepalive = 15  # seconds: longer than the pauses between a proxy's requests
max_requests, max_requests_jitter = 50_000, 10_000  # what a library may leave in memory is given back some time
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 (memory, where no disk is slow)
umask = 0o007  # of a socket: the proxy is in our group
os.umask(0o027)
limit_request_line = 8190  # a search with many filters has a long address
accesslog = None  # search terms are sensitive, and so is who asked: requests are not logged
logger_class = web_server.PrivateLogger
control_socket_disable = True  # nobody uses it


def on_starting(server):
    web_server.refuse_what_is_wrong(server)
    web_server.make_folder_for_metrics()


def on_exit(server):
    web_server.remove_folder_for_metrics()


def post_worker_init(worker):
    web_server.leave_with_master(worker)
    web_server.read_index(worker)
    web_server.start_threads()
