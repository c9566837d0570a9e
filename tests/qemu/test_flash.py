# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Memory of apps as flash (hil/flash.h, chips/memory_flash), on the board whose memory the probe knows: the
contract is tested on the host (tests/unit/test_flash.c), this shows that it holds on the board."""

from boards import BOARD
from harness import Kernel, needs

KERNEL = Kernel(capsules="tests/qemu/capsules/flash")
needs_flash = needs(BOARD.name == "qemu-rv32-virt", "probe of its flash")


@needs_flash
def test_flash_is_erased_by_pages_written_by_words_and_read_anywhere(machine):
    output = machine.run("flash", "counter", seconds=1.5, kernel=KERNEL)
    size = BOARD.flash_end - BOARD.apps_at
    assert [line for line in output.lines if line.startswith("flash: ")] == [
        f"flash: {size} bytes, pages of 4096, words of 4",
        "flash: own header: error 0, version 2",
        "flash: erase: error 0",
        "flash: erased: error 0, ffffffffffffffff",
        "flash: write: error 0",
        "flash: written: error 0, f0f0f0f0ffffffff",
        "flash: written again: error 0, 30303030ffffffff",
        "flash: half a word: error 6, unaligned: error 6, beyond the end: error 7",
        "flash: a part of a page: error 6, the page behind the last: error 7",
        "flash: erased again: error 0, ffffffffffffffff",
    ]
    assert output.count("counter: 1") == 1
