"""Where backups are kept, and the key that they are encrypted with."""

from pathlib import Path

from resourcebank import env

SHORTEST_KEY = 32


def backup_settings():
    return {"BACKUP_FOLDER": env.text("BACKUP_FOLDER"), "BACKUP_KEY": backup_key()}


def backup_key():
    """BACKUP_KEY, or what BACKUP_KEY_FILE holds; without both, backups are not encrypted."""
    key = env.text("BACKUP_KEY") or key_in(env.text("BACKUP_KEY_FILE"))
    if key and len(key) < SHORTEST_KEY:
        env.stop(f"Set BACKUP_KEY to a random text of {SHORTEST_KEY} characters or more.")
    return key


def key_in(file):
    if not file:
        return ""
    try:
        return Path(file).read_text().strip()
    except (OSError, UnicodeDecodeError):
        env.stop(f"BACKUP_KEY_FILE is {file}, which cannot be read.")
