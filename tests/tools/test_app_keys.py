# SPDX-License-Identifier: Apache-2.0 OR MIT
"""tools/app_keys.py: public keys as the kernel has them; what is none is refused by name, with the reason.
And what make says of a composition that cannot be."""

import base64
import random
import re
import subprocess

import pytest

from conftest import ROOT, run

TOOL = ROOT / "tools/app_keys.py"
EC_P256 = bytes.fromhex("301306072a8648ce3d020106082a8648ce3d030107")
EC_P384 = bytes.fromhex("301006072a8648ce3d020106052b81040022")
RSA = bytes.fromhex("300d06092a864886f70d0101010500")


# ---- Keys, made here from RFC 5480 and RFC 8017 ----


def der(tag, content):
    size = len(content)
    head = bytes([size]) if size < 0x80 else bytes([0x81, size]) if size < 0x100 else b"\x82" + size.to_bytes(2, "big")
    return bytes([tag]) + head + content


def public(algorithm, key):
    return der(0x30, algorithm + der(0x03, b"\0" + key))


def pem(data, label="PUBLIC KEY"):
    text = base64.encodebytes(data).decode()
    return f"-----BEGIN {label}-----\n{text}-----END {label}-----\n"


def p256(point=bytes(range(64)), form=b"\4"):
    return public(EC_P256, form + point)


def rsa(bits, exponent=b"\1\0\1", top=0xC1):
    modulus = bytes([top]) + bytes((7 * i + 1) % 256 for i in range(bits // 8 - 1))
    return public(RSA, der(0x30, der(0x02, b"\0" + modulus) + der(0x02, exponent))), modulus


def write(tmp_path, *texts):
    paths = [tmp_path / f"{number}.pem.pub" for number in range(len(texts))]
    for path, text in zip(paths, texts):
        path.write_text(text)
    return paths


def keys_of(output):
    """[(format, bytes)] of a header."""
    listed = output.replace("\\\n", " ")
    found = re.findall(r"X\((\d+), (\w+), ([^)]*)\)", listed.split("#define APP_KEYS(X)", 1)[1])
    assert [int(number) for number, _, _ in found] == list(range(len(found)))
    return [(name, bytes(int(byte, 16) for byte in numbers.split(","))) for _, name, numbers in found]


# ---- What is written ----


def test_keys_come_in_their_order_with_their_formats(tmp_path):
    small, large = rsa(3072), rsa(4096)
    done = run(TOOL, *write(tmp_path, pem(large[0]), pem(p256()), pem(small[0])))
    assert done.returncode == 0, done.stderr
    assert keys_of(done.stdout) == [("TBF_CREDENTIALS_RSA4096", large[1]),
                                    ("TBF_CREDENTIALS_ECDSA_P256", bytes(range(64))),
                                    ("TBF_CREDENTIALS_RSA3072", small[1])]
    assert re.findall(r"#define (APP_KEYS_\w+) (\d)", done.stdout) == [
        ("APP_KEYS_COUNT", "3"), ("APP_KEYS_ECDSA", "1"), ("APP_KEYS_RSA", "1")]


def test_a_kind_that_there_is_none_of_is_not_linked(tmp_path):
    done = run(TOOL, *write(tmp_path, pem(p256())))
    assert "#define APP_KEYS_RSA 0" in done.stdout and "#define APP_KEYS_ECDSA 1" in done.stdout


# ---- What is refused ----

REFUSED = {
    "a private key": (pem(b"secret", "PRIVATE KEY"), "the board needs KEY.pem.pub"),
    "no PEM": ("hello\n", "holds no PUBLIC KEY in PEM"),
    "an empty file": ("", "holds no PUBLIC KEY in PEM"),
    "a key on another curve": (pem(public(EC_P384, b"\4" + bytes(96))), "neither ECDSA on P-256 nor RSA"),
    "a compressed point": (pem(p256(bytes(32), b"\2")), "not uncompressed"),
    "a point that is cut short": (pem(p256(bytes(63))), "not uncompressed"),
    "RSA of 2048 bits": (pem(rsa(2048)[0]), "has 2048 bits, not 3072 or 4096"),
    "RSA of 3071 bits": (pem(rsa(3072, top=0x41)[0]), "has 3071 bits, not 3072 or 4096"),
    "RSA with exponent 3": (pem(rsa(3072, b"\3")[0]), "another exponent than 65537"),
    "DER that is cut short": (pem(p256()[:-1]), "is cut short"),
    "no DER": (pem(b"\x02\x01\x00"), "is not a public key in DER"),
    "nothing in PEM": (pem(b""), "is not a public key in DER"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_key_is_named_with_the_reason(tmp_path, what):
    text, reason = REFUSED[what]
    good, bad = write(tmp_path, pem(p256()), text)
    done = run(TOOL, good, bad)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith(f"APP_KEYS: {bad}: ") and reason in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_named(tmp_path):
    done = run(TOOL, tmp_path / "none.pub")
    assert done.returncode == 1 and done.stderr == f"APP_KEYS: {tmp_path}/none.pub: No such file or directory\n"


def test_damaged_keys_are_keys_or_are_refused_in_a_line(tmp_path):
    r = random.Random(6)
    for _ in range(60):
        data = bytearray(r.choice([p256(), rsa(3072)[0]]))
        for _ in range(r.randrange(1, 4)):
            data[r.randrange(min(len(data), 60))] = r.randrange(256)
        if r.randrange(2):
            del data[r.randrange(len(data)):]
        done = run(TOOL, *write(tmp_path, pem(bytes(data))))
        if done.returncode == 0:
            ((_, key),) = keys_of(done.stdout)
            assert len(key) in (64, 384, 512)
        else:
            assert done.returncode == 1 and done.stderr.startswith("APP_KEYS: ") and done.stderr.count("\n") == 1


# ---- Compositions ----

IMPOSSIBLE = {
    "LOADER=later": "no loader 'later'; there are: sync async",
    "APP_POLICY=trust": "no app policy 'trust'; there are: accept digest signature",
    "APP_POLICY=digest": "APP_POLICY=digest checks programs, which takes LOADER=async",
    "LOADER=async APP_POLICY=signature": "APP_POLICY=signature takes APP_KEYS=",
}


@pytest.mark.parametrize("given", IMPOSSIBLE)
def test_a_composition_that_cannot_be_is_refused_with_the_way_out(given):
    done = subprocess.run(["make", "-s", "--no-print-directory", *given.split(), "print-board"], cwd=ROOT,
                          capture_output=True, text=True)
    assert done.returncode == 2 and IMPOSSIBLE[given] in done.stderr
