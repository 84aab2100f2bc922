"""BLAKE2b without OpenSSL.

`hashlib` loads OpenSSL, which takes as long as hashing a megabyte; the hash itself is in an
extension module of its own.
"""

from __future__ import annotations

from typing import Any

try:
    from _blake2 import blake2b as _blake2b
except ImportError:
    from hashlib import blake2b as _blake2b

blake2b: Any = _blake2b


def hex_digest(data: bytes, size: int = 20) -> str:
    """The BLAKE2b digest of `data` with `size` bytes, in hexadecimal."""
    return str(blake2b(data, digest_size=size).hexdigest())
