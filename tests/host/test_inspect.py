# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`detent inspect`: everything that a file says, and what is wrong with it where."""

import json
import os
import pty
import struct

import pytest
import tbf_decoder as tbf
from conftest import DETENT, run_detent


@pytest.fixture
def shown(detent, tmp_path):
    """The JSON for an object."""

    def run(data, *options):
        (tmp_path / "app.tbf").write_bytes(data)
        return json.loads(detent("inspect", "--json", "app.tbf", *options).out)

    return run


@pytest.fixture
def complaint(refused, tmp_path):
    def run(data, *options):
        (tmp_path / "app.tbf").write_bytes(data)
        return refused("inspect", "app.tbf", *options)

    return run


def only(items, kind):
    (item,) = [item for item in items if item["type"] == kind]
    return item


def test_the_base_header(shown):
    data = tbf.build(total=512, flags=3)
    result = shown(data)
    assert result["version"] == 2
    assert result["header_size"] == tbf.decode(data).header_size
    assert result["total_size"] == 512
    assert result["flags"] == "enabled,sticky"
    assert result["checksum"] == struct.unpack_from("<I", data, 12)[0]


def test_main(shown):
    item = only(shown(tbf.build(program=False, init=8, trailer=16, ram=4000))["tlvs"], "main")
    assert (item["init_fn_offset"], item["protected_trailer_size"], item["minimum_ram_size"]) == (
        24,
        16,
        4000,
    )


def test_program(shown):
    item = only(shown(tbf.build(ram=4000))["tlvs"], "program")
    assert item["at"] == 16 and item["length"] == 20
    assert item["minimum_ram_size"] == 4000 and item["app_version"] == 0
    assert item["binary_end_offset"] == len(tbf.build())


def test_name_and_kernel_version(shown):
    tlvs = shown(tbf.build(name="größe"))["tlvs"]
    assert only(tlvs, "package_name")["name"] == "größe"
    assert only(tlvs, "kernel_version")["version"] == "2.2"


def test_fixed_addresses(shown):
    item = only(shown(tbf.build(fixed=(0x20000000, tbf.ANY)))["tlvs"], "fixed_addresses")
    assert item["ram"] == 0x20000000 and item["flash"] is None


def test_writeable_flash_regions(shown):
    regions = only(
        shown(tbf.build(tlvs=tbf.tlv(2, struct.pack("<4I", 1, 2, 3, 4))))["tlvs"],
        "writeable_flash_regions",
    )
    assert [(r["offset"], r["size"]) for r in regions["regions"]] == [(1, 2), (3, 4)]


def test_permissions_name_the_commands(shown):
    value = struct.pack("<HIIQ", 1, 0x10, 1, 1 | 1 << 63)
    item = only(shown(tbf.build(tlvs=tbf.tlv(6, value)))["tlvs"], "permissions")
    assert item["permissions"] == [
        {"type": "driver", "driver": 0x10, "offset": 1, "commands": [64, 127]}
    ]


def test_storage_permissions(shown):
    value = struct.pack("<IHIIH", 7, 2, 1, 2, 0)
    item = only(shown(tbf.build(tlvs=tbf.tlv(7, value)))["tlvs"], "storage_permissions")
    assert (item["write_id"], item["read_ids"], item["modify_ids"]) == (7, [1, 2], [])


@pytest.mark.parametrize(
    "value", [b"", bytes(3), struct.pack("<IH", 7, 9), struct.pack("<IHI", 7, 2, 1)]
)
def test_malformed_storage_permissions_do_not_spoil_the_header(shown, value):
    item = only(shown(tbf.build(tlvs=tbf.tlv(7, value)))["tlvs"], "storage_permissions")
    assert "modify_ids" not in item


def test_short_id(shown):
    assert (
        only(shown(tbf.build(tlvs=tbf.tlv(10, struct.pack("<I", 99))))["tlvs"], "short_id")["id"]
        == 99
    )


def test_the_legacy_tlv_is_named(shown):
    assert (
        only(shown(tbf.build(tlvs=tbf.tlv(4, bytes(40))))["tlvs"], "pic_option_1")["length"] == 40
    )


def test_unknown_tlvs_are_named_by_number(shown):
    assert (
        only(shown(tbf.build(tlvs=tbf.tlv(0x8001, b"abc")))["tlvs"], "unknown")["tlv_type"]
        == 0x8001
    )


def test_what_the_entry_point_tells_of_the_machine(shown):
    assert shown(tbf.build(init=9))["binary"]["code"] == "thumb"
    assert shown(tbf.build(init=8))["binary"]["code"] == "-"


def test_footers(shown):
    data = tbf.build(total=512, footers=tbf.footer(3, bytes(range(32))) + tbf.footer(99, b"abcd"))
    footers = shown(data)["footers"]
    assert [f["type"] for f in footers] == ["SHA-256", "unknown", "Reserved"]
    assert footers[0]["data_size"] == 32
    assert footers[1]["format"] == 99


def test_a_blank_tail_is_not_a_footer(shown):
    data = tbf.build(binary_end=tbf.decode(tbf.build()).binary_end)
    grown = tbf.seal(data[:4] + struct.pack("<I", len(data) + 20) + data[8:] + b"\xff" * 20)
    result = shown(grown)
    assert result["footers"] == [] and result["unused_tail"] == 20


def test_what_the_kernel_will_not_start_is_noted(shown):
    assert "notes" not in shown(tbf.build())
    assert any("kernel version" in note for note in shown(tbf.build(kernel=None))["notes"])
    assert any("entry point" in note for note in shown(tbf.build(init=4000))["notes"])


def test_a_padding_object_has_no_more_than_a_base(shown):
    assert shown(tbf.seal(struct.pack("<HHIII", 2, 16, 64, 0, 0) + bytes(48)))["total_size"] == 64


def test_the_human_form_says_the_same(detent, tmp_path):
    (tmp_path / "app.tbf").write_bytes(
        tbf.build(name="blink", total=512, fixed=(0x20000000, 0x30080))
    )
    out = detent("inspect", "app.tbf").out
    for text in ("total_size", "512 (0x200)", "blink", "0x20000000", "Reserved", "enabled"):
        assert text in out


# Corrupt objects: what is wrong, and where


def bad(at, value):
    data = bytearray(tbf.build(total=512))
    data[at : at + len(value)] = value
    return tbf.seal(bytes(data))


# The header of tbf.build() has 0x38 bytes, its binary ends at 0x78.
CORRUPT = {
    "empty": (b"", "0x0: header: 0 bytes are too few for a TBF header of 16"),
    "short": (bytes(15), "0x0: header: 15 bytes are too few for a TBF header of 16"),
    "version": (bad(0, b"\x01"), "0x0: version: is 1, not 2"),
    "header > total": (
        bad(4, struct.pack("<I", 20)),
        "0x2: header_size: 56 is more than the total_size 20",
    ),
    "total > file": (
        bad(4, struct.pack("<I", 513)),
        "0x4: total_size: 513 passes the end of the file, 512",
    ),
    "header > file": (
        tbf.build(total=512)[:40],
        "0x2: header_size: 56 passes the end of the file, 40",
    ),
    "program length": (bad(18, b"\x10"), "0x10: program: the TLV's length is 16, not 20"),
    "tlv > header": (
        bad(18, b"\xff\xff"),
        "0x10: tlv: type 9 of 65535 bytes passes the header's end, 0x38",
    ),
    "main length": (
        tbf.build(tlvs=tbf.tlv(1, bytes(8))),
        "0x38: main: the TLV's length is 8, not 12",
    ),
    "fixed length": (
        tbf.build(tlvs=tbf.tlv(5, bytes(4))),
        "0x38: fixed_addresses: the TLV's length is 4, not 8",
    ),
    "kernel length": (
        tbf.build(tlvs=tbf.tlv(8, bytes(2))),
        "0x38: kernel_version: the TLV's length is 2, not 4",
    ),
    "short id length": (
        tbf.build(tlvs=tbf.tlv(10, b"")),
        "0x38: short_id: the TLV's length is 0, not 4",
    ),
    "regions": (
        tbf.build(tlvs=tbf.tlv(2, bytes(12))),
        "0x38: writeable_flash: the TLV's length 12 is not a multiple of 8",
    ),
    "overlong UTF-8": (tbf.build(tlvs=tbf.tlv(3, b"\xc0\x80")), "0x3c: package_name: is not UTF-8"),
    "surrogate": (tbf.build(tlvs=tbf.tlv(3, b"\xed\xa0\x80")), "0x3c: package_name: is not UTF-8"),
    "no permissions": (
        tbf.build(tlvs=tbf.tlv(6, b"")),
        "0x38: permissions: the TLV's length 0 has no room for a count",
    ),
    "few permissions": (
        tbf.build(tlvs=tbf.tlv(6, b"\x02\0" + bytes(16))),
        "0x38: permissions: 2 entries do not fit in 18 bytes",
    ),
    "binary_end": (
        tbf.build(binary_end=1000),
        "0x20: binary_end: 0x3e8 passes the total_size 0x78",
    ),
    "protected": (
        tbf.build(binary_end=4),
        "0x18: protected_trailer_size: the protected region's end 0x38 passes the binary_end 0x4",
    ),
    "footer type": (
        tbf.build(footers=b"\x01\0\x04\0\0\0\0\0"),
        "0x78: footer: the type is 1, not 128",
    ),
    "footer > end": (
        tbf.build(footers=b"\x80\0\x08\0\0\0\0\0"),
        "0x78: footer: the length 8 passes the object's end, 0x80",
    ),
    "short digest": (
        tbf.build(footers=tbf.footer(3, bytes(31))),
        "0x78: footer: the length 35 is too small for format 3",
    ),
    "no format": (
        tbf.build(footers=b"\x80\0\x03\0\0\0\0\0"),
        "0x78: footer: the length 3 is too small for format 0",
    ),
    "short footer": (tbf.build(footers=b"abcd"), "0x78: footer: 4 bytes are too few for a footer"),
}


@pytest.mark.parametrize("data, line", CORRUPT.values(), ids=CORRUPT.keys())
def test_a_corrupt_object_is_explained(complaint, data, line):
    assert complaint(data) == f"detent: app.tbf: {line}"


def test_a_header_size_below_16_is_explained(complaint):
    data = struct.pack("<HHIII", 2, 12, 64, 1, 0) + bytes(48)
    assert complaint(data).endswith("0x2: header_size: 12 is less than 16")


def test_a_wrong_checksum_is_explained(complaint):
    data = tbf.build()
    line = complaint(data[:8] + b"\0" + data[9:])
    assert "0xc: checksum: is 0x" in line and "header's is 0x" in line


def test_json_carries_the_problem_along_with_what_could_be_read(tmp_path):
    (tmp_path / "app.tbf").write_bytes(tbf.build(binary_end=1000))
    result = run_detent("inspect", "--json", tmp_path / "app.tbf")
    assert result.status == 1
    shown = json.loads(result.out)
    assert shown["error"]["field"] == "binary_end" and shown["version"] == 2


def test_too_few_bytes_for_a_tlv_at_the_end_of_the_header_are_refused(complaint):
    data = tbf.build(binary_end=0x78 + 2)
    header_size = struct.unpack_from("<H", data, 2)[0]
    longer = (
        data[:2]
        + struct.pack("<H", header_size + 2)
        + data[4:header_size]
        + b"xy"
        + data[header_size:]
    )
    longer = longer[:4] + struct.pack("<I", len(longer)) + longer[8:]
    line = complaint(tbf.seal(longer))
    assert f"{header_size:#x}: tlv: 2 bytes are left of the header" in line


# Other files


def test_an_elf_file_is_refused_with_a_hint(refused, elves):
    assert "detent tbf" in refused("inspect", elves["pic"])


def test_an_archive_shows_its_metadata_and_members(detent, tmp_path):
    (tmp_path / "cortex-m3.tbf").write_bytes(tbf.build(name="blink"))
    detent("tab", "-o", "app.tab", "cortex-m3.tbf", "cortex-m4.tbf=cortex-m3.tbf")
    shown = json.loads(detent("inspect", "--json", "app.tab").out)
    assert shown["metadata"][1] == 'name = "blink"'
    assert [m["name"] for m in shown["members"]] == ["cortex-m3.tbf", "cortex-m4.tbf"]
    assert shown["members"][0]["total_size"] == len(tbf.build(name="blink"))


def test_a_corrupt_member_is_named(refused, tmp_path):
    import io
    import tarfile

    with tarfile.open(tmp_path / "app.tab", "w") as archive:
        info = tarfile.TarInfo("cortex-m3.tbf")
        info.size = 32
        archive.addfile(info, io.BytesIO(bytes(32)))
    assert (
        refused("inspect", "app.tab") == "detent: app.tab(cortex-m3.tbf): 0x0: version: is 0, not 2"
    )


def test_an_image_shows_each_object_and_where_the_list_ends(detent, tmp_path):
    (tmp_path / "flash.bin").write_bytes(
        bytes(64)
        + tbf.build(name="one", total=256)
        + tbf.build(name="two", total=512)
        + b"\xff" * 8
    )
    shown = json.loads(detent("inspect", "--json", "--at", 64, "flash.bin").out)
    assert [(o["type"], o["offset"], o["total_size"]) for o in shown["objects"]] == [
        ("app", 64, 256),
        ("app", 320, 512),
    ]
    assert shown["end"] == {"offset": 832, "why": "erased flash"}


def test_offsets_of_problems_count_from_the_start_of_the_image(refused, tmp_path):
    (tmp_path / "flash.bin").write_bytes(bytes(64) + tbf.build(tlvs=tbf.tlv(10, b"")))
    assert refused("inspect", "--at", 64, "flash.bin").startswith(
        "detent: flash.bin: 0x78: short_id:"
    )


def test_a_list_that_ends_badly_is_explained(refused, tmp_path):
    (tmp_path / "flash.bin").write_bytes(tbf.build(total=512)[:-1])
    assert refused("inspect", "--at", 0, "flash.bin").endswith(
        "0x4: total_size: 512 passes the end of the image, 0x1ff"
    )


def test_why_an_app_is_skipped_is_shown(detent, tmp_path):
    (tmp_path / "flash.bin").write_bytes(tbf.build(flags=0))
    shown = json.loads(detent("inspect", "--json", "--at", 0, "flash.bin").out)
    assert shown["objects"][0]["type"] == "skipped" and shown["objects"][0]["why"] == "disabled"


def test_at_must_lie_in_the_image(refused, tmp_path):
    (tmp_path / "flash.bin").write_bytes(bytes(64))
    assert "--at" in refused("inspect", "--at", 65, "flash.bin")


def test_one_file_is_wanted(misused):
    misused("inspect")
    misused("inspect", "a", "b")


# What reaches a terminal


def test_names_cannot_send_control_characters_to_the_terminal(detent, tmp_path):
    (tmp_path / "app.tbf").write_bytes(tbf.build(name="a\x1b[2Jb\u009bc"))
    out = detent("inspect", "app.tbf").out
    assert "a\\x1b[2Jb\\xc2\\x9bc" in out and "\x1b" not in out


def test_json_escapes_names(detent, tmp_path):
    (tmp_path / "app.tbf").write_bytes(tbf.build(name='"\\\n\x7f'))
    tlvs = json.loads(detent("inspect", "--json", "app.tbf").out)["tlvs"]
    assert only(tlvs, "package_name")["name"] == '"\\\n\x7f'


def output_on_a_terminal(arguments, environment):
    """What a person would see."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(arguments[0], arguments, environment)
    seen = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.waitpid(child, 0)
    os.close(terminal)
    return seen


def test_colour_is_for_terminals_only(detent, tmp_path):
    (tmp_path / "app.tbf").write_bytes(tbf.build())
    assert "\x1b" not in detent("inspect", "app.tbf").out
    command = [str(DETENT), "inspect", str(tmp_path / "app.tbf")]
    assert b"\x1b[1m" in output_on_a_terminal(command, {"TERM": "xterm"})
    assert b"\x1b" not in output_on_a_terminal(command, {"TERM": "xterm", "NO_COLOR": "1"})
    assert b"\x1b" not in output_on_a_terminal(command, {"TERM": "dumb"})
