# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What lies in app flash may be anything. An object that cannot be loaded costs one line, which
names it and the field, and the others run (ABI 4.2 to 4.4)."""

import random
import re
import struct

import pytest
from tbf_decoder import ANY, FIXED, KERNEL, MAIN, NAME, PERMISSIONS, PROGRAM, decode, seal, tlv

from harness import BOARD, Kernel, needs

APPS_AT, FLASH_END = BOARD.apps_at, BOARD.flash_end
SECONDS = 1.2

# `hello` comes first, then the object that the test is about, `counter` last.
SIZE = BOARD.slot_bytes
AT = APPS_AT + SIZE


# ---- Objects ----


def object_of(name, slot):
    """The app as it lies in that slot and fills it, or more of them."""
    data = BOARD.program_at(name, APPS_AT + slot * SIZE)
    size = -(-len(data) // SIZE) * SIZE
    return sealed(data.ljust(size, b"\xff"), 4, "<I", size)


def put(data, offset, form, *values):
    size = struct.calcsize(form)
    return data[:offset] + struct.pack(form, *values) + data[offset + size :]


def sealed(data, offset, form, *values):
    """With another field, and the checksum that belongs to it."""
    return seal(put(data, offset, form, *values))


def value_at(data, kind):
    """Where the value of the TLV begins."""
    (offset,) = [at for t, at, _ in decode(data).tlvs if t == kind]
    return offset + 4


def program(data, index, value):
    """With another word in the Main and the Program header."""
    at = value_at(data, PROGRAM) + 4 * index
    if index < 3:
        data = sealed(data, value_at(data, MAIN) + 4 * index, "<I", value)
    return sealed(data, at, "<I", value)


def with_tlvs(data, *more):
    """With more headers. They take what is left before a program that has to lie where it does; another
    one moves on by as much. So nothing else changes for it."""
    added = b"".join(more)
    size, (init, trailer, _, end, _) = decode(data).header_size, decode(data).program
    if FIXED in decode(data).types:
        data = program(program(data, 0, init - len(added)), 1, trailer - len(added))
        moved = data[:size] + added + data[size + len(added) :]
    else:
        data = sealed(data, value_at(data, PROGRAM) + 12, "<I", end + len(added))
        moved = (data[:size] + added + data[size:])[: len(data)]
    return sealed(moved, 2, "<H", size + len(added))


def at_fixed_addresses(data, ram, flash):
    if FIXED in decode(data).types:
        given = struct.unpack_from("<II", data, value_at(data, FIXED))
        wanted = [old if new == ANY else new for old, new in zip(given, (ram, flash))]
        return sealed(data, value_at(data, FIXED), "<II", *wanted)
    return with_tlvs(data, tlv(FIXED, struct.pack("<II", ram, flash)))


def without_tlv(data, kind):
    """With a type that nobody knows in the place of this one."""
    return sealed(data, value_at(data, kind) - 4, "<H", 0x7F00 | kind)


def good(slot=1):
    """`hello` under another name of the same length."""
    data = object_of("hello", slot)
    return sealed(data, value_at(data, NAME), "<5s", b"other")


def padding(size):
    return seal(struct.pack("<HHIII", 2, 16, size, 0, 0).ljust(size, b"\xff"))


# ---- Images ----


def boot(machine, *objects, seconds=SECONDS):
    """Boots these objects, back to back, as they are."""
    path = machine.folder / "image.bin"
    path.write_bytes(Kernel().bin.read_bytes().ljust(APPS_AT - BOARD.flash_start, b"\xff") + b"".join(objects))
    return machine.run(image=path, seconds=seconds)


def boot_with(machine, data):
    output = boot(machine, object_of("hello", 0), data, object_of("counter", 2))
    assert not output.panicked and output.boots == 1
    return output


def skipped(output):
    return re.findall(r"^App (.+) at (0x\w+) skipped: (.+)$", output.text, re.M)


def assert_runs(output, hellos, counter=True):
    assert output.count("Hello from Detent!") == hellos
    assert output.count("counter: 1") == counter
    (processes,) = re.findall(r"^Detent on .*: (\d+) process", output.text, re.M)
    assert int(processes) == hellos + counter


def assert_skipped_and_the_rest_run(output, reason, name="other", counter=True):
    ((shown, address, why),) = skipped(output)
    assert (shown, int(address, 16)) == (name, AT)
    assert re.search(reason, why), why
    assert_runs(output, 1, counter)


def test_the_good_one_runs(machine):
    output = boot_with(machine, good())
    assert skipped(output) == []
    assert_runs(output, 2)


# ---- Skipped, with a reason ----

TOO_MUCH = "not enough memory for minimum_ram_size"

SKIPPED = {
    "checksum": (lambda d: put(d, 12, "<I", 0x12345678), "checksum"),
    "a_byte_of_the_header": (lambda d: put(d, 0x44, "<B", d[0x44] ^ 1), "checksum"),
    "disabled": (lambda d: sealed(d, 8, "<I", 0), "disabled"),
    "disabled_and_sticky": (lambda d: sealed(d, 8, "<I", 2), "disabled"),
    "kernel_version_missing": (lambda d: without_tlv(d, KERNEL), "kernel version"),
    "kernel_major_too_new": (lambda d: sealed(d, value_at(d, KERNEL), "<HH", 3, 0), "version"),
    "kernel_minor_too_new": (lambda d: sealed(d, value_at(d, KERNEL), "<HH", 2, 99), "version"),
    "kernel_major_too_old": (lambda d: sealed(d, value_at(d, KERNEL), "<HH", 1, 0), "version"),
    "init_fn_offset": (lambda d: program(d, 0, SIZE), "init_fn_offset"),
    "init_fn_offset_wraps": (lambda d: program(d, 0, 0xFFFFFFFF), "init_fn_offset"),
    "protected_trailer_size": (lambda d: program(d, 1, SIZE), "protected_trailer_size"),
    "protected_trailer_size_wraps": (lambda d: program(d, 1, 0xFFFFFFF0), "protected_trailer_size"),
    "minimum_ram_size": (lambda d: program(d, 2, 0x1000000), TOO_MUCH),
    "minimum_ram_size_wraps": (lambda d: program(d, 2, 0xFFFFFFFF), TOO_MUCH),
    "minimum_ram_size_half_the_memory": (lambda d: program(d, 2, 0x80000000), TOO_MUCH),
    "no_program": (lambda d: without_tlv(without_tlv(d, MAIN), PROGRAM), "Main|Program"),
    "main_too_short": (lambda d: sealed(d, value_at(d, MAIN) - 2, "<H", 8), "TLV"),
    "program_too_short": (lambda d: sealed(d, value_at(d, PROGRAM) - 2, "<H", 16), "TLV"),
    "tlv_past_the_header": (
        lambda d: sealed(d, value_at(d, KERNEL) - 2, "<H", 0xFFF0), "TLV"),
    "fixed_flash": (
        lambda d: at_fixed_addresses(d, ANY, APPS_AT + 0x24000), "flash address"),
    "fixed_ram_in_the_kernel": (
        lambda d: at_fixed_addresses(d, Kernel().stack[0] & -0x400, ANY), TOO_MUCH + r" 0x\w+ at 0x"),
    "fixed_ram_nowhere": (
        lambda d: at_fixed_addresses(d, 0x60000000, ANY), TOO_MUCH + r" 0x\w+ at 0x60000000"),
    "permissions": (
        lambda d: with_tlvs(d, tlv(PERMISSIONS, struct.pack("<HIIQ", 9, 1, 0, 0))), "permission"),
}


@pytest.mark.parametrize("what", SKIPPED)
def test_skipped_with_a_reason(machine, what):
    change, reason = SKIPPED[what]
    assert_skipped_and_the_rest_run(boot_with(machine, change(good())), reason)


def test_a_name_that_is_no_utf_8_is_skipped(machine):
    data = good()
    output = boot_with(machine, sealed(data, value_at(data, NAME), "<5s", b"o\xff\xfeer"))
    ((_, _, why),) = skipped(output)
    assert "name" in why
    assert_runs(output, 1)


def test_a_name_cannot_forge_lines(machine):
    data = good()
    output = boot_with(machine, sealed(sealed(data, value_at(data, NAME), "<5s", b"a\r\nb\x1b"),
                                       8, "<I", 0))
    ((name, _, _),) = skipped(output)
    assert name.isprintable() and b"\x1b" not in output.data
    assert_runs(output, 1)


@pytest.mark.parametrize("header_size", [0, 12, 15, 4097, 0xFFFF])
def test_a_header_size_that_cannot_be_is_skipped(machine, header_size):
    """ABI 4.4, step 4. Nothing in the header can be believed then, so there is no name."""
    data = put(put(good(), 2, "<H", header_size), 4, "<I", 4096)[:4096]
    output = boot_with(machine, data + (padding(SIZE - 4096) if SIZE > 4096 else b""))
    ((_, address, why),) = skipped(output)
    assert int(address, 16) == AT and "header_size" in why
    assert_runs(output, 1)


@pytest.mark.parametrize("header_size", [17, 20, 60, 74, 4096])
def test_a_header_size_that_cuts_a_header_in_two_is_skipped(machine, header_size):
    output = boot_with(machine, sealed(good(), 2, "<H", header_size))
    ((_, address, why),) = skipped(output)
    assert int(address, 16) == AT
    assert_runs(output, 1)


@needs(BOARD.facts.coarse, "protection in steps of more than a word")
def test_a_size_that_the_protection_unit_cannot_cover_is_skipped(machine):
    """The objects behind it move along, so that only its own size is odd."""
    data = sealed(good() + bytes(4), 4, "<I", SIZE + 4)
    output = boot(machine, object_of("hello", 0), data, padding(3 * SIZE - SIZE - 4),
                  object_of("counter", 4))
    assert_skipped_and_the_rest_run(output, "total_size")


@needs(BOARD.facts.coarse, "protection in steps of more than a word")
def test_an_object_at_an_odd_address_is_skipped(machine):
    """Its size would be fine elsewhere."""
    output = boot(machine, object_of("hello", 0), padding(36), good(),
                  padding(3 * SIZE - SIZE - 36), object_of("counter", 4))
    ((name, address, why),) = skipped(output)
    assert (name, int(address, 16)) == ("other", AT + 36)
    assert "address" in why
    assert_runs(output, 1)


def test_what_no_slot_is_left_for_is_skipped(machine):
    small = [object_of("blink", slot) for slot in range(8)]
    output = boot(machine, *small, good(8), seconds=0.1)
    assert f"Detent on {BOARD.name}: 8 processes" in output.lines
    ((name, _, why),) = skipped(output)
    assert name == "other" and "slots" in why


# ---- Where the list ends ----


def test_a_version_that_nobody_knows_ends_the_list(machine):
    output = boot_with(machine, sealed(good(), 0, "<H", 3))
    assert_runs(output, 1, counter=False)


@pytest.mark.parametrize("total_size", [FLASH_END - AT + 1, 0x7FFFFFFF, 0xFFFFFFFF])
def test_a_total_size_beyond_flash_ends_the_list(machine, total_size):
    output = boot_with(machine, sealed(good(), 4, "<I", total_size))
    assert_runs(output, 1, counter=False)


def test_a_total_size_of_0_ends_the_list(machine):
    output = boot_with(machine, sealed(good(), 4, "<I", 0))
    assert_runs(output, 1, counter=False)


@pytest.mark.parametrize("total_size", [0, FLASH_END - AT + 1])
def test_a_person_reads_which_total_size_hides_the_rest(machine, total_size):
    """Issue: corrupt apps are skipped with a reason that names app and field."""
    output = boot_with(machine, sealed(good(), 4, "<I", total_size))
    ((_, address, why),) = skipped(output)
    assert int(address, 16) == AT and "total_size" in why


@pytest.mark.parametrize("binary_end", [SIZE + 1, 0xFFFFFFFF])
def test_a_binary_end_beyond_the_object_ends_the_list(machine, binary_end):
    output = boot_with(machine, program(good(), 3, binary_end))
    assert_skipped_and_the_rest_run(output, "binary_end", counter=False)


def test_a_total_size_that_leads_into_the_object_does_no_harm(machine):
    output = boot_with(machine, sealed(good(), 4, "<I", 512))
    assert output.count("Hello from Detent!") == 1
    assert skipped(output)


def test_flash_without_any_object_boots(machine):
    output = boot(machine, seconds=0.1)
    assert f"Detent on {BOARD.name}: 0 processes" in output.lines
    assert not output.panicked


def test_flash_full_of_zeros_boots(machine):
    output = boot(machine, bytes(FLASH_END - APPS_AT), seconds=0.1)
    assert f"Detent on {BOARD.name}: 0 processes" in output.lines


def test_headers_at_the_very_end_of_flash_are_not_read_beyond_it(machine):
    rest = FLASH_END - APPS_AT
    for left in (4, 8, 12, 16, 20):
        head = struct.pack("<HHIII", 2, 16, left, 1, 0)[:left].ljust(left, b"\2")
        output = boot(machine, padding(rest - left), head, seconds=0.1)
        assert not output.panicked and output.boots == 1


# ---- No reason to skip ----


def test_padding_is_skipped_without_a_word(machine):
    output = boot_with(machine, padding(SIZE))
    assert skipped(output) == []
    assert_runs(output, 1)


def test_unknown_headers_are_skipped(machine):
    data = with_tlvs(good(), tlv(0x8001, b"12345"), tlv(99, b""), tlv(0x7FFF, bytes(18)))
    output = boot_with(machine, data)
    assert skipped(output) == []
    assert_runs(output, 2)


def test_two_of_one_name_both_run(machine):
    output = boot_with(machine, object_of("hello", 1))
    assert skipped(output) == []
    assert_runs(output, 2)


def test_one_without_a_name_runs(machine):
    output = boot_with(machine, without_tlv(good(), NAME))
    assert skipped(output) == []
    assert_runs(output, 2)


# ---- Accidents ----


def found(data):
    """The addresses at which the list has an object, as ABI 4.4 walks it."""
    image = object_of("hello", 0) + data + object_of("counter", 2)
    at = APPS_AT
    while FLASH_END - at >= 8:
        head = image[at - APPS_AT :][:8].ljust(8, b"\xff")
        version, _, total = struct.unpack("<HHI", head)
        if version != 2 or total == 0 or total > FLASH_END - at:
            return
        yield at
        at += total


@pytest.mark.parametrize("seed", range(30))
def test_flipped_bits_harm_nobody_else(machine, seed):
    """Half of the time in the header, else anywhere; half of the time with a right checksum."""
    chance = random.Random(seed)
    data = bytearray(good())
    parsed = decode(bytes(data))
    for _ in range(chance.randint(1, 6)):
        where = chance.randrange(parsed.header_size if seed % 2 else parsed.binary_end)
        data[where] ^= 1 << chance.randrange(8)
    if seed % 4 >= 2 and 16 <= struct.unpack_from("<H", data, 2)[0] <= SIZE:
        data = bytearray(seal(bytes(data)))
    output = boot_with(machine, bytes(data))
    assert output.count("Hello from Detent!") >= 1
    hidden = "skipped: binary_end_offset" in output.text
    if AT + SIZE in found(data) and not hidden:
        assert output.count("counter: 1") == 1
