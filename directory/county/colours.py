"""The colours of the site, made from the county's one. Every pair of text and ground has a contrast of 7 to 1."""

LEAST = 7
OURS = "#0a4a52"  # that of static/scss/_colours.scss: a county with it needs no stylesheet of its own
# The design system's buttons know no variable. Those of another sort, such as the red one, keep theirs.
BUTTONS = """\
.govuk-button:not([class*="govuk-button--"]) { background-color: var(--county); box-shadow: 0 2px 0 #0b0c0c; }
.govuk-button:not([class*="govuk-button--"]):hover { background-color: var(--county-deep); }
"""
WHITE, BLACK = "#ffffff", "#000000"


def parts(colour):
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def mixed(colour, other, share):
    """`colour` with a share of another in it, from 0 to 1."""
    pairs = zip(parts(colour), parts(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def luminance(colour):
    """WCAG's relative luminance."""
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares(colour)]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def shares(colour):
    return [one / 255 for one in parts(colour)]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def soft(colour):
    return mixed(colour, WHITE, 0.9)


def deep(colour):
    return mixed(colour, BLACK, 0.24)


def is_readable(colour):
    """Whether white can be read on it, and it on white and on its own soft shade."""
    return min(contrast(colour, WHITE), contrast(colour, soft(colour))) >= LEAST


def readable(colour):
    """The nearest darker shade that can be read."""
    return next(shade for shade in (mixed(colour, BLACK, step / 50) for step in range(51)) if is_readable(shade))


def stylesheet(colour):
    """What takes the place of our own colours."""
    shades = {
        "--county": colour,
        "--county-deep": deep(colour),
        "--county-soft": soft(colour),
        "--county-link": colour,
        "--govuk-brand-colour": colour,
        "--govuk-link-colour": colour,
        "--govuk-link-hover-colour": deep(colour),
    }
    values = " ".join(f"{name}: {shade};" for name, shade in shades.items())
    return f":root {{ {values} }}\n{BUTTONS}"
