/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Runs all cases on a bare Cortex-M3 of QEMU, and prints of each
 *
 *     NAME RESULT RESULT
 *
 * for the index that fits and the one that does not: a number, or `trap` for an instruction that is
 * undefined (udf), or `fault` for another fault. */
#include "traps.h"

#include <stddef.h>

#define UART_DATA (*(volatile uint32_t *)0x4000C000)
#define CFSR (*(volatile uint32_t *)0xE000ED28)
#define CFSR_UNDEFINED 0x10000u

uint32_t row[LENGTH], other[LENGTH], grid[4][LENGTH];
struct point points[LENGTH];
static struct trailing a_trailing;
static struct within a_within;
static union bytes a_both;
struct trailing *trailing = &a_trailing;
struct within *within = &a_within;
union bytes *both = &a_both;
uint32_t yes = 1;

uint32_t look(const uint32_t *word) {
    return *(const volatile uint32_t *)word;
}

uint32_t look_at_point(const struct point *point) {
    return *(const volatile uint32_t *)&point->x;
}

void *memset(void *to, int value, size_t bytes);
void *memset(void *to, int value, size_t bytes) {
    for (volatile uint8_t *at = to; bytes > 0; bytes--) {
        *at++ = (uint8_t)value;
    }
    return to;
}

void *memcpy(void *to, const void *from, size_t bytes);
void *memcpy(void *to, const void *from, size_t bytes) {
    const uint8_t *source = from;
    for (volatile uint8_t *at = to; bytes > 0; bytes--) {
        *at++ = *source++;
    }
    return to;
}

/* ---- What is left behind on the stack, for whoever does not initialise what he uses ---- */

static __attribute__((noinline)) void leave_dirt(void) {
    volatile uint32_t dirt[64];
    for (uint32_t i = 0; i < 64; i++) {
        dirt[i] = 0xD1D1D1D1;
    }
}

/* ---- A function that may trap: attempt(function, i, &result) is 0, or the fault status ---- */

uint32_t attempt(uint32_t (*function)(uint32_t), uint32_t i, uint32_t *result);
void fault(void);
uint32_t attempt_sp;

__asm__(".syntax unified\n"
        ".thumb_func\n"
        ".global attempt\n"
        "attempt:\n"
        "    push {r2, r4-r11, lr}\n"
        "    ldr r3, =attempt_sp\n"
        "    str sp, [r3]\n"
        "    mov r4, r0\n"
        "    mov r0, r1\n"
        "    ldr r1, =0xD1D1D1D1\n" /* and in registers */
        "    mov r2, r1\n"
        "    mov r3, r1\n"
        "    mov r12, r1\n"
        "    blx r4\n"
        "    pop {r2}\n"
        "    str r0, [r2]\n"
        "    movs r0, #0\n"
        "    pop {r4-r11, pc}\n"
        ".thumb_func\n"
        "attempt_failed:\n"
        "    ldr r3, =attempt_sp\n"
        "    ldr sp, [r3]\n"
        "    pop {r2, r4-r11, pc}\n"
        ".thumb_func\n"
        ".global fault\n"
        "fault:\n"
        "    ldr r1, =0xE000ED28\n" /* CFSR: read it, clear it */
        "    ldr r0, [r1]\n"
        "    str r0, [r1]\n"
        "    str r0, [sp]\n" /* r0 of the frame */
        "    ldr r0, =attempt_failed\n"
        "    str r0, [sp, #24]\n" /* pc */
        "    mov r0, #0x01000000\n"
        "    str r0, [sp, #28]\n" /* xpsr */
        "    bx lr\n"
        ".ltorg\n");

/* ---- Output ---- */

static void print(const char *text) {
    for (; *text != 0; text++) {
        UART_DATA = (uint8_t)*text;
    }
}

static void print_result(uint32_t status, uint32_t result) {
    if (status != 0) {
        print((status & CFSR_UNDEFINED) != 0 ? " trap" : " fault");
        return;
    }
    char digits[] = " 00000000";
    for (uint32_t i = 8; i > 0; i--, result >>= 4) {
        digits[i] = "0123456789abcdef"[result & 15];
    }
    print(digits);
}

extern const struct trap_case cases_start[], cases_end[];

void reset(void);
void reset(void) {
    for (const struct trap_case *at = cases_start; at < cases_end; at++) {
        const uint32_t indices[] = {at->fits, at->does_not_fit};
        print(at->name);
        for (uint32_t i = 0; i < 2; i++) {
            uint32_t result = 0;
            leave_dirt();
            uint32_t status = attempt(at->function, indices[i], &result);
            print_result(status, result);
        }
        print("\n");
    }
    __asm__ volatile("movs r0, #0x18\n\tldr r1, =0x20026\n\tbkpt 0xAB"); /* semihosting: exit */
    for (;;) {
    }
}

__attribute__((section(".vectors"), used)) static const uintptr_t vectors[] = {
    0x20008000,       (uintptr_t)reset, (uintptr_t)fault, (uintptr_t)fault,
    (uintptr_t)fault, (uintptr_t)fault, (uintptr_t)fault,
};
