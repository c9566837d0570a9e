# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Cryptography for programs (docs/crypto.md): what comes out is what others make of it, several programs are at
it at once, nobody waits for long, and nobody finds the key of the oracle."""

import hashlib
import hmac
import re
import struct
import subprocess

from harness import BOARD, BUILD, NS_PER_INSTRUCTION, Kernel, count_plugin, needs
from test_signing import lengths

pytestmark = needs(BOARD.name in ("lm3s6965evb", "qemu-rv32-virt"), "kernel with cryptography for programs")
ORACLE = BOARD.name == "qemu-rv32-virt"
needs_oracle = needs(ORACLE, "room for its number in the table of drivers")
KERNEL = Kernel(crypto="oracle" if ORACLE else "crypto")
ORACLE_KEY = BUILD / "qemu/keys/oracle.key"

TEXT = bytes(i & 0xFF for i in range(1200))
KEY, VECTOR = b"a key of 16 byte", b"and a vector too"


def aes(mode, key, vector, data):
    """By somebody else: the command openssl."""
    command = ["openssl", "enc", f"-aes-128-{mode}", "-nopad", "-K", key.hex(), "-iv", vector.hex()]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def ccm_tag(head, text):
    """SP 800-38C, A.2 and A.3, with a nonce of 13 bytes and a tag of 16."""
    first = bytes([0x40 | 7 << 3 | 1]) + VECTOR[:13] + struct.pack(">H", len(text))
    blocks = b"".join(part + bytes(-len(part) % 16)
                      for part in (first + struct.pack(">H", len(head)) + head, text))
    code = aes("cbc", KEY, bytes(16), blocks)[-16:]
    return aes("ctr", KEY, b"\x01" + VECTOR[:13] + bytes(2), code)


def gcm_tag(head, text):
    """SP 800-38D, 6.3, 6.4 and 7.1: a polynomial's lowest power is its highest bit."""
    key = int.from_bytes(aes("ecb", KEY, bytes(16), bytes(16)), "big")
    encrypted = aes("ctr", KEY, VECTOR[:12] + bytes([0, 0, 0, 2]), text)
    blocks = b"".join(part + bytes(-len(part) % 16) for part in (head, encrypted))
    blocks += struct.pack(">QQ", 8 * len(head), 8 * len(text))
    code = 0
    for at in range(0, len(blocks), 16):
        code ^= int.from_bytes(blocks[at : at + 16], "big")
        product, power = 0, key
        for bit in reversed(range(128)):
            product ^= power * (code >> bit & 1)
            power = power >> 1 ^ 0xE1 << 120 if power & 1 else power >> 1
        code = product
    return aes("ctr", KEY, VECTOR[:12] + bytes([0, 0, 0, 1]), code.to_bytes(16, "big"))


def expected():
    return [
        f"sha512 0 {hashlib.sha512(TEXT).hexdigest()[:32]}",
        f"hmac-sha1 0 {hmac.digest(KEY, TEXT, 'sha1').hex()[:32]}",
        f"hmac-sha256 0 {hmac.digest(KEY, TEXT, 'sha256').hex()[:32]}",
        f"aes-cbc 0 {aes('cbc', KEY, VECTOR, TEXT)[-16:].hex()}",
        "and back 0 ",
        "as it was",
        f"ccm 0 {ccm_tag(TEXT[:200], TEXT[200:]).hex()}",
        "opened, and changed 1 0",  # FAIL, and nothing is left of the text
        f"gcm 0 {gcm_tag(TEXT[:200], TEXT[200:]).hex()}",
        "opened, and changed 1 0",
        f"oracle 0 {aes('ctr', ORACLE_KEY.read_bytes(), VECTOR, TEXT)[-16:].hex()}" if ORACLE else "oracle 11 ",
    ]


def said(output):
    return re.findall(r"crypto: (.*)", output.text)


def test_what_others_make_of_it(machine):
    output = machine.run("crypto", kernel=KERNEL, seconds=3)
    assert said(output) == 4 * expected()


def test_several_programs_at_once(machine):
    output = machine.run("crypto", "crypto", "counter", kernel=KERNEL, seconds=4.5)
    assert sorted(said(output)) == sorted(8 * expected())
    assert output.count("counter: 4") == 1


def test_a_kernel_without_it_says_so(machine):
    output = machine.run("crypto", seconds=2)
    assert said(output)[0].startswith("sha512 11 ")  # NODEVICE
    assert said(output)[-1] == "oracle 11 "


def test_nobody_waits_for_long(machine, figure):
    """2 ms are 62,500 instructions of this machine; between two turns, programs run."""
    end = KERNEL.symbol("deferred_call_set") & ~1
    report = machine.folder / "turns"
    turns = {0: "software_sha2_turn", 1: "software_hmac_turn", 2: "software_aes_turn",
             3: "aes_driver_turn"}
    points = [f"{side}={window}:{(KERNEL.symbol(name) & ~1) if side == 'begin' else end:#x}"
              for window, name in turns.items() for side in ("begin", "end")]
    output = machine.run("crypto", kernel=KERNEL, seconds=3,
                         more=("-plugin", count_plugin(KERNEL, f"report={report}", *points)))
    assert said(output) == 4 * expected()
    found = lengths(report)
    for window, name in turns.items():
        assert len(found[window]) > 4, name
        figure(f"{name}, longest", max(found[window]) * NS_PER_INSTRUCTION / 10**6, "ms", most=2)


def words_told(output, what):
    rows = re.findall(rf"^{what}" + r" 0x(\w+)" * 4 + "$", output.text, re.M)
    return b"".join(struct.pack("<4I", *(int(word, 16) for word in row)) for row in rows)


@needs_oracle
def test_a_thief_does_not_find_the_key(machine):
    output = machine.run("oracle_thief", "crypto", kernel=KERNEL, seconds=4)
    key = ORACLE_KEY.read_bytes()
    assert "@done" in output.text and "@bad" not in output.text and not output.reports
    first = aes("ctr", key, bytes(16), bytes(256))
    assert words_told(output, "@out") == first
    second = words_told(output, "@itself")
    assert second == aes("ctr", key, first[:16], first)
    everything = output.data + first + second + words_told(output, "@at the end")
    assert key not in everything and key[::-1] not in everything
    assert key.hex() not in output.text
    for at in range(0, 16, 4):  # nor a part of it
        assert key[at : at + 4].hex() not in output.text.replace("0x", "").replace(" ", "")
        assert f"0x{int.from_bytes(key[at : at + 4], 'little'):08x}" not in output.text
    assert said(output) == 4 * expected()  # and the other one gets what is his
