"""Stops with one line if another program has the port: python port_is_free.py 8000"""

import socket
import sys

port = int(sys.argv[1])
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", port))
    except OSError:
        sys.exit(f"Port {port} is in use: stop the program that has it, or try: make run PORT={port + 1}")
