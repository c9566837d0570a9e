/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Every way to die, one for each life: after a fault the kernel starts it anew, and how often it did
 * says which one comes next. It has to lie in the first slot. The name of each way is printed
 * before; what the kernel ought to say about it is known to test_faults.py. */
#include "tests/places.h"
#include "tests/qemu/raw/raw.h"

#define PROCESS_NUMBERS 2
#define PROCESS_STATE 5
#define KERNEL_RAM (places()->kernel_ram + 0x40) /* far from any stack of ours */
#define KERNEL_FLASH (places()->kernel_flash + 0x100)
#define UART (places()->device)
#define PATTERN 0x5AFEC0DEu

static uint32_t ask(uint32_t operation) {
    return memop(operation, 0).values[0];
}

static uint32_t ram_break(void) {
    return memop(MEMOP_SBRK, 0).values[0];
}

/* ---- Accesses: in assembly, lest the compiler sees what we are up to ---- */

static void read(uint32_t address) {
    uint32_t value;
    __asm__ volatile("ldr %0, [%1]" : "=r"(value) : "r"(address));
}

static void write(uint32_t address) {
    __asm__ volatile("str %0, [%1]" : : "r"(PATTERN), "r"(address) : "memory");
}

static void execute(uint32_t address) {
    __asm__ volatile("blx %0" : : "r"(address | 1) : "lr", "memory");
}

/* ---- System calls where they have no business ---- */

/* Class Memop, "start of RAM", with the stack pointer there. Nothing comes back. */
static void call_with_sp(uint32_t sp) {
    __asm__ volatile("mov sp, %0\n\t"
                     "movs r0, %1\n\t"
                     "svc %2\n\t"
                     "mov r4, sp\n\t"
                     "udf #0"
                     :
                     : "r"(sp), "i"(MEMOP_RAM_START), "i"(SYSCALL_MEMOP)
                     : "r0", "r1", "r4", "memory");
}

/* Runs with the stack pointer there until it is interrupted. */
static void spin_with_sp(uint32_t sp) {
    __asm__ volatile("mov sp, %0\n\tb ." : : "r"(sp) : "memory");
}

/* Yields with the stack pointer there. */
static void yield_with_sp(uint32_t sp) {
    __asm__ volatile("mov sp, %0\n\tmovs r0, %1\n\tsvc %2"
                     :
                     : "r"(sp), "i"(YIELD_WAIT), "i"(SYSCALL_YIELD)
                     : "r0", "memory");
}

static void push_for_ever(void) {
    __asm__ volatile("1: push {r0-r7}\n\tb 1b");
}

/* A break below the stack: the result has nowhere to go. */
static void shrink_below_stack(void) {
    memop(MEMOP_BRK, ask(MEMOP_RAM_START) + 64);
}

/* ---- Instructions ---- */

static void undefined(void) {
    __asm__ volatile("udf #1");
}

static void breakpoint(void) {
    __asm__ volatile("bkpt #0");
}

static void coprocessor(void) {
    __asm__ volatile("mrc p10, 7, r0, cr0, cr0, 0" : : : "r0");
}

/* A branch to an address without the Thumb bit. */
static void leave_thumb(void) {
    __asm__ volatile("bx %0" : : "r"(ask(MEMOP_FLASH_START)));
}

static void unaligned_pair(void) {
    uint32_t words[4];
    __asm__ volatile("ldrd r0, r1, [%0]" : : "r"((uint8_t *)words + 1) : "r0", "r1", "memory");
}

/* What an exception handler would return with. */
static void exception_return(void) {
    __asm__ volatile("bx %0" : : "r"(0xFFFFFFF9));
}

static void return_from_start(void) {
    __asm__ volatile("bx %0" : : "r"(1));
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
    WAY("null_read", read(0))
    WAY("null_write", write(0))
    WAY("null_member", read(0x40))
    WAY("null_call", execute(0))
    WAY("kernel_ram_read", read(KERNEL_RAM))
    WAY("kernel_ram_write", write(KERNEL_RAM))
    WAY("kernel_flash_read", read(KERNEL_FLASH))
    WAY("kernel_flash_call", execute(KERNEL_FLASH))
    WAY("own_flash_write", write(flash + 0x40))
    WAY("before_own_flash", read(flash - 4))
    WAY("behind_own_flash", read(flash_end))
    WAY("before_own_ram", write(start - 4))
    WAY("behind_own_ram", write(end))
    WAY("beyond_the_break", write(touchable))
    WAY("own_grants_read", read(ask(MEMOP_GRANT_START)))
    WAY("own_control_block_write", write(end - 4))
    WAY("device_read", read(UART))
    WAY("nowhere_read", read(0x80000000))
    WAY("own_ram_call", execute(start + 64))
    WAY("undefined_instruction", undefined())
    WAY("breakpoint", breakpoint())
    WAY("coprocessor", coprocessor())
    WAY("no_thumb_bit", leave_thumb())
    WAY("unaligned_pair", unaligned_pair())
    WAY("exception_return", exception_return())
    WAY("return_from_start", return_from_start())
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
