# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`detent list`: the walk of the app list as the kernel does it (ABI 4.4)."""

import struct

import pytest
import tbf_decoder as tbf
from conftest import run_detent

ERASED = b"\xff" * 16


def padding(size):
    return tbf.seal(struct.pack("<HHIII", 2, 16, size, 0, 0) + bytes(size - 16))


@pytest.fixture
def listed(tmp_path):
    """(lines without the heading, status) of a list at 0."""

    def run(image, *options):
        (tmp_path / "flash.bin").write_bytes(image)
        result = run_detent("list", "--at", 0, "flash.bin", *options, cwd=tmp_path)
        return [line.split(None, 2) for line in result.out.splitlines()[1:]], result.status

    return run


def kinds(lines):
    return [line[2].split()[0] for line in lines[:-1]]


def end(lines):
    return int(lines[-1][0], 16), lines[-1][-1]


def test_a_line_has_offset_size_kind_flags_code_ram_and_name(listed):
    lines, status = listed(tbf.build(name="blink", total=512) + ERASED)
    assert lines[0][:2] == ["0x00000000", "512"]
    assert lines[0][2].split() == ["app", "enabled", "-", "-", "blink"]
    assert status == 0


def test_an_entry_point_with_bit_0_is_thumb(listed):
    lines, _ = listed(tbf.build(total=512, init=9) + tbf.build(total=512, init=8) + ERASED)
    assert [line[2].split()[2] for line in lines[:-1]] == ["thumb", "-"]


def test_the_ram_of_a_program_that_is_tied_to_it_is_told(listed):
    lines, _ = listed(tbf.build(total=512, fixed=(0x80310000, tbf.ANY)) + ERASED)
    assert lines[0][2].split()[3] == "0x80310000"


def test_erased_flash_ends_the_list(listed):
    lines, status = listed(tbf.build(total=512) + ERASED + tbf.build(total=512))
    assert end(lines) == (512, "of list: erased flash") and status == 0


def test_fewer_than_eight_bytes_end_the_list(listed):
    lines, status = listed(tbf.build(total=512) + tbf.build()[:7])
    assert end(lines)[0] == 512 and status == 0


def test_another_version_ends_the_list(listed):
    lines, status = listed(bytes(64))
    assert end(lines)[0] == 0 and status == 0


def test_an_object_that_passes_the_end_ends_the_list(listed):
    lines, status = listed(tbf.build(total=512)[:-1])
    assert kinds(lines) == [] and end(lines)[0] == 0 and status == 1


def test_an_object_of_size_0_ends_the_list(listed):
    lines, status = listed(struct.pack("<HHIII", 2, 16, 0, 0, 0) + tbf.build())
    assert kinds(lines) == [] and status == 1


@pytest.mark.parametrize("header_size", [0, 15, 513])
def test_an_impossible_header_size_is_stepped_over(listed, header_size):
    bad = struct.pack("<HHI", 2, header_size, 512) + bytes(504)
    lines, status = listed(bad + tbf.build() + ERASED)
    assert kinds(lines) == ["corrupt", "app"] and status == 1


def test_a_bad_checksum_is_stepped_over(listed):
    bad = bytearray(tbf.build(total=512))
    bad[12] ^= 1
    lines, status = listed(bytes(bad) + tbf.build() + ERASED)
    assert kinds(lines) == ["corrupt", "app"] and status == 1


def test_a_bad_tlv_is_stepped_over(listed):
    lines, _ = listed(tbf.build(tlvs=tbf.tlv(10, b"")) + tbf.build() + ERASED)
    assert kinds(lines) == ["corrupt", "app"]


def test_padding_is_listed_as_such(listed):
    lines, status = listed(padding(16) + padding(512) + tbf.build() + ERASED)
    assert kinds(lines) == ["padding", "padding", "app"] and status == 0


def test_padding_with_a_bad_checksum_is_corrupt(listed):
    bad = bytearray(padding(32))
    bad[12] ^= 1
    assert kinds(listed(bytes(bad) + ERASED)[0]) == ["corrupt"]


@pytest.mark.parametrize(
    "options, why",
    [
        (dict(flags=0), "(disabled)"),
        (dict(kernel=None), "(names no kernel version)"),
        (dict(kernel=(1, 0)), "(wants another kernel version)"),
        (dict(kernel=(2, 99)), "(wants another kernel version)"),
        (dict(fixed=(tbf.ANY, 0x1000)), "(wants another flash address)"),
    ],
)
def test_an_app_that_is_not_started_is_skipped_with_a_reason(listed, options, why):
    lines, status = listed(tbf.build(name="x", **options) + tbf.build() + ERASED)
    assert kinds(lines) == ["skipped", "app"] and lines[0][2].endswith(why) and status == 0


def test_a_fixed_app_in_its_place_is_an_app(listed):
    app = tbf.build(fixed=(tbf.ANY, 0))
    address = 0x8000 + tbf.decode(app).protected_size
    app = tbf.build(fixed=(tbf.ANY, address))
    assert kinds(listed(app + ERASED)[0]) == ["skipped"]
    assert kinds(listed(app + ERASED, "--flash-base", 0x8000)[0]) == ["app"]


def test_a_binary_end_beyond_the_object_ends_the_list(listed):
    lines, status = listed(tbf.build(binary_end=4000) + tbf.build() + ERASED)
    assert kinds(lines) == ["corrupt"] and end(lines)[0] == 0 and status == 1


def test_a_disabled_app_is_not_looked_at_that_closely(listed):
    lines, _ = listed(tbf.build(binary_end=4000, flags=0) + tbf.build() + ERASED)
    assert kinds(lines) == ["skipped", "app"]


def test_an_app_with_a_bad_footer_is_an_app_still(listed):
    lines, status = listed(tbf.build(footers=b"abcdefgh") + tbf.build() + ERASED)
    assert kinds(lines) == ["app", "app"] and status == 1


def test_where_to_begin_must_lie_in_the_image(refused, tmp_path):
    (tmp_path / "flash.bin").write_bytes(bytes(8))
    assert "--at" in refused("list", "--at", "0xF", "flash.bin")


def test_where_to_begin_is_wanted(misused, tmp_path):
    (tmp_path / "flash.bin").write_bytes(bytes(64))
    misused("list", "flash.bin")
