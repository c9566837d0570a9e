# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Lists of programs of which some are broken, a flash full of them at a time (broken.py): each of these is
named with its reason, every good program beside them runs, and the victim, which comes first, does not
notice. Thousands more of them are read on the host (tests/unit/test_broken_binaries.c)."""

import re
import struct

import broken
import pytest
from boards import PROTECTED_BYTES
from harness import BOARD, BUILD, Kernel, needs
from signatures import ec_point, der_of
from tbf_decoder import FIXED, decode
from victim import check_victim

pytestmark = needs(BOARD.name in ("lm3s6965evb", "qemu-rv32-virt"), "a kernel that checks programs")

KEYS = BUILD / "qemu/keys"
OBJECTS = 14  # of a list; a kernel that checks programs looks at no more than 16
RAM_BYTES = 2600
LISTS = {"sync": 16, "digest": 12, "signature": 1}
# A signature takes half a second to be verified, and each key of the board is tried.
SECONDS = {"sync": 0.6, "digest": 2.5, "signature": 22}


class Maker(broken.Maker):
    """Of objects that this board runs: the victim, and behind it `regions`, which looks around and ends."""

    def __init__(self, kernel, private):
        super().__init__(kernel, BOARD.slot_bytes)
        self.private = private

    def honest(self, chance, slot):
        name = "regions" if slot else "victim"
        data = BOARD.program_at(name, BOARD.apps_at + slot * self.size)
        parsed = decode(data)
        o = broken.Object(self.size, data[parsed.protected_size : parsed.binary_end], private=self.private,
                          init=parsed.header_size + parsed.program[0] - parsed.protected_size,
                          ram=parsed.minimum_ram, app_version=chance.choice([0, 1, 7]))
        assert o.ram <= RAM_BYTES
        o.tlvs = [broken.tlv(broken.NAME, f"app{slot}".encode() if slot else b"victim")]
        if FIXED in parsed.types:
            o.protected = PROTECTED_BYTES
            o.tlvs.append(broken.tlv(FIXED, parsed.value(FIXED)))
            self.kernel.rams += (parsed.words(FIXED)[0],)
        if slot:
            self.add_tlvs(chance, o)
        else:
            o.tlvs.append(broken.tlv(broken.KERNEL, struct.pack("<HH", 2, 0)))
        self.add_footers(chance, o)
        return o

    def add_tlvs(self, chance, o):
        if o.protected:  # there is no room for more
            o.tlvs.append(broken.tlv(broken.KERNEL, struct.pack("<HH", 2, 0)))
        else:
            super().add_tlvs(chance, o)


def private_key(pem):
    """The number: an OCTET STRING of 32 bytes (RFC 5915)."""
    der = der_of(pem, "PRIVATE KEY")
    at = der.index(b"\x02\x01\x01\x04\x20") + 5
    return int.from_bytes(der[at : at + 32], "big")


def make_list(loader, seed):
    kernel = Kernel(app_policy=None if loader == "sync" else loader)
    pem = (KEYS / "first.pem").read_bytes()
    point = ec_point((KEYS / "first.pem.pub").read_bytes())
    place = broken.Kernel(apps_at=BOARD.apps_at, flash_end=BOARD.flash_end, loader=loader, key=point,
                          ram=(kernel.symbol("layout_bss_end"), BOARD.ram_end), least=6,
                          unit="riscv" if BOARD.architecture.fixed else "armv7m", ram_small=RAM_BYTES)
    made = broken.make_list(f"{BOARD.name} {seed}", place, Maker(place, private_key(pem)), OBJECTS)
    return kernel, made


def check_list(machine, loader, seed):
    kernel, made = make_list(loader, seed)
    path = machine.folder / "image.bin"
    path.write_bytes(kernel.bin.read_bytes().ljust(BOARD.apps_at - BOARD.flash_start, b"\xff") + made.flash)
    output = machine.run(image=path, kernel=kernel, seconds=SECONDS[loader])
    said = re.findall(r"App [^\n]* at (0x[0-9A-F]{8}) skipped: (.+)$", output.text, re.M)
    assert [(int(at, 16), reason) for at, reason in said] == made.outcome.skipped, made.told
    count, = re.findall(r"^Programs checked: (\d+) of" if loader != "sync" else
                        rf"^Detent on {BOARD.name}: (\d+) process", output.text, re.M)
    assert int(count) == len(made.outcome.runs)
    assert output.text.count("@done") >= len(made.honest) - 1  # all but the victim
    check_victim(output.text, 0 if loader != "sync" else SECONDS[loader], len(made.outcome.runs))
    assert len(re.findall(r"beat 0x", output.text)) > 2
    return made


@pytest.mark.parametrize("seed", range(LISTS["sync"]))
def test_where_nothing_is_checked(seed, machine):
    check_list(machine, "sync", seed)


@pytest.mark.parametrize("seed", range(LISTS["digest"]))
def test_where_digests_are_checked(seed, machine):
    check_list(machine, "digest", seed)


@pytest.mark.parametrize("seed", range(LISTS["signature"]))
def test_where_signatures_are_checked(seed, machine):
    check_list(machine, "signature", seed)


def test_every_lie_is_told_to_this_board():
    """Or there are too few lists."""
    told = {name for loader in ("sync", "digest") for seed in range(LISTS[loader])
            for name, _ in make_list(loader, seed)[1].told.values()}
    lies = {lie.__name__ for lie in broken.LIES + broken.FOOTER_LIES}
    assert len(lies - told) <= len(lies) // 10, lies - told
