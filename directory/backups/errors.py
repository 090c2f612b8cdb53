class BackupError(Exception):
    """Why a backup cannot be made, read or restored, in a line for whoever runs the site. Nothing was changed."""
