"""Starts the web server: `python -m resourcebank`. The same as `gunicorn -c resourcebank/gunicorn.conf.py`, but that
gunicorn itself answers a wrong WEB_CONCURRENCY with a traceback before it reads any file of ours.
"""

import os
import sys
from pathlib import Path

from resourcebank import env

env.number("WEB_CONCURRENCY", 1, least=1, most=64)
configuration = Path(__file__).with_name("gunicorn.conf.py")
os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "-c", str(configuration), *sys.argv[1:]])  # noqa: S606
