"""Addresses that only those know who were told them."""

import secrets


def secret_token():
    return secrets.token_urlsafe(16)
