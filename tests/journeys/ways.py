"""The ways in which people come: on a wide screen and on a narrow one, with a script and without."""

import pytest

EVERY_WAY = pytest.mark.parametrize(
    "browser_context_args",
    [
        pytest.param(
            {"viewport": {"width": width, "height": 900}, "java_script_enabled": script},
            id=f"{width}{'' if script else ', no script'}",
        )
        for script in (True, False)
        for width in (1280, 390)
    ],
)
