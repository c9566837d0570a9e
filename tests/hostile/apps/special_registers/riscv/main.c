/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Reads, writes and sets bits of control and status registers: those of machine and supervisor mode, of
 * debugging, of memory protection, and the counters. */
#include "tests/hostile/hostile.h"

/* clang-format off */
#define CSRS(X) \
    X(0x300) X(0x301) X(0x302) X(0x303) X(0x304) X(0x305) X(0x306) X(0x30A) X(0x310) X(0x320) \
    X(0x323) X(0x340) X(0x341) X(0x342) X(0x343) X(0x344) X(0x34A) X(0x3A0) X(0x3A1) X(0x3A3) \
    X(0x3B0) X(0x3B1) X(0x3B5) X(0x3BF) X(0x747) X(0x7A0) X(0x7A1) X(0x7B0) X(0x7B1) X(0x7B2) \
    X(0xB00) X(0xB02) X(0xB03) X(0xB80) X(0xF11) X(0xF12) X(0xF14) X(0xF15) X(0x100) X(0x104) \
    X(0x105) X(0x106) X(0x140) X(0x141) X(0x142) X(0x144) X(0x180) X(0x600) X(0x680) X(0x000) \
    X(0x004) X(0x005) X(0x001) X(0x003) X(0x008) X(0x015) X(0xC00) X(0xC01) X(0xC02) X(0xC03) \
    X(0xC80) X(0xC81) X(0xFFF)
/* clang-format on */

#define WITH_CSRS(text) ".option push\n .option arch, +zicsr\n" text "\n .option pop"

static uint32_t read_csr(uint32_t number) {
    uint32_t value = 0;
    switch (number) {
#define READ(csr)                                                                 \
    case csr:                                                                     \
        __asm__ volatile(WITH_CSRS("csrr %0, " #csr) : "=r"(value) : : "memory"); \
        break;
        CSRS(READ)
    default:
        break;
    }
    return value;
}

static void write_csr(uint32_t number, uint32_t value) {
    switch (number) {
#define WRITE(csr)                                                                  \
    case csr:                                                                       \
        __asm__ volatile(WITH_CSRS("csrw " #csr ", %0") : : "r"(value) : "memory"); \
        break;
        CSRS(WRITE)
    default:
        break;
    }
}

static void set_csr(uint32_t number) {
    switch (number) {
#define SET(csr)                                                                  \
    case csr:                                                                     \
        __asm__ volatile(WITH_CSRS("csrs " #csr ", %0") : : "r"(~0u) : "memory"); \
        break;
        CSRS(SET)
    default:
        break;
    }
}

int main(void) {
#define NUMBER(csr) csr,
    static const uint16_t numbers[] = {CSRS(NUMBER)};
    uint32_t n = lives("special_registers");
    if (n >= 3 * COUNT(numbers))
        finish();
    uint32_t number = numbers[n / 3], value = 0;
    tell("@try csr", 2, n, number);
    if (n % 3 == 0)
        value = read_csr(number);
    else if (n % 3 == 1)
        write_csr(number, number >= 0x3A0 && number < 0x3B0 ? 0x1F1F1F1F : ~0u);
    else
        set_csr(number);
    tell("@lived csr", 3, n, number, value);
    load32(KERNEL_RAM + 0x40); /* is anything still protected? */
    tell("@bad read kernel RAM after", 1, number);
    next_life();
}
