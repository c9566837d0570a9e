# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Binaries whose headers lie, in flash behind the victim. Whatever a header says: the kernel lives,
the victim beats on, nobody gets at what is not his, and what a person reads has no control
characters in it."""

import random
import re
import struct

import pytest

from harness import BUILD
from tbf_decoder import (FIXED, KERNEL, MAIN, NAME, PERMISSIONS, PROGRAM, SHORT_ID, STORAGE, WFR,
                         checksum)
from victim import check_victim

APPS_AT, FLASH_END, SLOT = 0xC000, 0x40000, 0x1000
SECONDS = 0.6
FUZZ_IMAGES, FUZZ_OBJECTS = 24, 12

ANY = 0xFFFFFFFF


def tlv(kind, value, length=None):
    length = len(value) if length is None else length
    return struct.pack("<HH", kind, length) + value + bytes(-len(value) % 4)


def words(*values):
    return struct.pack(f"<{len(values)}I", *(value & 0xFFFFFFFF for value in values))


def code(app="regions"):
    """The binary of the program and how far behind its start the entry lies."""
    data = (BUILD / f"apps/{app}/{app}.tbf").read_bytes()
    header_size = struct.unpack_from("<H", data, 2)[0]
    init, _, _, end, _ = struct.unpack_from("<5I", data, data.index(tlv(PROGRAM, b"", 20)) + 4)
    return data[header_size:end], init


def build(*more, app="regions", name=b"liar", init=0, trailer=0, ram=3000, end=None, fixed=None, kernel=True,
          header_size=None, total=SLOT, version=2, flags=1, sum_xor=0, program=True):
    """An object that takes the room of `total`; what is not given is honest."""
    binary, entry = code(app)
    tlvs = [tlv(NAME, name)] if name is not None else []
    tlvs += [tlv(KERNEL, struct.pack("<HH", 2, 2))] * kernel + list(more)
    tlvs += [tlv(FIXED, words(*fixed))] if fixed else []
    size = 16 + 24 * program + sum(map(len, tlvs))
    end = size + len(binary) if end is None else end
    tlvs = [tlv(PROGRAM, words(entry + init, trailer, ram, end, 0))] * program + tlvs
    header_size = size if header_size is None else header_size
    header = struct.pack("<HHII", version, header_size & 0xFFFF, total & 0xFFFFFFFF, flags)
    header += bytes(4) + b"".join(tlvs)
    sealed = (header + binary)[: header_size & 0xFFFF].ljust(16, b"\0")
    header = header[:12] + words(checksum(sealed) ^ sum_xor) + header[16:]
    return header + binary


# Addresses are those of the board: kernel flash at 0, the victim at 0xC000, the liar at 0xD000.
HERE = APPS_AT + SLOT
KERNEL_CODE, VICTIM, KERNEL_RAM, VICTIM_RAM = 0x400, APPS_AT, 0x20000000, 0x20001400

LIES = {
    "entry_beyond": build(init=SLOT),
    "entry_at_the_last_byte": build(init=SLOT - 0x90),
    "entry_in_kernel": build(init=KERNEL_CODE - HERE - 0x80),
    "entry_in_victim": build(init=VICTIM + 0x100 - HERE),
    "entry_wraps": build(init=0xFFFFFFFF),
    "entry_in_header": build(init=-0x78),
    "trailer_is_all": build(trailer=SLOT),
    "trailer_wraps": build(trailer=-0x40),
    "trailer_to_binary_end": build(trailer=len(code()[0])),
    "trailer_max": build(trailer=0xFFFFFFFF),
    "binary_end_in_header": build(end=8),
    "binary_end_beyond": build(end=SLOT + 4),
    "binary_end_wraps": build(end=0xFFFFFFFF),
    "ram_none": build(ram=0),
    "ram_all": build(ram=0xFFFFFFFF),
    "ram_half": build(ram=0x80000000),
    "ram_wraps_with_overhead": build(ram=-0x100),
    "ram_60k": build(ram=60000),
    "region_in_kernel": build(tlv(WFR, words(KERNEL_CODE - HERE, 0x100))),
    "region_in_victim": build(tlv(WFR, words(VICTIM - HERE, 0x400))),
    "region_in_ram": build(tlv(WFR, words(VICTIM_RAM - HERE, 0x400))),
    "region_wraps": build(tlv(WFR, words(0x100, 0xFFFFFFFF))),
    "region_ends_beyond": build(tlv(WFR, words(0x100, SLOT))),
    "region_list_cut": build(tlv(WFR, words(0x100, 0x100)[:7])),
    "regions_empty": build(tlv(WFR, b"")),
    "regions_many": build(tlv(WFR, b"".join(words(VICTIM - HERE + i, 4) for i in range(40)))),
    "fixed_ram_kernel": build(fixed=(KERNEL_RAM, ANY)),
    "fixed_ram_kernel_odd": build(fixed=(KERNEL_RAM + 0x101, ANY)),
    "fixed_ram_victim": build(fixed=(VICTIM_RAM, ANY)),
    "fixed_ram_null": build(fixed=(0, ANY)),
    "fixed_ram_peripherals": build(fixed=(0x40000000, ANY)),
    "fixed_ram_core": build(fixed=(0xE000E000, ANY)),
    "fixed_ram_end": build(fixed=(0x2000FE00, ANY)),
    "fixed_ram_past_end": build(fixed=(0x20010000, ANY)),
    "fixed_ram_wraps": build(fixed=(0xFFFFFE00, ANY)),
    "fixed_ram_wraps_too": build(fixed=(0xFFFFF000, ANY), ram=0xFF0),
    "fixed_ram_flash": build(fixed=(0x30000, ANY)),
    "fixed_flash_kernel": build(fixed=(ANY, 0x80)),
    "fixed_flash_victim": build(fixed=(ANY, VICTIM + 0x4C)),
    "fixed_cut": build(tlv(FIXED, words(0))),
    "permissions_none": build(tlv(PERMISSIONS, b"\0\0")),
    "permissions_empty": build(tlv(PERMISSIONS, b"")),
    "permissions_one_byte": build(tlv(PERMISSIONS, b"\1")),
    "permissions_claim_more": build(tlv(PERMISSIONS, struct.pack("<HIIQ", 2, 1, 0, 2))),
    "permissions_claim_most": build(tlv(PERMISSIONS, struct.pack("<HIIQ", 0xFFFF, 1, 0, 2))),
    "permissions_cut": build(tlv(PERMISSIONS, struct.pack("<HIIQ", 1, 1, 0, 2)[:-1])),
    "storage_empty": build(tlv(STORAGE, b"")),
    "storage_claims_more": build(tlv(STORAGE, struct.pack("<IHH", 1, 0xFFFF, 0xFFFF))),
    "storage_cut": build(tlv(STORAGE, struct.pack("<IHI", 1, 9, 1))),
    "short_id_cut": build(tlv(SHORT_ID, b"\1\2")),
    "kernel_missing": build(kernel=False),
    "kernel_later": build(tlv(KERNEL, struct.pack("<HH", 0xFFFF, 0xFFFF)), kernel=False),
    "program_twice": build(tlv(PROGRAM, words(0, 0xFFFFFFFF, 0, 0xFFFFFFFF, 0))),
    "main_and_program": build(tlv(MAIN, words(0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF))),
    "program_missing": build(program=False),
    "program_cut": build(tlv(PROGRAM, words(0, 0, 0, 0)), program=False),
    "tlv_beyond_header": build(tlv(0x7FFF, b"abcd", 0xFFFF)),
    "tlv_ends_at_64k": build(tlv(0x7FFF, b"abcd", 0xFFFC)),
    "tlv_head_cut": build(b"\3\0"),
    "header_size_odd": build(header_size=0x6B),
    "header_size_least": build(header_size=16),
    "header_size_less": build(header_size=15),
    "header_size_none": build(header_size=0),
    "header_size_most": build(header_size=0xFFFF, total=0x10000),
    "header_beyond_total": build(header_size=0xFFFF),
    "total_none": build(total=0),
    "total_tiny": build(total=4),
    "total_odd": build(total=SLOT - 1),
    "total_to_the_end": build(total=FLASH_END - HERE),
    "total_past_the_end": build(total=FLASH_END - HERE + 1),
    "total_wraps": build(total=-HERE),
    "total_max": build(total=0xFFFFFFFF),
    "not_a_region": build(total=0x1240),
    "version_0": build(version=0),
    "version_max": build(version=0xFFFF),
    "sum_wrong": build(sum_xor=1),
    "flags_all": build(flags=0xFFFFFFFF),
    "name_none": build(name=None),
    "name_empty": build(name=b""),
    "name_escapes": build(name=b"\x1b[2J\x1b]0;owned\x07\x1b[31mred"),
    "name_c1_escapes": build(name="\x9b2J\x9d0;owned\x9c\x90q".encode()),
    "name_lines": build(name=b"x\r\n\r\n@bad\r\ntock$ "),
    "name_backspaces": build(name=b"liar\b\b\b\bvictim\x7f\x7f"),
    "name_nul": build(name=b"li\0ar"),
    "name_not_utf8": build(name=b"\xff\xfe\xfd"),
    "name_overlong": build(name=b"\xc0\xaf\xe0\x80\xaf"),
    "name_surrogate": build(name=b"\xed\xa0\x80"),
    "name_cut": build(name=b"abc\xf0\x9f\x98"),
    "name_300": build(name=b"n" * 300),
    "name_64k": build(name=b"n" * 0xFF00, total=0x20000),
}


# Names are printed when their owners die.
ERASED = SLOT - 0x200
NAMES = [lie for lie in LIES if lie.startswith("name_")]


def image(machine, objects, at=HERE, first="victim"):
    """An app, and from `at` on the objects at multiples of a slot, as flash has them."""
    data = bytearray(machine.image(first).read_bytes())
    del data[APPS_AT + struct.unpack_from("<I", data, APPS_AT + 4)[0] :]
    data += struct.pack("<HHIII", 2, 16, at - len(data), 0, 2 | 16 << 16 ^ (at - len(data)))
    for content in objects:
        data = data.ljust(at, b"\xff") + content
        at += max(SLOT, -(-len(content) // SLOT) * SLOT)
    path = machine.folder / "image.bin"
    path.write_bytes(data.ljust(at, b"\xff")[:FLASH_END].ljust(FLASH_END, b"\xff"))
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
    output = run(machine, [LIES[lie]])
    assert re.search(r"^Detent on \w+: [12] process", output.text, re.M)


@pytest.mark.parametrize("lie", NAMES)
def test_name_of_one_that_faults(lie, machine):
    init, = struct.unpack_from("<I", LIES[lie], 20)
    data = bytearray(LIES[lie])
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


HOGS = {
    "name": (build(app="name_hog", name=b"n" * 50000, total=0x20000), "@found"),
    "header": (build(*[tlv(0x7FFF, b"")] * 15000, app="header_hog", total=0x20000),
               "@regions 0x00000000"),
    "regions": (build(*[tlv(WFR, b"")] * 4000, tlv(WFR, words(*[0x100, 4] * 2000)), app="regions",
                      total=0x20000), "@regions 0x000007d0"),
    "permissions": (build(tlv(PERMISSIONS, struct.pack("<H", 3900) + struct.pack("<IIQ", 9, 0, 0) *
                              3898 + struct.pack("<IIQIIQ", 1, 0, 3, 0x10000, 0, 3)),
                          app="name_hog", total=0x20000), "@found"),
}


@pytest.mark.parametrize("what", HOGS)
def test_nobody_waits_while_the_kernel_reads_a_long_header(what, machine):
    content, proof = HOGS[what]
    output = machine.run(image=image(machine, [content], 0x20000), seconds=1)
    assert proof in output.text
    check_victim(output.text, 1, 1)


@pytest.mark.parametrize("seed", range(FUZZ_IMAGES))
def test_fuzzed_headers(seed, machine):
    chance = random.Random(f"headers {seed}")
    honest = [build(tlv(WFR, words(0x200, 0x100)), tlv(STORAGE, struct.pack("<IHH", 1, 0, 0)),
                    tlv(SHORT_ID, words(seed)), fixed=(ANY, ANY), ram=1500),
              build(tlv(PERMISSIONS, struct.pack("<HIIQIIQ", 2, 1, 0, 3, 0x10002, 0, 0xFF)),
                    ram=1000),
              build(fixed=(0x20004000, ANY), ram=2000)]
    run(machine, [mutate(chance, chance.choice(honest)) for _ in range(FUZZ_OBJECTS)])


def test_names_do_not_drive_the_terminal_of_the_process_console(machine):
    names = ["name_escapes", "name_lines", "name_backspaces", "name_nul", "name_300"]
    path = image(machine, [LIES[name] for name in names], first="regions")
    with machine.session(image=path) as session:
        for _ in range(len(names) + 1):
            session.expect("@done")
        session.idle()
        for command in ("list", "status", "process regions", "kernel", "help"):
            text = session.ask(command)
            assert not [c for c in text if not c.isprintable() and c != "\n"], text
            assert "@bad" not in text.split("\n")
