/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Extended frames where there is no room for them. On ARMv7-M the CPU fills the upper part of such a frame
 * late, when the program is left, so it is then that the kernel has to find out. On ARMv8-M it does so at
 * once, within what the protection unit allows. A way for each life, as in the program `faults`; it has
 * to lie in the first slot. */
#include "tests/places.h"
#include "tests/qemu/raw/cortex-m/fpu.h"
#include "tests/qemu/raw/raw.h"

#define PROCESS_NUMBERS 2
#define PROCESS_STATE 5
#define BASIC 32u
#define BASIC_LAST 7u /* word: xPSR; the upper part comes next */
#define GARBAGE 0x6A7BA6E5u
#define AREA_WORDS 64u

/* Of extended frames. Where they are filled at once the protection unit decides, which has steps. */
struct frames {
    uint32_t size;
    uint32_t above;   /* one that lies so far above the break has no room */
    uint32_t missing; /* nor has one of which so much does */
};

/* Makes a system call with the stack pointer at the end of a filled area. What is not garbage then is
 * the frame. */
static struct frames measure(void) {
    uint32_t area[AREA_WORDS];
    for (uint32_t i = 0; i < AREA_WORDS; i++)
        area[i] = GARBAGE;
    uint32_t end = (uint32_t)(uintptr_t)(area + AREA_WORDS) & ~7u;
    __asm__ volatile("mov r8, sp\n\t"
                     "mov sp, %0\n\t"
                     "movs r0, %1\n\t"
                     "svc %2\n\t"
                     "mov sp, r8"
                     :
                     : "r"(end), "i"(MEMOP_RAM_START), "i"(SYSCALL_MEMOP)
                     : "r0", "r1", "r8", "memory");
    uint32_t first = 0;
    while (area[first] == GARBAGE)
        first++;
    struct frames found = {end - (uint32_t)(uintptr_t)&area[first], 8, 4};
    if (area[first + BASIC_LAST + 1] != GARBAGE) {
        found.above += places()->memory_step;
        found.missing = places()->memory_step;
    }
    return found;
}

static uint32_t ram_break(void) {
    return memop(MEMOP_SBRK, 0).values[0];
}

/* Runs there until it is interrupted. */
static void spin_with_sp(uint32_t sp) {
    __asm__ volatile("mov sp, %0\n\tb ." : : "r"(sp) : "memory");
}

/* Makes a system call there that changes nothing, and is interrupted then. */
static void call_with_sp(uint32_t sp) {
    __asm__ volatile("mov sp, %0\n\t"
                     "movs r0, %1\n\t"
                     "svc %2\n\t"
                     "b ."
                     :
                     : "r"(sp), "i"(MEMOP_RAM_START), "i"(SYSCALL_MEMOP)
                     : "r0", "r1", "memory");
}

static void yield_with_sp(uint32_t sp) {
    __asm__ volatile("mov sp, %0\n\tmovs r0, %1\n\tsvc %2"
                     :
                     : "r"(sp), "i"(YIELD_WAIT), "i"(SYSCALL_YIELD)
                     : "r0", "memory");
}

static void exit_with_sp(uint32_t sp) {
    __asm__ volatile("mov sp, %0\n\tmovs r0, %1\n\tmovs r1, #0\n\tsvc %2"
                     :
                     : "r"(sp), "i"(EXIT_RESTART), "i"(SYSCALL_EXIT)
                     : "r0", "r1", "memory");
}

/* Moves the break down, so that only so many bytes of the frame are left below it, and goes on. */
static void break_into_frame(uint32_t size, uint32_t bytes) {
    uint32_t sp;
    __asm__ volatile("mov %0, sp" : "=r"(sp));
    uint32_t end = (sp & ~7u) - size + bytes;
    __asm__ volatile("movs r0, %0\n\t"
                     "mov r1, %1\n\t"
                     "svc %2\n\t"
                     "b ."
                     :
                     : "i"(MEMOP_BRK), "r"(end), "i"(SYSCALL_MEMOP)
                     : "r0", "r1", "memory");
}

/* All that there is, up to where the kernel's begins. */
static uint32_t highest_break(void) {
    for (uint32_t step = 1024; step >= 4; step /= 2)
        while (syscall_succeeded(memop(MEMOP_SBRK, step)))
            continue;
    return ram_break();
}

static void die(uint32_t number, uint32_t start) {
    const struct frames frames = measure();
    const uint32_t extended = frames.size;
    uint32_t end = ram_break() & ~7u;
#define WAY(name, statement)   \
    if (number-- == 0) {       \
        put("WAY " name "\n"); \
        statement;             \
    }
    WAY("interrupted_with_a_word_above_the_break", spin_with_sp(end + frames.above))
    WAY("interrupted_with_all_but_the_basic_part_above_the_break",
        spin_with_sp(end + extended - BASIC))
    WAY("a_call_with_a_word_above_the_break", call_with_sp(end + 8))
    WAY("a_call_with_all_but_the_basic_part_above_the_break", call_with_sp(end + extended - BASIC))
    WAY("a_call_with_the_basic_part_above_the_break", call_with_sp(end + extended - BASIC + 8))
    WAY("a_yield_with_a_word_above_the_break", yield_with_sp(end + 8))
    WAY("a_yield_with_all_but_the_basic_part_above_the_break",
        yield_with_sp(end + extended - BASIC))
    WAY("interrupted_against_the_grants", spin_with_sp((highest_break() & ~7u) + extended - BASIC))
    WAY("a_yield_against_the_grants", yield_with_sp((highest_break() & ~7u) + extended - BASIC))
    WAY("interrupted_with_no_room_below", spin_with_sp(start + extended - 8))
    WAY("interrupted_with_room_for_the_basic_frame_alone", spin_with_sp(start + BASIC))
    WAY("a_call_with_no_room_below", call_with_sp(start + extended - 8))
    WAY("a_break_that_leaves_the_basic_part", break_into_frame(extended, BASIC))
    WAY("a_break_that_leaves_half", break_into_frame(extended, extended / 2))
    WAY("a_break_that_leaves_all_but_a_word", break_into_frame(extended, extended - frames.missing))
    WAY("a_break_that_leaves_less_than_the_result", break_into_frame(extended, 8))
    WAY("an_exit_with_a_word_above_the_break", exit_with_sp(end + 8))
}

/* How often the process in the first slot was restarted. */
static uint32_t lives_lived(const struct start *start) {
    volatile uint32_t *answer = (volatile uint32_t *)(uintptr_t)(start->arg1 + 32);
    allow_rw(DRIVER_PROCESS_INFO, 0, (void *)answer, 16);
    command(DRIVER_PROCESS_INFO, PROCESS_NUMBERS, 0, 0);
    command(DRIVER_PROCESS_INFO, PROCESS_STATE, answer[0], 0);
    allow_rw(DRIVER_PROCESS_INFO, 0, NULL, 0);
    return answer[2];
}

int raw_main(const struct start *start) {
    struct fpu f;
    fpu_store(&f);
    if (!fpu_is_clear(&f))
        put("FAIL fpu_stacks: something was left\n");
    memop(MEMOP_SBRK, 36); /* so that the break lies within a step of the protection unit */
    fpu_pattern(&f, 0x57AC);
    fpu_load(&f);
    die(lives_lived(start), start->arg1);
    end_of("fpu_stacks");
    return 0;
}
