/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Writes to the peripherals that would hurt most: reset, clocks, watchdog, UART off, timers. */
#include "../../hostile.h"

static const uint32_t pokes[][2] = {
    {0x40000C00, 0x1ACCE551}, {0x40000008, 3},      {0x40000000, 1},          {0x400FE060, 0},
    {0x400FE070, 0},          {0x400FE100, 0},      {0x400FE104, 0},          {0x400FE108, 0},
    {0x400FE040, ~0u},        {0x400FE044, ~0u},    {0x400FE048, ~0u},        {0x4000C030, 0},
    {0x4000C038, 0},          {0x4000C000, 'X'},    {0x4003000C, 0},          {0x40030018, 0},
    {0x4003100C, 0},          {0x40031018, 0},      {0x40032018, 0},          {0x400253FC, 0xFF},
    {0x40025400, 0xFF},       {0x400FD000, 0xC000}, {0x400FD008, 0xA4420002}, {0x42000000, 1},
    {0x43F80000, 1},
};

int main(void) {
    uint32_t n = lives("peripheral_poke");
    if (n >= 2 * COUNT(pokes))
        finish();
    const uint32_t *poke = pokes[n / 2];
    tell("@try poke", 2, n, poke[0]);
    if (n & 1)
        store8(poke[0], poke[1]);
    else
        store32(poke[0], poke[1]);
    tell("@lived poke", 2, n, poke[0]);
    next_life();
}
