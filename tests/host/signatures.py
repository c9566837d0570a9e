# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A second opinion on keys and signatures: RSA with PKCS#1 v1.5 (RFC 8017) and ECDSA on P-256 (FIPS 186-4
6.4) in plain numbers, without the library that the tool uses."""

import base64
import hashlib

EXPONENT = 65537

# P-256 (FIPS 186-4 D.1.2.3)
P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)

SHA512_INFO = bytes.fromhex("3051300d060960864801650304020305000440")


def der_of(pem, label):
    text = pem.decode()
    begin, end = f"-----BEGIN {label}-----\n", f"-----END {label}-----\n"
    assert text.startswith(begin) and text.endswith(end)
    return base64.b64decode(text[len(begin) : -len(end)])


def element(der, at):
    """The content of the DER element at `at`, and where the next one is."""
    length, start = der[at + 1], at + 2
    if length >= 0x80:
        count = length - 0x80
        length = int.from_bytes(der[start : start + count], "big")
        start += count
    return der[start : start + length], start + length


def public_bits(pem):
    """What the BIT STRING of a SubjectPublicKeyInfo holds."""
    outer, _ = element(der_of(pem, "PUBLIC KEY"), 0)
    _, at = element(outer, 0)
    bits, _ = element(outer, at)
    assert bits[0] == 0
    return bits[1:]


def rsa_modulus(pem):
    numbers, _ = element(public_bits(pem), 0)
    modulus, at = element(numbers, 0)
    exponent, _ = element(numbers, at)
    assert int.from_bytes(exponent, "big") == EXPONENT
    return int.from_bytes(modulus, "big")


def ec_point(pem):
    point = public_bits(pem)
    assert len(point) == 65 and point[0] == 4
    return int.from_bytes(point[1:33], "big"), int.from_bytes(point[33:], "big")


def rsa_holds(modulus, signature, data):
    """PKCS#1 v1.5 over SHA-512 (RFC 8017 8.2.2)."""
    size = len(signature)
    info = SHA512_INFO + hashlib.sha512(data).digest()
    expected = b"\x00\x01" + b"\xff" * (size - len(info) - 3) + b"\x00" + info
    return pow(int.from_bytes(signature, "big"), EXPONENT, modulus) == int.from_bytes(
        expected, "big"
    )


def add(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    if a == b:
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def multiply(k, point):
    result = None
    while k:
        if k & 1:
            result = add(result, point)
        point = add(point, point)
        k >>= 1
    return result


def ecdsa_holds(point, signature, data):
    return ecdsa_holds_for(point, signature, hashlib.sha256(data).digest())


def ecdsa_holds_for(point, signature, digest):
    assert len(signature) == 64
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if not (0 < r < N and 0 < s < N):
        return False
    e = int.from_bytes(digest, "big")
    w = pow(s, -1, N)
    where = add(multiply(e * w % N, G), multiply(r * w % N, point))
    return where is not None and where[0] % N == r
