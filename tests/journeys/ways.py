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


def through_the_door(page, name):
    """On a narrow screen the doors are in the menu."""
    menu = page.locator(".menu summary")
    if menu.is_visible():
        menu.click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name=name, exact=True).click()


def width_of(page):
    """The width in pixels that a page asks for, once it is there: a page that is just being left has none."""
    page.wait_for_load_state()
    return page.locator("html").evaluate("page => page.scrollWidth")
