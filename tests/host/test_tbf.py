# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`detent tbf`: from ELF to TBF (ABI 4.8)."""

import os
import struct

import pytest
import tbf_decoder as tbf
from conftest import Elf, link


@pytest.fixture
def convert(detent, tmp_path):
    def run(elf, *options):
        detent("tbf", elf, "-o", "out.tbf", *options)
        return tbf.decode((tmp_path / "out.tbf").read_bytes())

    return run


def patched(elf, tmp_path, *patches):
    """A copy with other bytes at some offsets."""
    data = bytearray(elf.read_bytes())
    for offset, value in patches:
        data[offset : offset + len(value)] = value
    copy = tmp_path / elf.name
    copy.write_bytes(data)
    return copy


def crt0_header(app):
    names = "got_image got_ram got_size data_image data_ram data_size bss_ram bss_size".split()
    names += ["relocations", "stack"]
    return dict(zip(names, struct.unpack_from("<10I", app.binary)))


# The program


def test_the_binary_is_what_the_segments_hold(convert, elves):
    elf, app = Elf(elves["pic"]), convert(elves["pic"])
    image = (
        elf.content(".crt0_header")
        + elf.content(".text")
        + elf.content(".got")
        + elf.content(".data")
    )
    assert app.binary.startswith(image)


def test_the_entry_point_counts_from_the_end_of_the_header(convert, elves):
    elf, app = Elf(elves["pic"]), convert(elves["pic"], "--protected-region-size", 512)
    assert app.protected_size == 512
    assert app.entry == app.protected_size + elf.entry - 0x80000000
    assert app.entry % 2 == 1  # the Thumb bit stays


def test_relocation_data_lies_where_the_app_looks_for_it(convert, elves):
    elf, app = Elf(elves["pic"]), convert(elves["pic"])
    at = crt0_header(app)["relocations"]
    relocations = elf.content(".rel.data")
    assert len(relocations) > 0
    assert app.binary[at:] == struct.pack("<I", len(relocations)) + relocations


def test_relocation_data_is_there_even_if_empty(convert, elves):
    app = convert(elves["fixed"])
    relocations = Elf(elves["fixed"]).content(".rel.data")
    at = crt0_header(app)["relocations"]
    assert app.binary[at:] == struct.pack("<I", len(relocations)) + relocations
    plain = convert(link_plain(elves))
    assert plain.binary[-4:] == bytes(4)


def link_plain(elves):
    source = '__attribute__((section(".start"), used)) void _start(void) { for (;;); }'
    return link(elves["pic"].parent, "plain", source)


def test_start_up_code_finds_working_data(convert, elves):
    """Does what crt0 does (ABI 9.3), and follows the pointers that come out."""
    app = convert(elves["pic"])
    flash, ram = 0x20000 + app.protected_size, 0x20001000
    h = crt0_header(app)
    memory = bytearray(h["bss_ram"] + h["bss_size"])

    def fix(at):
        value = struct.unpack_from("<I", memory, at)[0]
        value = value - 0x80000000 + flash if value & 0x80000000 else value + ram
        struct.pack_into("<I", memory, at, value)

    got = app.binary[h["got_image"] : h["got_image"] + h["got_size"]]
    data = app.binary[h["data_image"] : h["data_image"] + h["data_size"]]
    memory[h["got_ram"] : h["got_ram"] + len(got)] = got
    memory[h["data_ram"] : h["data_ram"] + len(data)] = data
    for at in range(h["got_ram"], h["got_ram"] + h["got_size"], 4):
        fix(at)
    (length,) = struct.unpack_from("<I", app.binary, h["relocations"])
    for at in range(0, length, 8):
        fix(struct.unpack_from("<I", app.binary, h["relocations"] + 4 + at)[0])
    words = struct.unpack(f"<{len(data) // 4}I", memory[h["data_ram"] : h["data_ram"] + len(data)])
    texts = [
        app.binary[w - flash :].split(b"\0")[0]
        for w in words
        if flash <= w < flash + len(app.binary)
    ]
    assert b"alpha" in texts and b"beta" in texts


GAP_SCRIPT = """
ENTRY(_start)
{symbols}
PHDRS {{ one PT_LOAD; two PT_LOAD; }}
SECTIONS {{
    .text {flash:#x} : {{ KEEP(*(.start)) *(.text*) }} :one
    .rodata {other:#x} : {{ *(.rodata*) *(.data*) }} :two
    /DISCARD/ : {{ *(.ARM.exidx*) }}
}}
"""
GAP_SOURCE = """
const int table[] = {1, 2, 3, 4};
__attribute__((section(".start"), used)) void _start(void) {
    for (;;) ((volatile const int *)table)[0];
}
"""


def test_a_gap_between_segments_is_filled_with_zeros(convert, tmp_path):
    elf = link(tmp_path, "gap", GAP_SOURCE, GAP_SCRIPT, flash=0x80000000, other=0x80000100)
    app = convert(elf)
    text = Elf(elf).content(".text")
    assert app.binary[: len(text)] == text
    assert app.binary[len(text) : 0x100] == bytes(0x100 - len(text))
    assert app.binary[0x100:0x110] == struct.pack("<4I", 1, 2, 3, 4)


def test_a_large_gap_is_told(detent, tmp_path):
    elf = link(tmp_path, "gap", GAP_SOURCE, GAP_SCRIPT, flash=0x80000000, other=0x80004000)
    assert "a gap of" in detent("tbf", elf, "-o", "out.tbf").err


def test_a_gap_that_no_flash_has_is_refused(refused, tmp_path):
    elf = link(tmp_path, "gap", GAP_SOURCE, GAP_SCRIPT, flash=0x80000000, other=0xF0000000)
    assert "too far" in refused("tbf", elf, "-o", "out.tbf")
    assert not (tmp_path / "out.tbf").exists()


def test_a_gap_before_the_first_segment_is_told_too(detent, elves):
    done = detent("tbf", elves["fixed"], "--fixed-flash", "0x20080", "-o", "out.tbf")
    assert "a gap of 65536 bytes" in done.err


def test_segments_out_of_order_are_refused(refused, tmp_path):
    symbols = "_flash_origin = 0x80000000;"
    elf = link(
        tmp_path, "gap", GAP_SOURCE, GAP_SCRIPT, flash=0x80000100, other=0x80000000, symbols=symbols
    )
    assert "before the end of the one before" in refused("tbf", elf, "-o", "out.tbf")


HEADERS_SCRIPT = """
ENTRY(_start)
{symbols}
PHDRS {{ one PT_LOAD FILEHDR PHDRS; }}
SECTIONS {{
    .text {flash:#x} : {{ KEEP(*(.start)) *(.text*) *(.rodata*) }} :one
    /DISCARD/ : {{ *(.ARM.exidx*) }}
}}
"""


def test_what_lies_below_the_start_of_flash_is_trimmed(convert, tmp_path):
    symbols = "_flash_origin = 0x30080;"
    elf = link(tmp_path, "headers", GAP_SOURCE, HEADERS_SCRIPT, flash=0x30080, symbols=symbols)
    assert Elf(elf).segments[0][3] < 0x30080  # the linker did put the ELF header there
    app = convert(elf)
    assert app.binary[:-4] == Elf(elf).content(".text")
    assert app.words(tbf.FIXED) == (tbf.ANY, 0x30080)


def test_flash_that_starts_before_the_first_segment_is_filled(convert, tmp_path):
    symbols = "_flash_origin = 0x30080;"
    elf = link(
        tmp_path, "late", GAP_SOURCE, GAP_SCRIPT, flash=0x300A0, other=0x30200, symbols=symbols
    )
    app = convert(elf)
    assert app.binary[:0x20] == bytes(0x20)
    assert app.entry == app.protected_size + 0x21


def test_a_section_that_is_trimmed_away_is_told(detent, tmp_path):
    symbols = "_flash_origin = 0x30080;"
    elf = link(
        tmp_path, "lost", GAP_SOURCE, GAP_SCRIPT, flash=0x30080, other=0x30000, symbols=symbols
    )
    assert (
        "section .rodata lies below the start of flash" in detent("tbf", elf, "-o", "out.tbf").err
    )


def test_relocation_data_at_an_odd_place_is_told(detent, tmp_path):
    script = GAP_SCRIPT.replace(".rodata {other:#x} :", ".data {other:#x} :")
    script = script.replace("*(.data*) }}", "*(.data*) BYTE(1) }}")
    source = (
        'int x; int *p = &x; __attribute__((section(".start"), used)) void _start(void) { *p = 1; }'
    )
    elf = link(tmp_path, "odd", source, script, flash=0x80000000, other=0x80000100)
    assert "not a multiple of 4" in detent("tbf", elf, "-o", "out.tbf").err


def test_code_is_wanted(refused, elves, tmp_path):
    data = bytearray(elves["pic"].read_bytes())
    (phoff,) = struct.unpack_from("<I", data, 28)
    for i in range(len(Elf(elves["pic"]).segments)):
        data[phoff + 32 * i + 24] &= ~1  # not executable
    (tmp_path / "dead.elf").write_bytes(data)
    assert "there is no code" in refused("tbf", "dead.elf", "-o", "out.tbf")


# Fixed or position-independent


def test_a_program_at_0x80000000_is_position_independent(convert, elves):
    assert tbf.FIXED not in convert(elves["pic"]).types


def test_a_program_elsewhere_is_fixed_to_its_lowest_code(convert, elves):
    assert convert(elves["fixed"]).words(tbf.FIXED) == (0x20004000, 0x30080)


def test_the_flash_origin_symbol_decides(convert, tmp_path):
    symbols = "_flash_origin = 0x30000;"
    elf = link(
        tmp_path, "origin", GAP_SOURCE, GAP_SCRIPT, flash=0x30080, other=0x30200, symbols=symbols
    )
    app = convert(elf, "--protected-region-size", 256)
    assert app.words(tbf.FIXED) == (tbf.ANY, 0x30000)
    assert app.binary[:0x80] == bytes(0x80)


def test_ram_is_fixed_only_by_its_symbol(convert, tmp_path):
    elf = link(tmp_path, "ramless", flash=0x30080, ram=0x20004000, ram_symbol="")
    assert convert(elf).words(tbf.FIXED) == (tbf.ANY, 0x30080)


def test_options_override_the_fixed_addresses(convert, elves):
    app = convert(
        elves["pic"], "--fixed-flash", "0x10080", "--fixed-ram", "0x20000800", "--name", "x"
    )
    assert app.words(tbf.FIXED) == (0x20000800, 0x10080)
    assert app.protected_size == 0x80


# The protected region


def test_a_movable_program_is_protected_by_its_header_alone(convert, elves):
    app = convert(elves["pic"])
    assert app.protected_size == app.header_size


def test_a_fixed_program_starts_at_a_multiple_of_256(convert, elves):
    app = convert(elves["fixed"])
    assert app.protected_size == 0x80
    assert app.data[app.header_size : 0x80] == bytes(0x80 - app.header_size)


def test_the_option_sets_the_protected_size(convert, elves):
    assert convert(elves["fixed"], "--protected-region-size", 384).protected_size == 384


def test_the_symbol_wins_over_the_option(convert, elves):
    assert convert(elves["symbols"], "--protected-region-size", 512).protected_size == 256


def test_a_protected_region_smaller_than_the_header_is_refused(refused, elves):
    line = refused("tbf", elves["pic"], "-o", "out.tbf", "--protected-region-size", 16)
    assert "16" in line and "--protected-region-size" in line


# RAM


def test_ram_is_data_stack_and_heaps(convert, elves):
    elf = Elf(elves["pic"])
    data = elf.address(".bss") + elf.size(".bss") - elf.address(".got")
    assert convert(elves["pic"]).minimum_ram == data + 2048 + 1024 + 1024


def test_stack_and_heaps_are_rounded(convert, elves):
    elf = Elf(elves["pic"])
    data = elf.address(".bss") + elf.size(".bss") - elf.address(".got")
    app = convert(elves["pic"], "--stack", 1001, "--app-heap", 501, "--kernel-heap", 6)
    assert app.minimum_ram == data + 1008 + 504 + 8


ZEROS_SCRIPT = """
ENTRY(_start)
PHDRS {{ flash PT_LOAD FLAGS(5); ram PT_LOAD FLAGS(6); }}
SECTIONS {{
    .text {flash:#x} : {{ KEEP(*(.start)) *(.text*) }} :flash
    .bss {ram:#x} : {{ *(.sbss*) *(.bss*) }} :ram
}}
"""

ZEROS_SOURCE = """
char zeros[12000];
__attribute__((section(".start"), used)) void _start(void) {
    for (;;) ((volatile char *)zeros)[1] = 0;
}
"""


STACK_AND_ZEROS_SCRIPT = ZEROS_SCRIPT.replace(
    ".bss {ram:#x} :", ".stack {ram:#x} (NOLOAD) : {{ . += 512; }} :ram\n    .bss :")


@pytest.mark.parametrize("machine", ["arm", "riscv"])
def test_data_that_is_all_zeros_is_ram_as_well(convert, tmp_path, machine):
    """The linker gives it no address in flash: both of its addresses are that in RAM."""
    elf = link(tmp_path, "zeros", ZEROS_SOURCE, ZEROS_SCRIPT, machine, flash=0x80100080, ram=0x80300400)
    assert Elf(elf).segments[-1][2:5] == (0x80300400, 0x80300400, 0)
    assert convert(elf).minimum_ram == 12000 + 2048 + 1024 + 1024


def test_a_stack_in_the_same_segment_is_counted_once(convert, tmp_path):
    elf = link(tmp_path, "both", ZEROS_SOURCE, STACK_AND_ZEROS_SCRIPT, flash=0x80100080, ram=0x80300400)
    assert convert(elf).minimum_ram == 12000 + 512 + 1024 + 1024


def test_the_stack_section_gives_the_stack(convert, tmp_path):
    small, large = (convert(link(tmp_path, "s", stack=n)).minimum_ram for n in (512, 4096))
    assert large - small == 4096 - 512


def test_without_a_stack_section_the_stack_is_2048(convert, tmp_path):
    elf = link(tmp_path, "gap", GAP_SOURCE, GAP_SCRIPT, flash=0x80000000, other=0x80000100)
    assert convert(elf).minimum_ram == 2048 + 1024 + 1024


def test_minimum_ram_raises_but_never_lowers(convert, elves):
    usual = convert(elves["pic"]).minimum_ram
    assert convert(elves["pic"], "--minimum-ram", 16).minimum_ram == usual
    assert convert(elves["pic"], "--minimum-ram", 65536).minimum_ram == 65536


def test_more_ram_than_there_can_be_is_refused(refused, elves):
    assert "RAM" in refused("tbf", elves["pic"], "-o", "out.tbf", "--stack", "0xFFFFFFF8")


# The other TLVs


def test_tlvs_come_in_the_usual_order(convert, elves):
    app = convert(
        elves["state"],
        "--permission",
        "1:1",
        "--write-id",
        1,
        "--short-id",
        7,
        "--fixed-ram",
        0x20000000,
        "--fixed-flash",
        0x30200 + 252,
    )
    assert app.types == [
        tbf.MAIN,
        tbf.PROGRAM,
        tbf.NAME,
        tbf.WFR,
        tbf.FIXED,
        tbf.PERMISSIONS,
        tbf.STORAGE,
        tbf.KERNEL,
        tbf.SHORT_ID,
    ]


def test_main_and_program_say_the_same(convert, elves):
    app = convert(elves["fixed"], "--app-version", 9)
    assert app.words(tbf.MAIN) == app.program[:3]
    assert app.program[4] == 9


def test_the_name_is_that_of_the_file_unless_given(convert, elves):
    assert convert(elves["pic"]).name == "pic"
    assert convert(elves["pic"], "--name", "größe").name == "größe"
    assert tbf.NAME not in convert(elves["pic"], "--name", "").types


def test_all_writeable_regions_are_in_one_tlv(convert, elves):
    app = convert(elves["state"])
    first, second = app.regions
    assert app.data[first[0] : sum(first)] == struct.pack("<8I", *range(1, 9))
    assert app.data[second[0] : sum(second)] == struct.pack("<4I", *range(9, 13))


def test_permissions_become_masks_of_64_commands(convert, elves):
    app = convert(
        elves["pic"],
        "--permission",
        "0x10:0,0x10:63",
        "--permission",
        "0x10:64",
        "--permission=2:1",
    )
    assert app.permissions == [(0x10, 0, 1 | 1 << 63), (0x10, 1, 1), (2, 0, 2)]


def test_storage_permissions_list_their_ids(convert, elves):
    app = convert(elves["pic"], "--write-id", "0x11", "--read-ids", "1,2,3", "--modify-ids", "4")
    assert app.value(tbf.STORAGE) == struct.pack("<IHIIIHI", 0x11, 3, 1, 2, 3, 1, 4)


def test_storage_permissions_may_lack_a_write_id(convert, elves):
    app = convert(elves["pic"], "--read-ids", "5")
    assert app.value(tbf.STORAGE) == struct.pack("<IHIH", 0, 1, 5, 0)


def test_the_kernel_version_is_2_2_unless_given(convert, elves):
    assert convert(elves["pic"]).value(tbf.KERNEL) == struct.pack("<HH", 2, 2)
    assert convert(elves["pic"], "--kernel-version", "2.1").value(tbf.KERNEL) == struct.pack(
        "<HH", 2, 1
    )


def test_short_id_is_there_if_given(convert, elves):
    assert tbf.SHORT_ID not in convert(elves["pic"]).types
    assert convert(elves["pic"], "--short-id", "0x1234").words(tbf.SHORT_ID) == (0x1234,)


def test_flags(convert, elves):
    assert convert(elves["pic"]).flags == 1
    assert convert(elves["pic"], "--disable").flags == 0
    assert convert(elves["pic"], "--sticky").flags == 3


# Size and footers


def test_arm_objects_are_a_power_of_two_of_at_least_512(convert, elves):
    assert convert(link_plain(elves)).total_size == 512
    assert convert(elves["pic"], "--protected-region-size", 5000).total_size == 8192


def test_an_exact_power_of_two_is_left_alone(convert, elves):
    app = convert(elves["pic"])
    room = 1024 - (app.binary_end - app.protected_size)
    app = convert(elves["pic"], "--protected-region-size", room)
    assert app.binary_end == app.total_size == 1024
    assert app.footers == []


@pytest.mark.parametrize("left", [1, 7, 8, 9])
def test_room_too_small_for_a_footer_stays_zero(convert, elves, left):
    app = convert(elves["pic"])
    room = 1024 - left - (app.binary_end - app.protected_size)
    app = convert(elves["pic"], "--protected-region-size", room)
    assert app.total_size == 1024
    if left < 8:
        assert app.data[app.binary_end :] == bytes(left)
    else:
        assert app.footers == [(tbf.RESERVED, bytes(left - 8))]


@pytest.mark.parametrize("machine, multiple", [(243, 4), (3, 4096)])
def test_other_machines_round_to_a_multiple(convert, elves, tmp_path, machine, multiple):
    elf = patched(elves["pic"], tmp_path, (18, struct.pack("<H", machine)))
    app = convert(elf)
    assert app.total_size == -(-app.binary_end // multiple) * multiple


# RISC-V


def test_a_program_for_risc_v_is_tied_to_its_addresses(convert, elves):
    app = convert(elves["riscv"])
    assert app.words(tbf.FIXED) == (0x80300000, 0x80100080)
    assert app.protected_size == 0x80  # so that the object starts at a multiple of 256
    assert app.total_size == app.binary_end  # of whole words, as the image is
    assert app.entry % 2 == 0


def test_a_program_for_risc_v_is_what_its_segments_hold(convert, elves):
    elf, app = Elf(elves["riscv"]), convert(elves["riscv"])
    sections = (".crt0_header", ".text", ".got", ".data")
    image = b"".join(elf.content(name) for name in sections)
    # Relocations of this machine are of another kind, and nobody applies them: the table is empty.
    assert app.binary == image + bytes(4)
    assert app.entry == app.protected_size + elf.entry - 0x80100080


def test_a_program_for_risc_v_of_64_bits_is_refused(refused, elves):
    source = '__attribute__((section(".start"), used)) void _start(void) { for (;;); }'
    script = "SECTIONS {{ .text {flash} : {{ *(.start) *(.text*) }} }} ENTRY(_start)"
    elf = link(elves["pic"].parent, "wide", source, script, "riscv64", flash=0x80100080)
    line = refused("tbf", elf, "-o", "out.tbf")
    assert ": 0x4: class: is RISC-V of 64 bits" in line and "-march=rv32imac" in line


def test_a_program_for_risc_v_that_claims_to_run_anywhere_is_noted(detent, elves):
    elf = link(elves["pic"].parent, "anywhere", machine="riscv")
    assert "no compiler makes such code" in detent("tbf", elf, "-o", "out.tbf").err
    assert "no compiler" not in detent("tbf", elves["riscv"], "-o", "out.tbf").err


def test_room_for_credentials_is_reserved(convert, elves):
    app = convert(elves["pic"], "--minimum-footer-size", 3000)
    assert app.total_size - app.binary_end >= 3000
    assert app.footers == [(tbf.RESERVED, bytes(app.total_size - app.binary_end - 8))]


def test_the_least_footer_has_eight_bytes(convert, elves, tmp_path):
    elf = patched(elves["pic"], tmp_path, (18, struct.pack("<H", 243)))
    assert convert(elf, "--minimum-footer-size", 1).footers == [(tbf.RESERVED, b"")]
    assert convert(elf, "--minimum-footer-size", 13).footers == [(tbf.RESERVED, bytes(8))]


def test_room_larger_than_a_footer_can_say_takes_several(convert, elves):
    app = convert(elves["pic"], "--minimum-footer-size", 200000)
    assert app.total_size == 262144
    assert sum(8 + len(data) for _, data in app.footers) == app.total_size - app.binary_end
    assert all(fmt == tbf.RESERVED for fmt, _ in app.footers) and len(app.footers) == 4


@pytest.mark.parametrize("size", [65536, 65540, 65544, 131072, 131076, 131080])
def test_several_footers_leave_no_rest(convert, elves, tmp_path, size):
    elf = patched(elves["pic"], tmp_path, (18, struct.pack("<H", 243)))
    app = convert(elf, "--minimum-footer-size", size)
    assert sum(8 + len(data) for _, data in app.footers) == app.total_size - app.binary_end


def test_an_object_that_no_flash_holds_is_refused(refused, elves):
    line = refused("tbf", elves["pic"], "-o", "out.tbf", "--minimum-footer-size", "0x7FFFFFFF")
    assert "larger than" in line
    assert "larger than" in refused(
        "tbf", elves["pic"], "-o", "out.tbf", "--protected-region-size", "0xFFFFFFFF"
    )


def test_a_header_that_its_size_field_cannot_say_is_refused(refused, elves):
    assert "header would be larger" in refused(
        "tbf", elves["pic"], "-o", "out.tbf", "--name", "x" * 65500
    )
    assert "header would be larger" in refused(
        "tbf", elves["pic"], "-o", "out.tbf", "--name", "x" * 70000
    )


# Refusals


def test_what_is_not_an_elf_file_is_refused(refused, tmp_path):
    (tmp_path / "not.elf").write_bytes(b"hello")
    assert (
        refused("tbf", "not.elf", "-o", "out.tbf")
        == "detent: not.elf: 0x0: magic: this is not an ELF file"
    )


def test_a_missing_file_is_told(refused):
    assert "nowhere.elf: cannot be opened" in refused("tbf", "nowhere.elf", "-o", "out.tbf")


@pytest.mark.parametrize(
    "offset, value, word",
    [
        (5, b"\x02", "little-endian"),
        (16, b"\x01\x00", "not a linked program"),
        (18, b"\x3e\x00", "e_machine"),
        (24, b"\x00\x00\x00\x10", "e_entry"),
        (48, b"\x00\x00", "section headers"),
        (32, b"\xf0\xff\xff\xff", "section headers"),
        (28, b"\xf0\xff\xff\xff", "program headers"),
    ],
)
def test_a_damaged_elf_file_is_refused(refused, elves, tmp_path, offset, value, word):
    elf = patched(elves["pic"], tmp_path, (offset, value))
    assert word in refused("tbf", elf, "-o", "out.tbf")
    assert not (tmp_path / "out.tbf").exists()


def test_a_truncated_elf_file_is_refused(refused, elves, tmp_path):
    data = elves["pic"].read_bytes()
    for length in range(4, len(data), 97):
        (tmp_path / "cut.elf").write_bytes(data[:length])
        refused("tbf", "cut.elf", "-o", "out.tbf")


def test_an_object_file_is_refused(refused, elves, tmp_path):
    import subprocess

    (tmp_path / "a.c").write_text("int x;")
    subprocess.run(
        ["arm-none-eabi-gcc", "-c", tmp_path / "a.c", "-o", tmp_path / "a.o"], check=True
    )
    assert "not a linked program" in refused("tbf", "a.o", "-o", "out.tbf")


@pytest.mark.parametrize(
    "options",
    [
        ("--permission", "1"),
        ("--permission", "1:x"),
        ("--stack", "12k"),
        ("--stack", "0x100000000"),
        ("--stack", "-1"),
        ("--kernel-version", "2"),
        ("--kernel-version", "2.65536"),
        ("--read-ids", "1,2,3,4,5,6,7,8,9"),
        ("--read-ids", "1,,2"),
        ("--name", b"\xff".decode("utf-8", "surrogateescape")),
        ("--frobnicate",),
        ("--disable=yes",),
        ("--stack",),
    ],
)
def test_a_mistake_on_the_command_line_is_told(misused, elves, options):
    assert "detent tbf --help" in misused("tbf", elves["pic"], "-o", "out.tbf", *options)


def test_an_output_is_wanted(misused, elves):
    misused("tbf", elves["pic"])
    misused("tbf", "-o", "out.tbf")


# Output files


def test_an_existing_output_survives_a_failure(refused, tmp_path):
    (tmp_path / "out.tbf").write_text("precious")
    (tmp_path / "not.elf").write_bytes(b"hello")
    refused("tbf", "not.elf", "-o", "out.tbf")
    assert (tmp_path / "out.tbf").read_text() == "precious"


def test_nothing_but_the_output_is_left(convert, elves, tmp_path):
    convert(elves["pic"])
    assert [p.name for p in tmp_path.iterdir()] == ["out.tbf"]
    assert os.stat(tmp_path / "out.tbf").st_mode & 0o777 == 0o666 & ~current_umask()


def current_umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_device_is_never_replaced_by_a_file(refused, elves, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in refused("tbf", elves["pic"], "-o", "pipe")
    assert (tmp_path / "pipe").is_fifo()


def test_an_output_folder_must_exist(refused, elves):
    assert "nowhere/out.tbf: cannot be written" in refused(
        "tbf", elves["pic"], "-o", "nowhere/out.tbf"
    )
