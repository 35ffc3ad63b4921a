"""A WebAuthn authenticator and a TOTP app in software."""

import hashlib
import json
import os
import struct
import time
from typing import Any

from allauth.mfa.totp.internal import auth
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

ORIGIN = "http://testserver"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class SoftwareAuthenticator:
    """A WebAuthn authenticator; *verifies*: whether it verifies the user."""

    def __init__(self, *, verifies: bool = True) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.flags = PRESENT | (VERIFIED if verifies else 0)
        self.handle = b""

    def create(self, options: dict[str, Any], origin: str = ORIGIN) -> dict[str, Any]:
        """The response to navigator.credentials.create()."""
        public_key_options = options["publicKey"]
        self.handle = websafe_decode(public_key_options["user"]["id"])
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        credential_data = b"\0" * 16 + struct.pack(">H", len(self.id)) + self.id + public
        data = self._data(public_key_options["rp"]["id"], ATTESTED) + credential_data
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client_data = self._client_data("webauthn.create", public_key_options, origin)
        return self._answer({"clientDataJSON": client_data, "attestationObject": attested})

    def get(self, options: dict[str, Any], origin: str = ORIGIN) -> dict[str, Any]:
        """The response to navigator.credentials.get()."""
        public_key_options = options["publicKey"]
        client_data, data = (
            self._client_data("webauthn.get", public_key_options, origin),
            self._data(public_key_options["rpId"]),
        )
        signed = self.key.sign(
            data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256())
        )
        answer = {"clientDataJSON": client_data, "authenticatorData": data, "signature": signed}
        return self._answer({**answer, "userHandle": self.handle})

    def _data(self, host: str, more: int = 0) -> bytes:
        return hashlib.sha256(host.encode()).digest() + bytes([self.flags | more]) + b"\0\0\0\1"

    @staticmethod
    def _client_data(kind: str, public_key_options: dict[str, Any], origin: str) -> bytes:
        client_data = {"type": kind, "challenge": public_key_options["challenge"], "origin": origin}
        return json.dumps(client_data).encode()

    def _answer(self, response: dict[str, bytes]) -> dict[str, Any]:
        own = websafe_encode(self.id)
        return {
            "id": own,
            "rawId": own,
            "type": "public-key",
            "response": {name: websafe_encode(value) for name, value in response.items()},
            "clientExtensionResults": {"credProps": {"rk": True}},
        }


def totp_code(secret: str, later: int = 0) -> str:
    """The TOTP code for *secret*, now or *later* seconds from now."""
    number = int(time.time() + later) // 30
    return auth.format_hotp_value(auth.hotp_value(secret.replace(" ", ""), number))
