#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Lists of programs of which some are broken, made by a grammar from a seed, and what a kernel has to make
of each: which of them run, and why each of the others does not.

A lie is made on purpose, and says what it has to be refused for. A mutation changes bytes at random. What
becomes of a whole list a model says, which is written from the ABI page (4.1 to 4.5, 5.3, 5.4) and knows
nothing of the kernel's code; where a lie was told, the two have to agree.

    broken.py --lists 600 --seed 1 -o build/unit/broken.bin    for tests/unit/test_broken_binaries.c"""

import argparse
import hashlib
import random
import struct
import sys
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "host"))

from signatures import G, N, ecdsa_holds, multiply  # noqa: E402
from tbf_decoder import (ANY, CREDENTIALS, FIXED, KERNEL, MAIN, NAME, PERMISSIONS, PIC,  # noqa: E402
                         PROGRAM, SHORT_ID, STORAGE, WFR, checksum, coverable)

RESERVED, RSA3072, RSA4096, SHA256, SHA384, SHA512, P256 = range(7)
RSA2048 = 10
KERNEL_MINOR = 3  # of version 2
FOOTER_BYTES = {RESERVED: 0, RSA3072: 768, RSA4096: 1024, SHA256: 32, SHA384: 48, SHA512: 64, P256: 64,
                RSA2048: 256}
HASHES = {SHA256: hashlib.sha256, SHA384: hashlib.sha384, SHA512: hashlib.sha512}

# What kernels say.
CUT = "impossible total_size"
HEADER_SIZE = "impossible header_size"
CHECKSUM = "checksum does not match"
TLV_LENGTH = "impossible length of a header TLV"
BAD_NAME = "package name is not UTF-8"
BAD_PERMISSIONS = "permissions list is too short"
NO_PROGRAM = "no Main or Program header"
BAD_TRAILER = "protected_trailer_size beyond the binary"
BAD_END = "binary_end_offset beyond total_size"
BAD_ENTRY = "init_fn_offset beyond total_size"
DISABLED = "disabled"
NO_KERNEL = "names no kernel version"
OTHER_KERNEL = "wants another kernel version"
OTHER_FLASH = "linked for another flash address"
NO_COVER = "MPU cannot protect total_size at this address"
NO_MEMORY = "not enough memory for minimum_ram_size "
LONG_HEADER = "header_size above 2048"
NO_CREDENTIAL = "no credential that this board accepts"
OTHER_DIGEST = "its digest is that of another program"
BROKEN_FOOTER = "broken footer, and no credential before it is accepted"
OTHER_RUNS = "another program with its ShortId runs"


# ---- Objects ----


def tlv(kind, value, length=None):
    """Its length can lie."""
    return [kind, value, len(value) if length is None else length]


def footer(form, data=None, length=None, kind=CREDENTIALS):
    """One whose data is None is made of what it covers."""
    return [form, data, length, kind]


@dataclass
class Object:
    """An honest object has nothing in it that is not None here but what its maker gave it."""

    total: int
    binary: bytes
    init: int = 0  # from the start of the binary
    trailer: int = 0
    ram: int = 512
    flags: int = 1
    app_version: int = 0
    tlvs: list = field(default_factory=list)
    footers: list = field(default_factory=list)
    program: int = PROGRAM  # or Main, or None
    version: int = 2
    header_size: int = None
    stated_total: int = None
    stated_init: int = None
    stated_trailer: int = None
    stated_end: int = None
    stated_version: int = None
    program_length: int = None
    sum_xor: int = 0
    protected: int = 0  # where its binary has to begin, if it is linked for its place
    left: int = 0  # bytes of flash from its first one on
    private: int = None  # key of who signs it
    after: list = field(default_factory=list)  # what is done to its bytes when all is made

    def room(self):
        """Between header and binary."""
        program = {MAIN: 4 + 12, PROGRAM: 4 + 20, None: 0}[self.program]
        size = 16 + program + sum(4 + -(-len(value) // 4) * 4 for _, value, _ in self.tlvs)
        return max(self.trailer, self.protected - size)

    def end(self):
        return 16 + len(self.header()) + self.room() + len(self.binary)

    def header(self, end=0):
        def stated(value, honest):
            return (honest if value is None else value) & 0xFFFFFFFF

        tlvs = []
        if self.program:
            words = [stated(self.stated_init, self.room() + self.init),
                     stated(self.stated_trailer, self.room()), self.ram & 0xFFFFFFFF]
            if self.program == PROGRAM:
                words += [stated(self.stated_end, end), stated(self.stated_version, self.app_version)]
            tlvs = [tlv(self.program, struct.pack(f"<{len(words)}I", *words), self.program_length)]
        return b"".join(struct.pack("<HH", kind, length & 0xFFFF) + value + bytes(-len(value) % 4)
                        for kind, value, length in tlvs + self.tlvs)

    def covered(self):
        """Header, trailer and binary, as credentials cover them."""
        tlvs = self.header(self.end())
        size = 16 + len(tlvs) if self.header_size is None else self.header_size & 0xFFFF
        total = self.total if self.stated_total is None else self.stated_total & 0xFFFFFFFF
        data = struct.pack("<HHIII", self.version, size, total, self.flags, 0) + tlvs
        data += bytes(self.room()) + self.binary
        return sealed(data.ljust(self.total, b"\xff"), self.sum_xor)[: len(data)]

    def bytes(self):
        data = covered = self.covered()
        for form, value, length, kind in self.footers:
            value = credential(form, covered, self.private or OWN) if value is None else value
            length = 4 + len(value) if length is None else length
            data += struct.pack("<HHI", kind, length & 0xFFFF, form) + value
        left = self.total - len(data)
        assert left >= 0, "the object has no room for what is in it"
        if left >= 8 and self.footers:
            data += struct.pack("<HHI", CREDENTIALS, left - 4, RESERVED) + bytes(left - 8)
        data = data.ljust(self.total, b"\xff")
        for change in self.after:
            data = change(data)
        return data


def put(data, at, form, *values):
    return data[:at] + struct.pack(form, *values) + data[at + struct.calcsize(form):]


def sealed(data, sum_xor=0):
    size = max(16, min(len(data), struct.unpack_from("<H", data, 2)[0]))
    return put(data, 12, "<I", checksum(data[:size]) ^ sum_xor)


# ---- Credentials ----

OWN, STRANGER = 0xC0FFEE0123456789, 0xBADC0DE987654321  # private keys, worth nothing


@cache
def public(private):
    return multiply(private, G)


def p256(private, data):
    """A signature (FIPS 186-4 6.4), with a number for it alone that anybody can know."""
    e = int.from_bytes(hashlib.sha256(data).digest(), "big")
    k = int.from_bytes(hashlib.sha512(data + private.to_bytes(32, "big")).digest(), "big") % N
    r = multiply(k, G)[0] % N
    s = pow(k, -1, N) * (e + r * private) % N
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def credential(form, covered, private=OWN):
    if form == P256:
        return p256(private, covered)
    return HASHES[form](covered).digest() if form in HASHES else bytes(FOOTER_BYTES[form])


# ---- Where a list lies, and what reads it ----


class Unclear(Exception):
    """The ABI page leaves it to the kernel what becomes of this list."""


@dataclass
class Kernel:
    apps_at: int
    flash_end: int
    ram: tuple  # from, to
    unit: str = "armv7m"
    loader: str = "sync"  # or digest, signature: the asynchronous one, by policy
    key: tuple = None
    least: int = 4  # objects that surely find RAM
    rams: tuple = ()  # fixed addresses where there is some
    ram_small: int = 1024

    @property
    def checks(self):
        return self.loader != "sync"


# ---- The model ----


def is_utf8(data):
    try:
        data.decode("utf-8")
        return True
    except UnicodeDecodeError:
        return False


def parse(data, header_size, total):
    """The reason why the header is refused, or "", and what it says (ABI 4.2, 4.3)."""
    said = {"end": total, "ram": None, "kernel": None, "fixed": (ANY, ANY), "short_id": 0, "version": 0,
            "trailer": 0, "init": 0}
    if struct.unpack_from("<I", data, 12)[0] != checksum(data[:header_size]):
        return CHECKSUM, said
    if header_size == 16:
        return "", said
    at, main, program = 16, None, None
    while at < header_size:
        if header_size - at < 4:
            return TLV_LENGTH, said
        kind, length = struct.unpack_from("<HH", data, at)
        at, padded = at + 4, -(-length // 4) * 4
        if padded > header_size - at:
            return TLV_LENGTH, said
        value, at = data[at : at + length], at + padded
        lengths = {MAIN: 12, FIXED: 8, KERNEL: 4, PROGRAM: 20, SHORT_ID: 4}
        if length != lengths.get(kind, length) or (kind == WFR and length % 8):
            return TLV_LENGTH, said
        words = struct.unpack(f"<{length // 4}I", value[: length // 4 * 4])
        if kind == MAIN:
            main = main or words
        elif kind == PROGRAM:
            program = program or words
        elif kind == NAME and not is_utf8(value):
            return BAD_NAME, said
        elif kind == PERMISSIONS and (length < 2 or length < 2 + 16 * struct.unpack_from("<H", value)[0]):
            return BAD_PERMISSIONS, said
        elif kind == FIXED:
            said["fixed"] = words
        elif kind == KERNEL:
            said["kernel"] = struct.unpack("<HH", value)
        elif kind == SHORT_ID:
            said["short_id"] = words[0]
    if not main and not program:
        return NO_PROGRAM, said
    said["init"], said["trailer"], said["ram"] = (program or main)[:3]
    if program:
        said["end"], said["version"] = program[3:]
    if header_size + said["trailer"] > said["end"]:
        return BAD_TRAILER, said
    if header_size + said["init"] >= total:
        return BAD_ENTRY, said
    return (BAD_END if said["end"] > total else ""), said


def check_credentials(kernel, data, total, end):
    """The reason why the policy does not accept the program, or "" (ABI 4.5, 5.3)."""
    at = end
    while at < total:
        if total - at < 8:
            return BROKEN_FOOTER
        kind, length, form = struct.unpack_from("<HHI", data, at)
        wanted = FOOTER_BYTES.get(form)
        if kind != CREDENTIALS or not 4 <= length <= total - at - 4 or wanted is None or length < 4 + wanted:
            return BROKEN_FOOTER
        value = data[at + 8 : at + 8 + wanted]
        if kernel.loader == "digest" and form in HASHES:
            return "" if HASHES[form](data[:end]).digest() == value else OTHER_DIGEST
        if kernel.loader == "signature" and form == P256 and ecdsa_holds(kernel.key, value, data[:end]):
            return ""
        at += 4 + length
    return NO_CREDENTIAL


def memory_problem(kernel, said):
    """Is there RAM for it? Only where that is beyond doubt."""
    ram, fixed = said["ram"], said["fixed"][0]
    space = kernel.ram[1] - kernel.ram[0]
    outside = fixed != ANY and not kernel.ram[0] <= fixed < kernel.ram[1]
    if ram > space or outside:
        return NO_MEMORY + f"0x{ram:08X}" + (f" at 0x{fixed:08X}" if fixed != ANY else "")
    if ram > kernel.ram_small or (fixed != ANY and fixed not in kernel.rams):
        raise Unclear
    return ""


def judge(kernel, data, address):
    """(total_size or None at the end of the list, reason or "" or None for what is no program, what the
    header says) of the object at the start of `data` (ABI 4.4)."""
    if len(data) < 8 or data[:2] != b"\2\0":
        return None, None, None
    header_size, total = struct.unpack_from("<HI", data, 2)
    if not 0 < total <= len(data):
        return None, CUT, None
    if not 16 <= header_size <= total:
        return total, HEADER_SIZE, None
    if kernel.checks and header_size > 2048:
        return total, LONG_HEADER, None
    reason, said = parse(data, header_size, total)
    if reason and reason != BAD_END:
        return total, reason, None
    if header_size == 16:
        return total, None, None
    if not struct.unpack_from("<I", data, 8)[0] & 1:
        return total, DISABLED, None
    if said["kernel"] is None:
        return total, NO_KERNEL, None
    if said["kernel"][0] != 2 or said["kernel"][1] > KERNEL_MINOR:
        return total, OTHER_KERNEL, None
    if reason:
        return None, reason, None
    if said["fixed"][1] not in (ANY, address + header_size + said["trailer"]):
        return total, OTHER_FLASH, None
    if not coverable(address, total, kernel.unit):
        return total, NO_COVER, None
    return total, "", said


@dataclass
class Outcome:
    skipped: list = field(default_factory=list)  # (address, reason)
    runs: list = field(default_factory=list)  # addresses
    walked: list = field(default_factory=list)  # (address, size) of all that was stepped over

    def text(self):
        lines = [f"0x{at:08X} {reason}\n" for at, reason in self.skipped]
        return "".join(lines + [f"0x{at:08X} runs\n" for at in sorted(self.runs)])


def outcome(kernel, flash):
    """What the kernel makes of the list."""
    result, found, at = Outcome(), [], 0
    while at < len(flash):
        total, reason, said = judge(kernel, flash[at:], kernel.apps_at + at)
        if reason == "" and kernel.checks:
            reason = check_credentials(kernel, flash[at:], total, said["end"])
        if reason is not None:
            found.append([kernel.apps_at + at, reason, said])
        if total is None:
            break
        result.walked.append((kernel.apps_at + at, total))
        at += total
    for entry in found:
        if entry[1] == "":
            entry[1] = memory_problem(kernel, entry[2])
    if kernel.checks:
        one_of_each_identity(found)
    result.skipped = [(at, reason) for at, reason, _ in found if reason]
    result.runs = [at for at, reason, _ in found if not reason]
    if len(found) > 15 or len(result.runs) > kernel.least:
        raise Unclear
    return result


def one_of_each_identity(found):
    """The newest, and of those the first in flash; one for which there is no RAM leaves its place to the
    next (ABI 5.4, D31)."""
    for short_id in {said["short_id"] for _, reason, said in found if not reason} - {0}:
        same = [e for e in found if e[2] and e[2]["short_id"] == short_id and
                (not e[1] or e[1].startswith(NO_MEMORY))]
        same.sort(key=lambda e: -e[2]["version"])  # is stable
        running = next(e for e in same if not e[1])
        for entry in same[same.index(running) + 1:]:
            entry[1] = OTHER_RUNS


# ---- Lies ----
#
# Each takes the chance and an honest object, which it spoils, and returns the reason that it is refused for;
# None if the list ends there and nothing is said; "" if it may run for all that.


def lie_total(chance, o):
    o.stated_total = chance.choice([0, o.left + 1, o.left + 4, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000 + o.total])
    return CUT


def lie_version(chance, o):
    o.version = chance.choice([0, 1, 3, 0x102, 0xFFFF])
    return None


def lie_header_size(chance, o):
    beyond = [size for size in (o.total + 1, o.total + 4, 0xFFFC, 0xFFFF) if o.total < size < 0x10000]
    o.header_size = chance.choice([0, 1, 4, 8, 15] + beyond)
    return HEADER_SIZE


def lie_checksum(chance, o):
    o.sum_xor = 1 << chance.randrange(32)
    return CHECKSUM


def lie_tlv_beyond(chance, o):
    """The last TLV goes on behind the header."""
    kind, value, _ = o.tlvs.pop()
    o.tlvs.append(tlv(chance.choice([kind, 0x7FFF]), value, chance.choice(
        [len(value) + 5, len(value) + 64, 0x7FFF, 0xFFF0, 0xFFFC, 0xFFFD, 0xFFFF])))
    return TLV_LENGTH


def lie_tlv_length(chance, o):
    kind, sizes = chance.choice([(MAIN, (0, 8, 11, 13, 16)), (PROGRAM, (0, 16, 19, 21, 24)),
                                 (FIXED, (0, 4, 7, 9, 12)), (KERNEL, (0, 2, 3, 5, 8)),
                                 (SHORT_ID, (0, 2, 3, 5, 8)), (WFR, (1, 4, 7, 9, 12, 20))])
    o.tlvs.insert(chance.randrange(len(o.tlvs) + 1), tlv(kind, bytes(chance.choice(sizes))))
    return TLV_LENGTH


def lie_header_cut(chance, o):
    """The header ends inside its last TLV, or before the head of it is whole."""
    size = len(o.header()) + 16
    o.tlvs.append(tlv(0x7FFF, bytes(16)))
    o.header_size = size + chance.choice([1, 2, 3, 4, 8, 12, 16, 19])
    return TLV_LENGTH


def lie_overlap(chance, o):
    """A TLV that takes up the ones behind it, up to the last: their heads are its value."""
    first = chance.randrange(len(o.tlvs)) if len(o.tlvs) > 1 else 0
    last = next((i for i, t in enumerate(o.tlvs) if t[0] == KERNEL))
    if first > last:
        first = 0
    behind = sum(4 + -(-len(v) // 4) * 4 for _, v, _ in o.tlvs[first + 1 : last + 1])
    value = o.tlvs[first][1]
    o.tlvs[first] = tlv(0x7FFF, value, -(-len(value) // 4) * 4 + behind)
    return NO_KERNEL


def lie_swallowed_program(chance, o):
    """The same of Program: one of an unknown type in front of it has it as its value."""
    tlvs, o.tlvs = o.tlvs, []
    inner = o.header(o.end())
    o.program, o.tlvs = None, [tlv(0x7000 + chance.randrange(0xFF), inner)] + tlvs
    return NO_PROGRAM


def lie_program_length(chance, o):
    """One that reaches into the next."""
    o.program_length = 20 + 4 * chance.randrange(1, 4)
    return TLV_LENGTH


def lie_name(chance, o):
    bad = chance.choice([b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"abc\xf0\x9f\x98", b"\x80", b"a\xc3",
                         b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xe0\x80\xaf"])
    o.tlvs = [t for t in o.tlvs if t[0] != NAME]
    o.tlvs.append(tlv(NAME, bad))
    return BAD_NAME


def lie_permissions(chance, o):
    bad = chance.choice([b"", b"\1", struct.pack("<H", 1), struct.pack("<HIIQ", 2, 1, 0, 3),
                         struct.pack("<HIIQ", 0xFFFF, 1, 0, 3), struct.pack("<HIIQ", 1, 1, 0, 3)[:-1]])
    o.tlvs.append(tlv(PERMISSIONS, bad))
    return BAD_PERMISSIONS


def lie_no_program(chance, o):
    o.program = None
    return NO_PROGRAM


def lie_trailer(chance, o):
    o.stated_trailer = chance.choice([len(o.binary) + o.room() + 1, o.total, 0x7FFFFFFF, 0xFFFFFFFF,
                                      -0x40, -16, 0x80000000])
    return BAD_TRAILER


def lie_end_in_header(chance, o):
    o.stated_end = chance.choice([0, 1, 8, 16, len(o.header()) + 15])
    return BAD_TRAILER


def lie_end_beyond(chance, o):
    o.stated_end = chance.choice([o.total + 1, o.total + 4, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFF0])
    return BAD_END


def lie_entry(chance, o):
    size = 16 + len(o.header())
    o.stated_init = chance.choice([o.total - size, o.total, 0x7FFFFFFF, 0xFFFFFFFF, -size, -4, 0x80000000])
    return BAD_ENTRY


def lie_ram(chance, o):
    o.ram = chance.choice([0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, 0xFFFFFF00, 0x10000000])
    return NO_MEMORY


def lie_fixed_flash(chance, o):
    (ram, flash), o.tlvs = fixed_of(o), [t for t in o.tlvs if t[0] != FIXED]
    flash = chance.choice([0, 0x80, 0x7FFFFFFF, 0xFFFFFFFE, 0x1001])
    o.tlvs.append(tlv(FIXED, struct.pack("<II", ram, flash)))
    return OTHER_FLASH


def lie_fixed_ram(chance, o):
    (_, flash), o.tlvs = fixed_of(o), [t for t in o.tlvs if t[0] != FIXED]
    ram = chance.choice([0, 0x40000000, 0xE000E000, 0xFFFFFE00, 0xFFFFFFFE, 0x1FFFFFFF, 0x7FFFFFF0])
    o.tlvs.append(tlv(FIXED, struct.pack("<II", ram, flash)))
    return NO_MEMORY


def fixed_of(o):
    found = [v for kind, v, _ in o.tlvs if kind == FIXED]
    return struct.unpack("<II", found[-1]) if found else (ANY, ANY)


def lie_disabled(chance, o):
    o.flags = chance.choice([0, 2, 0xFFFFFFFE, 0x80000000])
    return DISABLED


def lie_no_kernel(chance, o):
    o.tlvs = [t for t in o.tlvs if t[0] != KERNEL]
    return NO_KERNEL


def lie_other_kernel(chance, o):
    lie_no_kernel(chance, o)
    versions = [(0, 0), (1, 9), (3, 0), (2, KERNEL_MINOR + 1), (2, 0xFFFF), (0xFFFF, 0)]
    o.tlvs.append(tlv(KERNEL, struct.pack("<HH", *chance.choice(versions))))
    return OTHER_KERNEL


def lie_long_header(chance, o):
    """Longer than a kernel that checks programs reads; others run it."""
    o.tlvs.append(tlv(0x7FFF, bytes(2048)))
    return LONG_HEADER


def lie_regions(chance, o):
    """These lie outside, and nobody asks before the program does."""
    o.tlvs.append(tlv(WFR, struct.pack("<4I", 0xFFFFFFF0, 0x20, chance.getrandbits(32), 0xFFFFFFFF)))
    return ""


def lie_storage(chance, o):
    """Such a list counts as none; the program is as good as it was (ABI 4.3)."""
    o.tlvs.append(tlv(STORAGE, chance.choice([b"", b"\1\0\0", struct.pack("<IHH", 1, 0xFFFF, 0xFFFF),
                                              struct.pack("<IHI", 1, 9, 1)])))
    return ""


LIES = [lie_total, lie_version, lie_header_size, lie_checksum, lie_tlv_beyond, lie_tlv_length, lie_header_cut,
        lie_overlap, lie_swallowed_program, lie_program_length, lie_name, lie_permissions, lie_no_program,
        lie_trailer, lie_end_in_header, lie_end_beyond, lie_entry, lie_ram, lie_fixed_flash, lie_fixed_ram,
        lie_disabled, lie_no_kernel, lie_other_kernel, lie_regions, lie_storage]

# Those end the list: whatever is behind them is not found.
LAST = [lie_total, lie_version, lie_end_beyond]


# Lies about credentials; they are told to kernels that check them.


def lie_no_footers(chance, o):
    o.footers = []
    o.after.append(partial(end_at, len(o.covered())))
    return BROKEN_FOOTER  # nothing but erased flash


def end_at(end, data):
    return data[:end] + b"\xff" * (len(data) - end)


def lie_reserved_only(chance, o):
    o.footers = [footer(RESERVED, bytes(chance.choice([0, 4, 16, 100])))]
    return NO_CREDENTIAL


def lie_footer_type(chance, o):
    o.footers[0][3] = chance.choice([0, 1, 127, 129, 0x8080, 0xFFFF])
    return BROKEN_FOOTER


def lie_footer_length(chance, o):
    """Beyond the end, or too short for its format, or for any."""
    room = o.total - len(o.covered())
    size = FOOTER_BYTES[o.footers[0][0]]
    o.footers[0][2] = chance.choice([0, 1, 3, 4, 4 + size - 1, room - 3, room, 0x7FFF, 0xFFFF])
    return BROKEN_FOOTER


def lie_footer_format(chance, o):
    o.footers[0] = footer(chance.choice([7, 8, 9, 11, 77, 0xF1, 0x80000000, 0xFFFFFFFF]), bytes(32))
    return BROKEN_FOOTER


def lie_footer_cut(chance, o):
    """Fewer bytes than the head of one has are left."""
    o.footers = [footer(RESERVED, bytes(o.total - len(o.covered()) - 8 - chance.randrange(1, 8)))]
    return BROKEN_FOOTER


def lie_binary(chance, o):
    """A bit of what was signed is another now."""
    covered = o.covered()
    start = len(covered) - len(o.binary)
    at, bit = chance.randrange(start, len(covered)), 1 << chance.randrange(8)
    o.after.append(lambda data: put(data, at, "<B", data[at] ^ bit))
    return {SHA256: OTHER_DIGEST, P256: NO_CREDENTIAL}[o.footers[0][0]]


def lie_flags(chance, o):
    o.after.append(lambda data: sealed(put(data, 8, "<I", chance.choice([3, 5, 0xFFFFFFFF]))))
    return {SHA256: OTHER_DIGEST, P256: NO_CREDENTIAL}[o.footers[0][0]]


def lie_newer(chance, o):
    """The version was raised after it was signed."""
    o.after.append(lambda data: sealed(put(data, 16 + 4 + 16, "<I", 0x7FFFFFFF)))
    return {SHA256: OTHER_DIGEST, P256: NO_CREDENTIAL}[o.footers[0][0]]


def lie_other_program(chance, o):
    """The credential of another program that is as good as any."""
    form = o.footers[0][0]
    other = chance.choice(OTHERS)
    o.footers[0][1] = credential(form, other)
    return {SHA256: OTHER_DIGEST, P256: NO_CREDENTIAL}[form]


OTHERS = (b"another program", b"a third one")
credential = cache(credential)


def lie_noise(chance, o):
    form = o.footers[0][0]
    size = FOOTER_BYTES[form]
    o.footers[0][1] = chance.choice([bytes(size), b"\xff" * size, chance.randbytes(size),
                                     N.to_bytes(32, "big") * (size // 32)])
    return {SHA256: OTHER_DIGEST, P256: NO_CREDENTIAL}[form]


def lie_stranger(chance, o):
    """What another key signed, or what is no signature at all but right."""
    if o.footers[0][0] == P256:
        o.footers[0][1] = credential(P256, o.covered(), STRANGER)
        return NO_CREDENTIAL
    o.footers[0] = footer(P256, bytes(64))
    return NO_CREDENTIAL


def lie_behind_good(chance, o):
    """What comes behind a credential that holds changes nothing."""
    o.footers.append(footer(77, bytes(8)))
    return ""


def lie_rsa_2048(chance, o):
    """Stepped over, and what is behind it counts (ABI D28)."""
    o.footers.insert(0, footer(RSA2048, bytes(256)))
    return ""


FOOTER_LIES = [lie_no_footers, lie_reserved_only, lie_footer_type, lie_footer_length, lie_footer_format,
               lie_footer_cut, lie_binary, lie_flags, lie_newer, lie_other_program, lie_noise, lie_stranger,
               lie_behind_good, lie_rsa_2048]


# ---- Honest objects ----


class Maker:
    """Of objects that a board could run: here with nothing in them but noise."""

    def __init__(self, kernel, size=1024):
        self.kernel, self.size = kernel, size

    def honest(self, chance, slot):
        o = Object(self.size, chance.randbytes(chance.choice([64, 128, 200])),
                   trailer=chance.choice([0, 0, 0, 4, 32]), ram=chance.choice([0, 100, 512, 1000]),
                   app_version=chance.choice([0, 1, 7]))
        o.tlvs = [tlv(NAME, f"app{slot}".encode())]
        self.add_tlvs(chance, o)
        self.add_footers(chance, o)
        return o

    def add_tlvs(self, chance, o):
        if chance.random() < 0.2:
            o.tlvs.append(tlv(FIXED, struct.pack("<II", *chance.choice([(ANY, ANY)]))))
        if chance.random() < 0.3:
            o.tlvs.append(tlv(PERMISSIONS, struct.pack("<HIIQIIQ", 2, 1, 0, 7, 0, 0, 0xFF)))
        if chance.random() < 0.2:
            o.tlvs.append(tlv(WFR, struct.pack("<II", 64, 32)))
        if chance.random() < 0.2:
            o.tlvs.append(tlv(STORAGE, struct.pack("<IHH", 1, 0, 0)))
        if chance.random() < 0.2:
            o.tlvs.append(tlv(chance.choice([PIC, 0x8001, 0x7777]), bytes(40)))
        o.tlvs.append(tlv(KERNEL, struct.pack("<HH", 2, chance.choice([0, 1, 2]))))

    def add_footers(self, chance, o):
        if self.kernel.checks:
            o.footers = [footer(P256 if self.kernel.loader == "signature" else SHA256)]
        elif chance.random() < 0.5:
            o.footers = [footer(chance.choice([SHA256, SHA384, SHA512]))]

    def gap(self, chance):
        """Padding, which nothing is said of."""
        size = self.size
        return sealed(struct.pack("<HHIII", 2, 16, size, chance.choice([0, 1, 3]), 0).ljust(size, b"\0"))


def mutated(chance, data, end):
    """A few bytes of header and footers become others, and mostly the checksum becomes right again."""
    size = struct.unpack_from("<H", data, 2)[0]
    for _ in range(chance.choice([1, 1, 2, 3, 8])):
        in_footers = end + 80 < len(data) and chance.random() < 0.3
        at = chance.randrange(end, end + 80) if in_footers else chance.randrange(2, size)
        if at in range(4, 8) and chance.random() < 0.9:
            continue  # mostly, the list goes on where it should
        data = put(data, at, "<B", chance.choice([0, 1, 2, 4, 0x7F, 0x80, 0xFF, chance.randrange(256),
                                                   data[at] ^ 1 << chance.randrange(8)]))
    return sealed(data) if chance.random() < 0.9 else data


# ---- Lists ----


@dataclass
class List:
    flash: bytes
    outcome: Outcome
    told: dict  # {address: name of the lie}
    honest: list  # addresses of objects with nothing wrong in them


def identities(chance, maker, slot):
    """Two or three programs of one identity: of one version, newer and older, in any order."""
    found = []
    for i in range(chance.choice([2, 2, 3])):
        o = maker.honest(chance, slot + i)
        o.program, o.app_version = PROGRAM, chance.choice([1, 1, 2, 3])
        o.tlvs = [t for t in o.tlvs if t[0] != SHORT_ID]
        o.tlvs.append(tlv(SHORT_ID, struct.pack("<I", 0x1D0000 + slot)))
        found.append(o.bytes())
    return found


def try_list(seed, kernel, maker, slots, first):
    chance = random.Random(f"{seed} {kernel.loader}")
    objects, expected, honest, slot = [], {}, [], first
    lies = [lie for lie in LIES if lie not in LAST]
    lies += FOOTER_LIES + [lie_long_header] * (maker.size > 2600) if kernel.checks else []
    while len(objects) < slots - 1:
        slot = first + len(objects)
        way = chance.random()
        o = maker.honest(chance, slot)
        if way < 0.15 or not objects:
            honest.append(slot)
            objects.append(o.bytes())
        elif way < 0.65:
            lie = chance.choice(lies)
            reason = lie(chance, o)
            objects.append(o.bytes())
            expected[slot] = (lie.__name__, reason)
        elif way < 0.72 and len(objects) < slots - 4:
            objects += identities(chance, maker, slot)
        elif way < 0.76:
            objects.append(maker.gap(chance))
        else:
            objects.append(mutated(chance, o.bytes(), len(o.covered())))
    slot = first + len(objects)
    honest.append(slot)
    objects.append(maker.honest(chance, slot).bytes())
    if chance.random() < 0.4:
        o = maker.honest(chance, slot + 1)
        o.left = kernel.flash_end - kernel.apps_at - (slot + 1) * maker.size
        lie = chance.choice(LAST)
        expected[slot + 1] = (lie.__name__, lie(chance, o))
        objects.append(o.bytes())
    flash = b"".join(objects).ljust(kernel.flash_end - kernel.apps_at, b"\xff")
    place = [kernel.apps_at + i * maker.size for i in range(slot + 2)]
    return List(flash, outcome(kernel, flash), {place[i]: e for i, e in expected.items()},
                [place[i] for i in honest])


def make_list(seed, kernel, maker, slots=9, first=0):
    """The list of this seed. What the page leaves open is left out, and what a mutation hides from the
    walk: each honest object has to be reached."""
    for attempt in range(1000):
        try:
            made = try_list(f"{seed} {attempt}", kernel, maker, slots, first)
        except Unclear:
            continue
        if set(made.honest) <= set(made.outcome.runs) and agrees(made):
            return made
    raise AssertionError(f"no list of seed {seed}")


def agrees(made):
    """Where a lie was told, the model says what the lie says. Whatever is in front of it must not hide it."""
    reached = {at for at, _ in made.outcome.walked} | {at for at, _ in made.outcome.skipped}
    for at, (name, reason) in made.told.items():
        if at not in reached and name not in ("lie_version", "lie_total", "lie_end_beyond"):
            return False
        said = dict(made.outcome.skipped).get(at, "" if at in made.outcome.runs else None)
        exact = said == reason or (reason == NO_MEMORY and said and said.startswith(NO_MEMORY))
        assert exact, f"{name} at {at:#x}: the lie says {reason!r}, the model {said!r}"
    return True


# ---- A file of them ----


UNIT = {"apps_at": 0x80000, "flash_end": 0xC0000, "ram": (0x20000000, 0x20010000), "least": 8}


def write_file(path, seed, lists):
    """For each list: u32 loader (0, 1 digest, 2 signature), u32 address, u32 bytes, u32 bytes of the text that
    is expected, both. In front of them the public key."""
    point = public(OWN)
    data = b"".join(x.to_bytes(32, "big") for x in point)
    objects = 0
    for i in range(lists):
        loader = ("sync", "digest", "signature")[i % 3]
        # Lists end where flash does.
        last = random.Random(f"{seed} {i} size").choice([8, 10, 12])
        at = UNIT["flash_end"] - (last + 1) * 1024
        kernel = Kernel(**{**UNIT, "apps_at": at}, loader=loader, key=point)
        made = make_list(f"{seed} {i}", kernel, Maker(kernel), last)
        text = made.outcome.text().encode()
        data += struct.pack("<4I", i % 3, at, len(made.flash), len(text)) + made.flash + text
        objects += len(made.flash) // 1024
    Path(path).write_bytes(data)
    return objects


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--lists", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", required=True, metavar="FILE")
    options = parser.parse_args()
    write_file(options.o, options.seed, options.lists)


if __name__ == "__main__":
    main()
