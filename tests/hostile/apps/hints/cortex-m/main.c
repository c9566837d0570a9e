/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Puts the processor to sleep, again and again, and sends it events. */
#include "tests/hostile/hostile.h"

int main(void) {
    tell("@try hints", 0);
    for (uint32_t i = 0; i < 60; i++)
        __asm__ volatile("sev\n wfe\n wfi\n yield\n dbg #0\n nop.w\n wfe");
    tell("@done", 0);
    for (;;)
        __asm__ volatile("wfi");
}
