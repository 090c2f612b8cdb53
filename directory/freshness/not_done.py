class NotDoneError(Exception):
    """A job has not done its work, for a reason that staff should know. Its text holds nothing personal."""
