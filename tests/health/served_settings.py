"""Production's settings, for a real server: with gathered files in a folder of the test."""

import os
from pathlib import Path

from resourcebank.settings import *

STATIC_ROOT = Path(os.environ["TEST_STATIC_ROOT"])
