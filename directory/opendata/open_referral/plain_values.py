def said(**values):
    """The values that say something: the standard leaves out what is not known, and knows no null."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
