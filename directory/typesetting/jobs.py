from directory.typesetting import kept


def forget_files(*, now):
    """Forget the files of documents that are past their time."""
    return f"{kept.forget(now)} forgotten"
