"""The keys of authenticator apps are encrypted in the database, with a key made from SECRET_KEY."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def encrypt(text):
    return ciphers().encrypt(text.encode()).decode()


def decrypt(text):
    return ciphers().decrypt(text.encode()).decode()


def ciphers():
    """Today's key encrypts; those of SECRET_KEY_FALLBACKS still decrypt."""
    return MultiFernet([Fernet(key_from(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def key_from(secret):
    digest = salted_hmac("directory.staff.encryption", "key", secret=secret, algorithm="sha256").digest()
    return urlsafe_b64encode(digest)
