/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Stores to its own flash: header, code, constants, the last word. Nobody may write flash, not even its own,
 * or what was checked when it was loaded is not what runs. */
#include "tests/hostile/hostile.h"

int main(void) {
    struct memory_layout o = own();
    uint32_t n = lives("own_flash_store"), size = o.flash_end - o.flash_start;
    if (n >= 48)
        finish();
    uint32_t address = o.flash_start + size / 24 * (n / 2);
    if (n / 2 == 23)
        address = o.flash_end - 4;
    uint32_t before = load32(address & ~3u);
    tell("@try store", 2, n, address);
    if (n % 2 == 0)
        store8(address, before ^ 0xFF);
    else
        store32(address & ~3u, ~before);
    tell("@lived store", 3, n, address, load32(address & ~3u) ^ before);
    next_life();
}
