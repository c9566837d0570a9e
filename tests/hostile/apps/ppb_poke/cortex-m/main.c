/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Writes to the core's own registers: reset request, MPU off, vector table, interrupts, SysTick,
 * software interrupts; then looks whether protection is still there. */
#include "tests/hostile/hostile.h"

static const uint32_t pokes[][2] = {
    {0xE000ED0C, 0x05FA0004},                  /* AIRCR: system reset */
    {0xE000ED0C, 0x05FA0001}, {0xE000ED94, 0}, /* MPU_CTRL */
    {0xE000ED98, 0},          {0xE000ED9C, 0x10}, {0xE000EDA0, 0x0300003F},
    {0xE000ED08, 0x20001000}, /* VTOR */
    {0xE000ED04, 0x94000000}, /* ICSR: NMI, PendSV, SysTick */
    {0xE000ED24, 0},          {0xE000ED10, 0x1E}, {0xE000ED14, 0x201},
    {0xE000ED18, ~0u},        {0xE000ED1C, ~0u},  {0xE000ED20, ~0u},
    {0xE000ED28, ~0u},        {0xE000ED2C, ~0u},  {0xE000E010, 0},
    {0xE000E014, 1},          {0xE000E018, 0},    {0xE000E180, ~0u},
    {0xE000E184, ~0u},        {0xE000E100, ~0u},  {0xE000E200, ~0u},
    {0xE000E400, ~0u},        {0xE000EF00, 5},    {0xE000EF00, 21},
    {0xE000EDFC, 0x01010000}, {0xE0001000, ~0u},  {0xE0000000, 1},
    {0xE000EDF0, 0xA05F0003}, {0xE0040000, ~0u},  {0xE00FF000, 1},
};

int main(void) {
    uint32_t n = lives("ppb_poke");
    if (n < COUNT(pokes)) {
        tell("@try poke", 2, n, pokes[n][0]);
        store32(pokes[n][0], pokes[n][1]);
        tell("@survived store", 2, n, load32(pokes[n][0]));
        load32(KERNEL_RAM + 0x40); /* is anything still protected? */
        tell("@bad read kernel RAM after", 1, pokes[n][0]);
        next_life();
    }
    finish();
}
