/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Makes system calls of the existing classes with random and with nasty arguments, for ever. */
#include "tests/hostile/hostile.h"

static const uint32_t nasty[] = {
    0,          1,          2,          3,          4,          5,          6,          7,
    8,          10,         0x7F,       0x80,       0xFF,       0x100,      0x10000,    0x10002,
    0xE000ED00, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFF0, 0xFFFFFFFE, 0xFFFFFFFF,
};

static uint32_t pick(struct random *random, const struct memory_layout *o) {
    uint32_t kind = random_next(random), value = random_next(random);
    switch (kind >> 13 & 7) {
    case 0:
        return value;
    case 1:
        return value & 15;
    case 2:
        return o->ram_start + value % (o->ram_end - o->ram_start + 16);
    case 3:
        return o->flash_start + value % (o->flash_end - o->flash_start + 16);
    case 4:
        return 1u << (value & 31);
    case 5: {
        const uint32_t of_the_board[] = {
            KERNEL_RAM, KERNEL_RAM + 0x100, KERNEL_RAM + 0xFF0, RAM_END - 1, RAM_END,
            APP_FLASH,  APP_FLASH + 0x80,   FLASH_END - 1,      FLASH_END,   places()->device};
        return of_the_board[value % COUNT(of_the_board)];
    }
    default:
        return nasty[value % COUNT(nasty)];
    }
}

int main(void) {
    uint32_t life = lives("svc_fuzz"), me = own_number("svc_fuzz");
    struct random random = {0x9E3779B9 * (life + 1) + 12345};
    struct memory_layout o = own();
    if (life == 0)
        tell_own();
    if (life == 1)
        tell("@done", 0); /* it may die of its own luck; not of anything else */
    for (uint32_t i = 0;; i++) {
        uint32_t a = pick(&random, &o), b = pick(&random, &o), c = pick(&random, &o),
                 d = pick(&random, &o);
        switch (random_next(&random) >> 7 & 7) {
        case 0:
            /* Waiting for what never comes would end the fun. */
            if (a != YIELD_WAIT && a != YIELD_WAIT_FOR && (a == 0 || i % 4096 == 0))
                syscall_raw(SYSCALL_YIELD, a, b, c, d);
            break;
        case 1:
            syscall_raw(SYSCALL_SUBSCRIBE, a & 0x1000F, b & 7, c, d);
            break;
        case 2:
            /* Process info may stop anybody, which is its right. */
            if (a != DRIVER_PROCESS_INFO || b != 6 || c == me)
                syscall_raw(SYSCALL_COMMAND, a & 0x1000F, b, c, d);
            break;
        case 3:
            syscall_raw(SYSCALL_ALLOW_RW, a & 0x1000F, b & 7, c, d);
            break;
        case 4:
            syscall_raw(SYSCALL_ALLOW_RO, a & 0x1000F, b & 7, c, d);
            break;
        case 5:
            syscall_raw(SYSCALL_MEMOP, a, b, c, d);
            break;
        case 6:
            if (a > 1 || i % 4096 == 0)
                syscall_raw(SYSCALL_EXIT, a == 0 ? 1 : a, b, c, d);
            break;
        default:
            syscall_raw(SYSCALL_ALLOW_USERSPACE_READ, a & 0x1000F, b & 7, c, d);
        }
    }
}
