/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Every way to die, one for each life: after a fault the kernel starts it anew, and how often it did
 * says which one comes next. It has to lie in the first slot. The name of each way is printed
 * before; what the kernel ought to say about it is known to test_faults.py. */
#include "machine.h"
#include "tests/places.h"
#include "tests/qemu/raw/raw.h"
#include "ways.h"

#define PROCESS_NUMBERS 2
#define PROCESS_STATE 5
#define KERNEL_RAM (places()->kernel_ram + 0x40)
#define KERNEL_FLASH (places()->kernel_flash + 0x100)
#define UART (places()->device)
#define PATTERN 0x5AFEC0DEu
#define SHORT_TICKS 10

static uint32_t ask(uint32_t operation) {
    return memop(operation, 0).values[0];
}

static uint32_t ram_break(void) {
    return memop(MEMOP_SBRK, 0).values[0];
}

/* ---- System calls where they have no business ----
 *
 * Where that is nothing to the kernel, which need not find a frame there, the process goes on, and
 * comes to an instruction that it may not execute. */

static void call_with_sp(uint32_t sp) {
    static const uint32_t arguments[4] = {MEMOP_RAM_START, 0, 0, 0};
    ON_STACK(sp, arguments, CALL(5) UNDEFINED);
}

/* For longer than a slice. */
static void spin_with_sp(uint32_t sp) {
    static const uint32_t arguments[4] = {0, 0, 0, 0};
    ON_STACK(sp, arguments, COMPUTE(400000) UNDEFINED);
}

static void yield_with_sp(uint32_t sp) {
    static const uint32_t arguments[4] = {YIELD_WAIT_FOR, DRIVER_ALARM, 0, 0};
    command(DRIVER_ALARM, 5, SHORT_TICKS, 0);
    ON_STACK(sp, arguments, CALL(0) UNDEFINED);
}

static void push_for_ever(void) {
    __asm__ volatile(PUSH_FOR_EVER);
}

/* A break below the stack: the result has nowhere to go. */
static void shrink_below_stack(void) {
    memop(MEMOP_BRK, ask(MEMOP_RAM_START) + 64);
}

static void upcall_in_ram(void) {
    subscribe(DRIVER_ALARM, 0, (upcall_function *)(uintptr_t)(ask(MEMOP_RAM_START) + 1), NULL);
    command(DRIVER_ALARM, 5, 0, 0);
    raw_yield_wait();
}

/* ---- The ways ---- */

static void die(uint32_t number) {
    uint32_t start = ask(MEMOP_RAM_START), end = ask(MEMOP_RAM_END);
    uint32_t step = places()->memory_step != 0 ? places()->memory_step : (end - start) / 16;
    uint32_t touchable = start + (ram_break() - start + step - 1) / step * step;
    uint32_t flash = ask(MEMOP_FLASH_START), flash_end = ask(MEMOP_FLASH_END);

#define WAY(name, statement)        \
    if (number-- == 0) {            \
        put("WAY " name "\n");      \
        statement;                  \
        put("SURVIVED " name "\n"); \
        undefined();                \
    }
    WAY("null_read", load32(0))
    WAY("null_write", store32(0, PATTERN))
    WAY("null_member", load32(0x40))
    WAY("null_call", jump(0))
    WAY("kernel_ram_read", load32(KERNEL_RAM))
    WAY("kernel_ram_write", store32(KERNEL_RAM, PATTERN))
    WAY("kernel_flash_read", load32(KERNEL_FLASH))
    WAY("kernel_flash_call", jump(KERNEL_FLASH))
    WAY("own_flash_write", store32(flash + 0x40, PATTERN))
    WAY("before_own_flash", load32(flash - 4))
    WAY("behind_own_flash", load32(flash_end))
    WAY("before_own_ram", store32(start - 4, PATTERN))
    WAY("behind_own_ram", store32(end, PATTERN))
    WAY("beyond_the_break", store32(touchable, PATTERN))
    WAY("own_grants_read", load32(ask(MEMOP_GRANT_START)))
    WAY("own_control_block_write", store32(end - 4, PATTERN))
    WAY("device_read", load32(UART))
    WAY("nowhere_read", load32(0x80000000))
    WAY("own_ram_call", jump(start + 64))
    WAY("undefined_instruction", undefined())
    WAY("breakpoint", breakpoint())
    WAYS_OF_THE_FAMILY(WAY)
    WAY("upcall_in_ram", upcall_in_ram())
    WAY("class_8", syscall_raw(8, 0, 0, 0, 0))
    WAY("class_255", syscall_raw(255, 0, 0, 0, 0))
    WAY("yield_number_3", syscall_raw(SYSCALL_YIELD, 3, 0, 0, 0))
    WAY("yield_number_max", syscall_raw(SYSCALL_YIELD, 0xFFFFFFFF, 0, 0, 0))
    WAY("stack_overflow", push_for_ever())
    WAY("stack_overflow_by_a_call", call_with_sp(start + 16))
    WAY("sp_at_start", call_with_sp(start))
    WAY("sp_null", call_with_sp(0))
    WAY("sp_at_8", call_with_sp(8))
    WAY("sp_in_kernel_ram", call_with_sp(KERNEL_RAM))
    WAY("sp_in_kernel_flash", call_with_sp(KERNEL_FLASH))
    WAY("sp_in_own_flash", call_with_sp(flash + 256))
    WAY("sp_in_own_grants", call_with_sp(end))
    WAY("sp_above_the_break", call_with_sp(touchable + 32))
    WAY("sp_a_word_above_the_break", call_with_sp((ram_break() & ~7u) + 8))
    WAY("sp_in_the_slack", call_with_sp(touchable))
    WAY("sp_behind_own_ram", call_with_sp(end + 32))
    WAY("sp_in_a_device", call_with_sp(UART + 64))
    WAY("sp_in_system_control", call_with_sp(0xE000EE00))
    WAY("sp_at_the_end", call_with_sp(0xFFFFFFF8))
    WAY("sp_in_the_middle_of_nowhere", call_with_sp(0x60000000))
    WAY("interrupted_with_sp_in_kernel_ram", spin_with_sp(KERNEL_RAM))
    WAY("interrupted_with_sp_null", spin_with_sp(0))
    WAY("interrupted_with_sp_in_own_grants", spin_with_sp(end))
    WAY("interrupted_with_sp_at_the_end", spin_with_sp(0xFFFFFFF8))
    WAY("interrupted_with_sp_at_start", spin_with_sp(start))
    WAY("yield_with_sp_in_kernel_ram", yield_with_sp(KERNEL_RAM))
    WAY("yield_with_sp_null", yield_with_sp(0))
    WAY("break_below_the_stack", shrink_below_stack())
}

/* How often the process in the first slot was restarted. The answer comes to the bottom of the stack:
 * the break cannot be moved below memory that was lent. */
static uint32_t lives_lived(const struct start *start) {
    volatile uint32_t *answer = (volatile uint32_t *)(uintptr_t)(start->arg1 + 32);
    allow_rw(DRIVER_PROCESS_INFO, 0, (void *)answer, 16);
    command(DRIVER_PROCESS_INFO, PROCESS_NUMBERS, 0, 0);
    command(DRIVER_PROCESS_INFO, PROCESS_STATE, answer[0], 0);
    allow_rw(DRIVER_PROCESS_INFO, 0, NULL, 0);
    return answer[2];
}

int raw_main(const struct start *start) {
    (void)start;
    memop(MEMOP_SBRK, 36); /* so that the break lies within a step of the protection unit */
    die(lives_lived(start));
    end_of("faults");
    return 0;
}
