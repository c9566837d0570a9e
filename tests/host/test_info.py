# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`detent info`, `detent list --json`, and images that say themselves where their apps are (ABI 4.10)."""

import json
import struct

import pytest
import tbf_decoder as tbf

BASE, APPS_AT, FLASH_END = 0x10000, 0x400, 0x20000


def attribute(kind, value):
    return value + struct.pack("<HH", kind, len(value))


def kernel(
    base=BASE, apps=(BASE + APPS_AT, FLASH_END - BASE - APPS_AT), version=(2, 3, 0, 1), size=APPS_AT
):
    """A kernel's flash with attributes at its end."""
    data = attribute(0x0101, struct.pack("<II", *apps)) if apps else b""
    data += attribute(0x0102, struct.pack("<II", base, size))
    data += attribute(0x0103, struct.pack("<4H", *version))
    return (data + bytes([0, 0, 0, 1]) + b"TOCK").rjust(size, b"\xa5")


@pytest.fixture
def image(tmp_path):
    def write(head, *objects):
        (tmp_path / "image.bin").write_bytes(head + b"".join(objects) + b"\xff" * 8)

    return write


def shown(detent, command, *options):
    return json.loads(detent(command, "--json", *options, "image.bin").out)


APP, OFF = tbf.build(name="alpha", total=512), tbf.build(name="beta", total=1024, flags=2)
PADDING = tbf.seal(struct.pack("<HHIII", 2, 16, 256, 0, 0) + bytes(240))


def test_info_says_what_the_kernel_says(detent, image):
    image(kernel(), APP, PADDING, OFF)
    info = shown(detent, "info")
    assert info["flash_base"] == BASE
    assert info["kernel"] == {"version": "2.3.0-dev", "start": BASE, "bytes": APPS_AT}
    assert info["apps"] == {
        "start": BASE + APPS_AT,
        "end": FLASH_END,
        "started": 1,
        "skipped": 1,
        "corrupt": 0,
        "bytes_used": 512 + 1024,
        "bytes_free": FLASH_END - BASE - APPS_AT - 512 - 1024,
    }


def test_ram_for_apps_is_not_taken_for_flash(detent, image):
    image(kernel(apps=(0x20004000, 0x8000)), APP)
    assert "end" not in shown(detent, "info")["apps"]


def test_a_release_has_no_suffix(detent, image):
    image(kernel(version=(2, 1, 7, 0)), APP)
    assert shown(detent, "info")["kernel"]["version"] == "2.1.7"


def test_list_finds_the_apps(detent, image):
    image(kernel(), APP, PADDING, OFF)
    objects = shown(detent, "list")["objects"]
    assert [(o["type"], o["name"], o["address"]) for o in objects] == [
        ("app", "alpha", BASE + APPS_AT),
        ("padding", "", BASE + APPS_AT + 512),
        ("skipped", "beta", BASE + APPS_AT + 768),
    ]
    assert [o["flags"] for o in objects] == ["enabled", "-", "sticky"]
    assert objects[2]["why"] == "disabled"
    text = detent("list", "image.bin").out
    assert "alpha" in text and "beta (disabled)" in text


def test_what_is_given_wins(detent, image):
    image(kernel(), APP)
    listed = shown(detent, "list", "--at", APPS_AT, "--flash-base", 0x7000)
    assert listed["objects"][0]["address"] == 0x7000 + APPS_AT


def test_the_word_alone_is_no_kernel(misused, image):
    image(b"\xa5" * 0x100 + b"TOCK" + b"\xa5" * 0x100, APP)
    assert "no kernel in it says where the apps are" in misused("list", "image.bin")


def test_the_word_within_the_kernel_is_passed_over(detent, image):
    image(b"TOCK" + kernel()[4:256] + b"\0\0\0\1TOCK" + kernel()[264:], APP)
    assert [o["name"] for o in shown(detent, "list")["objects"]] == ["alpha"]


def test_a_length_beyond_the_start_ends_the_attributes(misused, image):
    image(struct.pack("<HH", 0x0101, 0xFFFF) + b"\0\0\0\1TOCK", APP)
    misused("list", "image.bin")


def test_a_problem_is_in_the_status(refused, image):
    broken = bytearray(APP)
    broken[12] ^= 1
    image(kernel(), bytes(broken))
    assert "checksum" in refused("list", "--json", "image.bin")
