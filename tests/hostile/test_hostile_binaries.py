# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Binaries whose headers lie, in flash behind the victim. Whatever a header says: the kernel lives,
the victim beats on, nobody gets at what is not his, and what a person reads has no control
characters in it."""

import random
import re
import struct
from functools import partial

import pytest

from boards import PROTECTED_BYTES
from harness import BOARD, Kernel
from tbf_decoder import (FIXED, KERNEL, MAIN, NAME, PERMISSIONS, PROGRAM, SHORT_ID, STORAGE, WFR,
                         checksum, decode)
from victim import check_victim

APPS_AT, FLASH_END, SLOT = BOARD.apps_at, BOARD.flash_end, BOARD.slot_bytes
SECONDS = 0.6
FUZZ_IMAGES, FUZZ_OBJECTS = 24, 12

ANY = 0xFFFFFFFF


def tlv(kind, value, length=None):
    length = len(value) if length is None else length
    return struct.pack("<HH", kind, length) + value + bytes(-len(value) % 4)


def words(*values):
    return struct.pack(f"<{len(values)}I", *(value & 0xFFFFFFFF for value in values))


class Code:
    """The binary of a program for a slot, how far behind its start the entry lies, and, if it has to lie
    at fixed addresses, which."""

    def __init__(self, app="regions", slot=1):
        data = BOARD.program_at(app, APPS_AT + slot * SLOT)
        parsed = decode(data)
        self.binary = data[parsed.protected_size : parsed.binary_end]
        self.entry = parsed.header_size + parsed.program[0] - parsed.protected_size
        self.fixed = parsed.words(FIXED) if FIXED in parsed.types else None


def build(*more, app="regions", slot=1, name=b"liar", init=0, trailer=None, ram=3000, end=None,
          fixed=None, kernel=True, header_size=None, total=SLOT, version=2, flags=1, sum_xor=0,
          program=True):
    """An object that takes the room of `total`; what is not given is honest."""
    code = Code(app, slot)
    fixed = fixed or code.fixed
    tlvs = [tlv(NAME, name)] if name is not None else []
    tlvs += [tlv(KERNEL, struct.pack("<HH", 2, 2))] * kernel + list(more)
    tlvs += [tlv(FIXED, words(*fixed))] if fixed else []
    size = 16 + 24 * program + sum(map(len, tlvs))
    room = max(0, PROTECTED_BYTES - size) if code.fixed else 0  # so that it lies where it is linked to
    content = bytes(room) + code.binary
    trailer = room if trailer is None else trailer
    end = size + len(content) if end is None else end
    tlvs = [tlv(PROGRAM, words(room + code.entry + init, trailer, ram, end, 0))] * program + tlvs
    header_size = size if header_size is None else header_size
    header = struct.pack("<HHII", version, header_size & 0xFFFF, total & 0xFFFFFFFF, flags)
    header += bytes(4) + b"".join(tlvs)
    sealed = (header + content)[: header_size & 0xFFFF].ljust(16, b"\0")
    header = header[:12] + words(checksum(sealed) ^ sum_xor) + header[16:]
    return header + content


# The victim comes first, the liar in the slot behind it.
HERE = APPS_AT + SLOT
VICTIM, KERNEL_CODE, KERNEL_RAM = APPS_AT, BOARD.flash_start + 0x400, Kernel().stack[0]
VICTIM_RAM = (Code("victim", 0).fixed or ((Kernel().symbol("layout_bss_end") + 0x800) & -0x400,))[0]
RAM_END = BOARD.ram_end

LIES = {
    "entry_beyond": partial(build, init=SLOT),
    "entry_at_the_last_byte": partial(build, init=SLOT - 0x90),
    "entry_in_kernel": partial(build, init=KERNEL_CODE - HERE - 0x80),
    "entry_in_victim": partial(build, init=VICTIM + 0x100 - HERE),
    "entry_wraps": partial(build, init=0xFFFFFFFF),
    "entry_in_header": partial(build, init=-0x78),
    "trailer_is_all": partial(build, trailer=SLOT),
    "trailer_wraps": partial(build, trailer=-0x40),
    "trailer_to_binary_end": partial(build, trailer=len(Code().binary)),
    "trailer_max": partial(build, trailer=0xFFFFFFFF),
    "binary_end_in_header": partial(build, end=8),
    "binary_end_beyond": partial(build, end=SLOT + 4),
    "binary_end_wraps": partial(build, end=0xFFFFFFFF),
    "ram_none": partial(build, ram=0),
    "ram_all": partial(build, ram=0xFFFFFFFF),
    "ram_half": partial(build, ram=0x80000000),
    "ram_wraps_with_overhead": partial(build, ram=-0x100),
    "ram_60k": partial(build, ram=60000),
    "region_in_kernel": partial(build, tlv(WFR, words(KERNEL_CODE - HERE, 0x100))),
    "region_in_victim": partial(build, tlv(WFR, words(VICTIM - HERE, 0x400))),
    "region_in_ram": partial(build, tlv(WFR, words(VICTIM_RAM - HERE, 0x400))),
    "region_wraps": partial(build, tlv(WFR, words(0x100, 0xFFFFFFFF))),
    "region_ends_beyond": partial(build, tlv(WFR, words(0x100, SLOT))),
    "region_list_cut": partial(build, tlv(WFR, words(0x100, 0x100)[:7])),
    "regions_empty": partial(build, tlv(WFR, b"")),
    "regions_many": partial(build, tlv(WFR, b"".join(words(VICTIM - HERE + i, 4) for i in range(40)))),
    "fixed_ram_kernel": partial(build, fixed=(KERNEL_RAM, ANY)),
    "fixed_ram_kernel_odd": partial(build, fixed=(KERNEL_RAM + 0x101, ANY)),
    "fixed_ram_victim": partial(build, fixed=(VICTIM_RAM, ANY)),
    "fixed_ram_null": partial(build, fixed=(0, ANY)),
    "fixed_ram_peripherals": partial(build, fixed=(0x40000000, ANY)),
    "fixed_ram_core": partial(build, fixed=(0xE000E000, ANY)),
    "fixed_ram_end": partial(build, fixed=(RAM_END - 0x200, ANY)),
    "fixed_ram_past_end": partial(build, fixed=(RAM_END, ANY)),
    "fixed_ram_wraps": partial(build, fixed=(0xFFFFFE00, ANY)),
    "fixed_ram_wraps_too": partial(build, fixed=(0xFFFFF000, ANY), ram=0xFF0),
    "fixed_ram_flash": partial(build, fixed=(APPS_AT + 0x24000, ANY)),
    "fixed_flash_kernel": partial(build, fixed=(ANY, BOARD.flash_start + 0x80)),
    "fixed_flash_victim": partial(build, fixed=(ANY, VICTIM + 0x4C)),
    "fixed_cut": partial(build, tlv(FIXED, words(0))),
    "permissions_none": partial(build, tlv(PERMISSIONS, b"\0\0")),
    "permissions_empty": partial(build, tlv(PERMISSIONS, b"")),
    "permissions_one_byte": partial(build, tlv(PERMISSIONS, b"\1")),
    "permissions_claim_more": partial(build, tlv(PERMISSIONS, struct.pack("<HIIQ", 2, 1, 0, 2))),
    "permissions_claim_most": partial(build, tlv(PERMISSIONS, struct.pack("<HIIQ", 0xFFFF, 1, 0, 2))),
    "permissions_cut": partial(build, tlv(PERMISSIONS, struct.pack("<HIIQ", 1, 1, 0, 2)[:-1])),
    "storage_empty": partial(build, tlv(STORAGE, b"")),
    "storage_claims_more": partial(build, tlv(STORAGE, struct.pack("<IHH", 1, 0xFFFF, 0xFFFF))),
    "storage_cut": partial(build, tlv(STORAGE, struct.pack("<IHI", 1, 9, 1))),
    "short_id_cut": partial(build, tlv(SHORT_ID, b"\1\2")),
    "kernel_missing": partial(build, kernel=False),
    "kernel_later": partial(build, tlv(KERNEL, struct.pack("<HH", 0xFFFF, 0xFFFF)), kernel=False),
    "program_twice": partial(build, tlv(PROGRAM, words(0, 0xFFFFFFFF, 0, 0xFFFFFFFF, 0))),
    "main_and_program": partial(build, tlv(MAIN, words(0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF))),
    "program_missing": partial(build, program=False),
    "program_cut": partial(build, tlv(PROGRAM, words(0, 0, 0, 0)), program=False),
    "tlv_beyond_header": partial(build, tlv(0x7FFF, b"abcd", 0xFFFF)),
    "tlv_ends_at_64k": partial(build, tlv(0x7FFF, b"abcd", 0xFFFC)),
    "tlv_head_cut": partial(build, b"\3\0"),
    "header_size_odd": partial(build, header_size=0x6B),
    "header_size_least": partial(build, header_size=16),
    "header_size_less": partial(build, header_size=15),
    "header_size_none": partial(build, header_size=0),
    "header_size_most": partial(build, header_size=0xFFFF, total=0x10000),
    "header_beyond_total": partial(build, header_size=0xFFFF),
    "total_none": partial(build, total=0),
    "total_tiny": partial(build, total=4),
    "total_odd": partial(build, total=SLOT - 1),
    "total_to_the_end": partial(build, total=FLASH_END - HERE),
    "total_past_the_end": partial(build, total=FLASH_END - HERE + 1),
    "total_wraps": partial(build, total=-HERE),
    "total_max": partial(build, total=0xFFFFFFFF),
    "not_a_region": partial(build, total=0x1240),
    "version_0": partial(build, version=0),
    "version_max": partial(build, version=0xFFFF),
    "sum_wrong": partial(build, sum_xor=1),
    "flags_all": partial(build, flags=0xFFFFFFFF),
    "name_none": partial(build, name=None),
    "name_empty": partial(build, name=b""),
    "name_escapes": partial(build, name=b"\x1b[2J\x1b]0;owned\x07\x1b[31mred"),
    "name_c1_escapes": partial(build, name="\x9b2J\x9d0;owned\x9c\x90q".encode()),
    "name_lines": partial(build, name=b"x\r\n\r\n@bad\r\ntock$ "),
    "name_backspaces": partial(build, name=b"liar\b\b\b\bvictim\x7f\x7f"),
    "name_nul": partial(build, name=b"li\0ar"),
    "name_not_utf8": partial(build, name=b"\xff\xfe\xfd"),
    "name_overlong": partial(build, name=b"\xc0\xaf\xe0\x80\xaf"),
    "name_surrogate": partial(build, name=b"\xed\xa0\x80"),
    "name_cut": partial(build, name=b"abc\xf0\x9f\x98"),
    "name_300": partial(build, name=b"n" * 300),
    "name_64k": partial(build, name=b"n" * 0xFF00, total=0x20000),
}


# Names are printed when their owners die.
ERASED = SLOT - 0x200
NAMES = [lie for lie in LIES if lie.startswith("name_")]


def image(machine, objects, at=HERE, first="victim"):
    """An app, and from `at` on the objects at multiples of a slot, as flash has them."""
    start = APPS_AT - BOARD.flash_start
    data = bytearray(machine.image(first).read_bytes())
    del data[start + struct.unpack_from("<I", data, start + 4)[0] :]
    at -= BOARD.flash_start
    data += struct.pack("<HHIII", 2, 16, at - len(data), 0, 2 | 16 << 16 ^ (at - len(data)))
    for content in objects:
        data = data.ljust(at, b"\xff") + content
        at += max(SLOT, -(-len(content) // SLOT) * SLOT)
    end = FLASH_END - BOARD.flash_start
    path = machine.folder / "image.bin"
    path.write_bytes(data.ljust(at, b"\xff")[:end].ljust(end, b"\xff"))
    return path


def run(machine, objects):
    output = machine.run(image=image(machine, objects), seconds=SECONDS)
    check_victim(output.text, SECONDS, len(objects))
    assert not re.search("^@bad", output.text, re.M)
    strange = {ord(char) for char in output.text.rstrip() if not char.isprintable() and char != "\n"}
    assert not strange, strange
    return output


@pytest.mark.parametrize("lie", LIES)
def test_lie(lie, machine):
    output = run(machine, [LIES[lie]()])
    assert re.search(r"^Detent on \S+: [12] process", output.text, re.M)


@pytest.mark.parametrize("lie", NAMES)
def test_name_of_one_that_faults(lie, machine):
    data = bytearray(LIES[lie]())
    init, = struct.unpack_from("<I", data, 20)
    struct.pack_into("<I", data, 20, init + ERASED)
    header_size = struct.unpack_from("<H", data, 2)[0]
    struct.pack_into("<I", data, 12, checksum(bytes(data[:header_size])))
    output = run(machine, [bytes(data)])
    assert "had a fault" in output.text or "skipped" in output.text


def test_an_honest_object_is_loaded(machine):
    output = run(machine, [build()])
    assert "@done" in output.text and ": 2 processes" in output.text


def mutate(chance, honest):
    """A few bytes of the header become others, and mostly the checksum becomes right again."""
    data = bytearray(honest)
    header_size = struct.unpack_from("<H", data, 2)[0]
    for _ in range(chance.choice([1, 1, 2, 3, 8])):
        at = chance.randrange(2 if chance.random() < 0.1 else 12, header_size) & -2
        value = chance.choice([0, 1, 2, 3, 4, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFF0,
                               0xFFFE, 0xFFFF, chance.randrange(0x10000)])
        struct.pack_into("<H", data, at, value)
    if chance.random() < 0.9:
        size = struct.unpack_from("<H", data, 2)[0]
        struct.pack_into("<I", data, 12, checksum(bytes(data[:size])))
    return bytes(data)


# Each fills a part of flash that one region of any protection unit can cover.
LARGE = 0x20000
HOGS = {
    "name": (partial(build, app="name_hog", name=b"n" * 50000), "@found"),
    "header": (partial(build, *[tlv(0x7FFF, b"")] * 15000, app="header_hog"),
               "@regions 0x00000000"),
    "regions": (partial(build, *[tlv(WFR, b"")] * 4000, tlv(WFR, words(*[0x100, 4] * 2000))),
                "@regions 0x000007d0"),
    "permissions": (partial(build, tlv(PERMISSIONS, struct.pack("<H", 3900) +
                                       struct.pack("<IIQ", 9, 0, 0) * 3898 +
                                       struct.pack("<IIQIIQ", 1, 0, 3, 0x10000, 0, 3)),
                            app="name_hog"), "@found"),
}


def place_of_large(content, slot):
    """Behind the victim; where it is linked to, if it has to."""
    if Code("regions", slot).fixed:
        return APPS_AT + slot * SLOT + PROTECTED_BYTES - struct.unpack_from("<H", content, 2)[0]
    return -(-HERE // LARGE) * LARGE


@pytest.mark.parametrize("what", HOGS)
def test_nobody_waits_while_the_kernel_reads_a_long_header(what, machine):
    hog, proof = HOGS[what]
    content = hog(total=LARGE, slot=4)
    at = place_of_large(content, 4)
    output = machine.run(image=image(machine, [content], at), seconds=1)
    assert proof in output.text
    check_victim(output.text, 1, 1)


@pytest.mark.parametrize("seed", range(FUZZ_IMAGES))
def test_fuzzed_headers(seed, machine):
    chance = random.Random(f"headers {seed}")
    honest = [partial(build, tlv(WFR, words(0x200, 0x100)), tlv(STORAGE, struct.pack("<IHH", 1, 0, 0)),
                      tlv(SHORT_ID, words(seed)), fixed=(ANY, ANY), ram=1500),
              partial(build, tlv(PERMISSIONS, struct.pack("<HIIQIIQ", 2, 1, 0, 3, 0x10002, 0, 0xFF)),
                      ram=1000),
              partial(build, fixed=(VICTIM_RAM + 0x2C00 & -0x400, ANY), ram=2000)]
    run(machine, [mutate(chance, chance.choice(honest)(slot=slot))
                  for slot in range(1, FUZZ_OBJECTS + 1)])


def test_names_do_not_drive_the_terminal_of_the_process_console(machine):
    names = ["name_escapes", "name_lines", "name_backspaces", "name_nul", "name_300"]
    names = names[:-1] if Code().fixed else names  # or its code is not where it is linked to
    objects = [LIES[name](slot=slot) for slot, name in enumerate(names, 1)]
    path = image(machine, objects, first="regions")
    with machine.session(image=path) as session:
        for _ in range(len(names) + 1):
            session.expect("@done")
        session.idle()
        for command in ("list", "status", "process regions", "kernel", "help"):
            text = session.ask(command)
            assert not [c for c in text if not c.isprintable() and c != "\n"], text
            assert "@bad" not in text.split("\n")
