"""A passkey without a browser: what a device answers when a page asks it."""

import json
import os
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

SITE = "testserver"
HASH = sha256(SITE.encode()).digest()
PRESENT, WITH_KEY = 0x01, 0x41


class SoftPasskey:
    def __init__(self):
        self.key, self.id = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)

    def registration(self, challenge):
        """The answer to a page that adds it."""
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        seen = AuthenticatorData.create(HASH, WITH_KEY, 0, credential)
        answer = {"attestationObject": websafe_encode(AttestationObject.create("none", seen, {}))}
        return self.answer(challenge, "webauthn.create", answer)

    def signature(self, challenge):
        """The answer to a page that asks for it."""
        said, seen = client_data(challenge, "webauthn.get"), AuthenticatorData.create(HASH, PRESENT, 1)
        signed = self.key.sign(seen + said.hash, ec.ECDSA(hashes.SHA256()))
        answer = {"authenticatorData": websafe_encode(seen), "signature": websafe_encode(signed)}
        return self.answer(challenge, "webauthn.get", answer)

    def answer(self, challenge, kind, answer):
        known = {"id": websafe_encode(self.id), "rawId": websafe_encode(self.id), "type": "public-key"}
        said = {"clientDataJSON": websafe_encode(client_data(challenge, kind)), **answer}
        return json.dumps({**known, "response": said, "clientExtensionResults": {}})


def client_data(challenge, kind):
    return CollectedClientData.create(kind, websafe_decode(challenge), f"https://{SITE}")


def challenge_on(response):
    """What the page asks the device to sign."""
    options = response.context["js_data"]
    return next(iter(options.values()))["publicKey"]["challenge"]
