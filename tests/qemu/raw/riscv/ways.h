/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Ways to die that only RISC-V has (tests/qemu/apps/faults). */
#ifndef TESTS_QEMU_WAYS_H
#define TESTS_QEMU_WAYS_H

#include <stdint.h>

/* Encoded, for the assembler knows no such instructions without an extension. */

static void read_status(void) {
    __asm__ volatile(".4byte 0x30002573" : : : "a0"); /* csrr a0, mstatus */
}

static void open_protection(void) {
    uint32_t all = 0x1F1F1F1F;
    __asm__ volatile("mv a0, %0\n .4byte 0x3A051073" : : "r"(all) : "a0"); /* csrw pmpcfg0, a0 */
}

static void trap_return(void) {
    __asm__ volatile(".4byte 0x30200073"); /* mret */
}

static void wait_for_interrupt(void) {
    __asm__ volatile("wfi");
}

static void atomic_elsewhere(void) {
    __asm__ volatile("amoor.w a0, a0, (%0)" : : "r"(0x40) : "a0", "memory");
}

static void return_from_start(void) {
    __asm__ volatile("jr x0");
}

#define WAYS_OF_THE_FAMILY(WAY)                     \
    WAY("read_status", read_status())               \
    WAY("open_protection", open_protection())       \
    WAY("trap_return", trap_return())               \
    WAY("wait_for_interrupt", wait_for_interrupt()) \
    WAY("atomic_elsewhere", atomic_elsewhere())     \
    WAY("return_from_start", return_from_start())

#endif
