# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Random bytes, on boards that have a source of them; and what becomes of everything else where there is
none."""

import re

import pytest

from boards import symbols
from harness import BOARD, Kernel, needs

needs_rng = needs("rng_driver_command" in symbols(Kernel().elf), "random bytes")
DEVICE = "-device virtio-rng-device"
SAYS_SO = "random: error 11: this board has no random bytes"


def drawn(output):
    return re.findall(r"^random: ([0-9a-f]{32}), and a [1-6]$", output.text, re.M)


@needs_rng
def test_the_library_keeps_its_promises(machine):
    output = machine.run("rng", seconds=2)
    assert output.count("rng: synchronous ok, asynchronous ok, below ok, errors ok") == 1


@needs_rng
def test_two_processes_ask_at_once(machine):
    output = machine.run("rng", "rng", "counter", seconds=3.5)
    assert output.count("rng: synchronous ok, asynchronous ok, below ok, errors ok") == 2
    assert output.count("counter: 3") == 1


@needs_rng
def test_requests_processes_and_boots_give_different_bytes(machine):
    first, second = (machine.run("random", "random", seconds=4.5) for _ in range(2))
    assert len(drawn(first)) == len(drawn(second)) == 10
    assert len({*drawn(first), *drawn(second)}) == 20


@needs_rng
def test_one_that_crashes_does_not_keep_the_source(machine):
    output = machine.run("rng", "crash", "random", seconds=3.5)
    assert len(output.reports) >= 2
    assert len(drawn(output)) == 4


@needs_rng
@pytest.mark.parametrize("device", ["none", "from_before_the_standard"])
def test_without_the_device_the_board_boots_and_the_driver_says_so(machine, monkeypatch, device):
    settings = BOARD.settings
    more = ()
    if device == "none":
        assert DEVICE in settings["QEMU_MACHINE"]
        monkeypatch.setitem(settings, "QEMU_MACHINE",
                            settings["QEMU_MACHINE"].replace(DEVICE, ""))
    else:
        more = ("-global", "virtio-mmio.force-legacy=true")
    output = machine.run("random", "counter", seconds=2.5, more=more)
    assert output.count(SAYS_SO) == 1
    assert output.count("counter: 2") == 1
    assert not output.reports and not output.panicked


@pytest.mark.skipif(not needs_rng.args[0], reason=f"{BOARD.name} has random bytes")
def test_without_the_driver_the_app_says_so(machine):
    output = machine.run("random", "counter", seconds=2.5)
    assert output.count(SAYS_SO) == 1
    assert output.count("counter: 2") == 1
