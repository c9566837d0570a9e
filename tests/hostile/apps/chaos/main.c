/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Runs code that nobody wrote: test_chaos.py fills the table with random instructions and system calls, and
 * each life begins somewhere in it, with registers full of addresses of others. */
#include "tests/hostile/hostile.h"

#define CODE_WORDS 2048

struct code {
    char magic[16];
    uint32_t words[CODE_WORDS];
};

static const struct code *code(void) {
    static const struct code table __attribute__((aligned(16), section(".text.chaos"))) = {
        .magic = "chaos code here:",
    };
    const struct code *filled = &table;
    __asm__("" : "+r"(filled)); /* the compiler knows nothing of what is in it */
    return filled;
}

int main(void) {
    struct memory_layout o = own();
    struct random random = {(lives("chaos") + 1) * 0x9E3779B9u};
    uint32_t values[WILD_REGISTERS];
    const uint32_t others[] = {KERNEL_RAM,
                               KERNEL_FLASH,
                               APP_FLASH,
                               o.ram_start - 0x200,
                               o.grant_start,
                               o.ram_end - 64,
                               places()->device,
                               o.ram_start,
                               o.ram_start + 8,
                               o.ram_break - 4,
                               o.flash_start + 4,
                               RAM_END - 4,
                               DRIVER_CONSOLE,
                               DRIVER_ALARM,
                               DRIVER_IPC,
                               1,
                               2,
                               0,
                               0xFFFFFFFF,
                               0xFFFFFFF0};
    if (random.state == 0x9E3779B9u)
        tell_own();
    for (unsigned i = 0; i < WILD_REGISTERS; i++)
        values[i] = others[random_next(&random) % COUNT(others)];
    uint32_t start = random_next(&random) % (CODE_WORDS - 64);
    run_wild((uint32_t)(uintptr_t)&code()->words[start], values);
}
