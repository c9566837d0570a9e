#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Writes signature_vectors.h: signatures that no library made, for tests of those that verify them.

usage: signature_vectors.py >signature_vectors.h    the same each time
"""
import hashlib
import random

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b
G = (0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296,
     0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5)


def add(a, b):
    """The sum of two points; None is infinity."""
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    slope = ((3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P) if a == b
             else (b[1] - a[1]) * pow(b[0] - a[0], -1, P))
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def multiply(k, point):
    result = None
    for digit in bin(k)[2:]:
        result = add(result, result)
        if digit == "1":
            result = add(result, point)
    return result


def sign(secret, k, e):
    r = multiply(k, G)[0] % N
    return r, pow(k, -1, N) * (e + r * secret) % N


def recover(r, s, e, point):
    """The key for which (r, s) is a signature over e, where `point` is what the verifier will find."""
    inverse = pow(r, -1, N)
    return add(multiply(s * inverse % N, point), multiply(-e * inverse % N, G))


def lift(x):
    """The point with this x, or None."""
    square = (x**3 - 3 * x + B) % P
    y = pow(square, (P + 1) // 4, P)
    return (x, y) if y * y % P == square else None


def is_prime(n, rng):
    if any(n % small == 0 for small in (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)):
        return False
    odd, twos = n - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(8):
        x = pow(rng.randrange(2, n - 1), odd, n)
        if x in (1, n - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def prime(bits, rng):
    while True:
        n = rng.getrandbits(bits) | 3 << (bits - 2) | 1
        if n % 65537 != 1 and is_prime(n, rng):
            return n


def rsa(bits, digest, rng):
    """A key, and its signature over the digest."""
    p, q = prime(bits // 2, rng), prime(bits // 2, rng)
    secret = pow(65537, -1, (p - 1) * (q - 1))
    info = bytes.fromhex("3051300d060960864801650304020305000440") + digest
    message = b"\0\1" + b"\xff" * (bits // 8 - 3 - len(info)) + b"\0" + info
    return p * q, pow(int.from_bytes(message, "big"), secret, p * q)


def show(name, data):
    lines = [", ".join(f"0x{byte:02x}" for byte in data[i:i + 16]) for i in range(0, len(data), 16)]
    print(f"static const uint8_t {name}[] = {{\n    " + ",\n    ".join(lines) + ",\n};")


def show_p256(name, key, digest, r, s):
    show(name + "_key", b"".join(c.to_bytes(32, "big") for c in key))
    show(name + "_digest", digest)
    show(name + "_signature", r.to_bytes(32, "big") + s.to_bytes(32, "big"))


def main():
    rng = random.Random(256)
    print("/* SPDX-License-Identifier: Apache-2.0 OR MIT */\n"
          "/* Made by signature_vectors.py, which says how. */\n#include <stdint.h>\n")
    for name, e in (("p256_plain", None), ("p256_large_digest", 2**256 - 1), ("p256_zero_digest", 0)):
        digest = hashlib.sha256(b"detent").digest() if e is None else e.to_bytes(32, "big")
        secret = rng.randrange(1, N)
        show_p256(name, multiply(secret, G), digest,
                  *sign(secret, rng.randrange(1, N), int.from_bytes(digest, "big")))
    # Keys that meet special cases of addition: G itself, and its opposite.
    digest = hashlib.sha256(b"G").digest()
    for name, secret in (("p256_key_g", 1), ("p256_key_minus_g", N - 1)):
        show_p256(name, multiply(secret, G), digest,
                  *sign(secret, rng.randrange(1, N), int.from_bytes(digest, "big")))
    # x of the point is above n: r is what is left of it.
    x = next(x for x in range(N + 1, P) if lift(x))
    s = rng.randrange(1, N)
    e = int.from_bytes(digest, "big")
    show_p256("p256_large_x", recover(x - N, s, e, lift(x)), digest, x - N, s)
    # u1 G + u2 Q is infinity: e + r d = 0.
    secret = rng.randrange(1, N)
    r = rng.randrange(1, N)
    show_p256("p256_infinity", multiply(secret, G), (-r * secret % N).to_bytes(32, "big"), r, s)
    digest = hashlib.sha512(b"detent").digest()
    show("rsa_digest", digest)
    for bits in (3072, 4096):
        key, signature = rsa(bits, digest, rng)
        show(f"rsa{bits}_key", key.to_bytes(bits // 8, "big"))
        show(f"rsa{bits}_signature", signature.to_bytes(bits // 8, "big"))


main()
