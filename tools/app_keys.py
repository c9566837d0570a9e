#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Writes public keys as the kernel has them (boards/common/policy_signature.h).

usage: app_keys.py KEY.pem.pub... >app_keys.h

A key is a SubjectPublicKeyInfo in PEM (RFC 7468, 13), as `detent keygen` and `openssl pkey -pubout` write
it: ECDSA on P-256 (RFC 5480), or RSA with 3072 or 4096 bits and the exponent 65537 (RFC 8017, A.1.1).
"""
import base64
import re
import sys

INTEGER, BITS, SEQUENCE = 0x02, 0x03, 0x30
EC_P256 = bytes.fromhex("301306072a8648ce3d020106082a8648ce3d030107")
RSA = bytes.fromhex("300d06092a864886f70d0101010500")
# TBF_CREDENTIALS_* of abi/tbf.h, by length of the key.
FORMATS = {64: ("TBF_CREDENTIALS_ECDSA_P256", "ECDSA"), 384: ("TBF_CREDENTIALS_RSA3072", "RSA"),
           512: ("TBF_CREDENTIALS_RSA4096", "RSA")}


class Wrong(Exception):
    """Why a file holds no key."""


def element(data, tag):
    """Of the DER element at the start of `data`: its content, and what follows."""
    if len(data) < 2 or data[0] != tag:
        raise Wrong("is not a public key in DER")
    length, at = data[1], 2
    if length > 0x82 or length == 0x80:
        raise Wrong("is not a public key in DER")
    if length > 0x80:
        at += length - 0x80
        length = int.from_bytes(data[2:at], "big")
    if at + length > len(data):
        raise Wrong("is cut short")
    return data[at:at + length], data[at + length:]


def p256(point):
    if len(point) != 65 or point[0] != 4:
        raise Wrong("holds a point that is not uncompressed (RFC 5480, 2.2)")
    return point[1:]


def rsa(data):
    numbers, _ = element(data, SEQUENCE)
    modulus, rest = element(numbers, INTEGER)
    exponent, _ = element(rest, INTEGER)
    if exponent != (65537).to_bytes(3, "big"):
        raise Wrong("has another exponent than 65537")
    modulus = modulus.lstrip(b"\0")
    if len(modulus) * 8 not in (3072, 4096) or modulus[0] < 0x80:
        raise Wrong(f"has {int.from_bytes(modulus, 'big').bit_length()} bits, not 3072 or 4096")
    return modulus


def read_key(path):
    with open(path, encoding="ascii", errors="replace") as file:
        text = file.read()
    found = re.search(r"-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]*)-----END PUBLIC KEY-----", text)
    if not found:
        private = " (it holds a private one; the board needs KEY.pem.pub)" if "PRIVATE" in text else ""
        raise Wrong(f"holds no PUBLIC KEY in PEM{private}")
    info, _ = element(base64.b64decode(found[1]), SEQUENCE)
    for algorithm, read in ((EC_P256, p256), (RSA, rsa)):
        if info.startswith(algorithm):
            bits, _ = element(info[len(algorithm):], BITS)
            return read(bits[1:])
    raise Wrong("is neither ECDSA on P-256 nor RSA")


def show(number, key):
    numbers = [f"0x{byte:02x}" for byte in key]
    lines = [", ".join(numbers[i:i + 16]) for i in range(0, len(key), 16)]
    return f"    X({number}, {FORMATS[len(key)][0]}, \\\n      " + ", \\\n      ".join(lines) + ")"


def main(paths):
    keys = []
    for path in paths:
        try:
            keys.append(read_key(path))
        except (Wrong, OSError, ValueError) as error:
            sys.exit(f"APP_KEYS: {path}: {getattr(error, 'strerror', None) or error}")
    if not keys:
        sys.exit(__doc__)
    print("/* SPDX-License-Identifier: Apache-2.0 OR MIT */\n/* Made by tools/app_keys.py. */")
    print("#define APP_KEYS(X) \\\n" + " \\\n".join(show(n, key) for n, key in enumerate(keys)))
    print(f"#define APP_KEYS_COUNT {len(keys)}")
    for kind in ("ECDSA", "RSA"):
        print(f"#define APP_KEYS_{kind} {int(any(FORMATS[len(key)][1] == kind for key in keys))}")


main(sys.argv[1:])
