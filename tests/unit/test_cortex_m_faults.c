/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What a Cortex-M CPU says about a fault, and what people read of it (arch/cortex-m/fault.c and
 * report.c, in place of the fakes). */
#include "arch/cortex-m/fault.h"
#include "arch/cortex-m/frame.h"
#include "arch/cortex-m/scs.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/machine.h"

#include <stdio.h>

/* A host has something else where the System Control Block is, so the source is compiled here with
 * the block elsewhere. */
static struct scs_block scs_block;
#undef SCS
#define SCS (&scs_block)
#include "arch/cortex-m/fault.c"

/* Of the linker and of entry.S. */
uint32_t layout_stack_top[1];
uint32_t *arch_main_sp;

#define CFSR 0xD28u /* DDI0403E table B3-4: offsets in the page */
#define HFSR 0xD2Cu
#define MMFAR 0xD34u
#define BFAR 0xD38u
#define SHCSR 0xD24u

static uint32_t *word_at(uint32_t offset) {
    return (uint32_t *)(void *)((uint8_t *)&scs_block + (offset - 0xD00u));
}

/* A process, and a CPU that says this. */
static struct process *with_status(uint32_t cfsr, uint32_t hfsr) {
    *word_at(CFSR) = cfsr;
    *word_at(HFSR) = hfsr;
    *word_at(MMFAR) = 0x11111110;
    *word_at(BFAR) = 0x22222220;
    return machine_running();
}

static char text[4096];

static const char *lines_of(const struct process *p,
                            bool (*line_of)(const struct process *, unsigned, struct buffer *)) {
    text[0] = 0;
    for (unsigned i = 0;; i++) {
        assert_in_range(i, 0, 100);
        BUFFER_LOCAL(out, 126);
        if (!line_of(p, i, &out)) {
            return text;
        }
        strncat(text, (const char *)out.bytes, out.length);
        strcat(text, "\n");
    }
}

static bool status_line(const struct process *p, unsigned line, struct buffer *out) {
    return arch_report_fault(&p->fault, line, out);
}

static const char *status(const struct process *p) {
    return lines_of(p, status_line);
}

#define TITLE "---| Cortex-M Fault Status |---\n"

/* ---- What the CPU says ---- */

TEST(test_status_is_taken_and_cleared_for_the_next_fault) {
    struct process *p = with_status(0x00000082, 0x40000000);
    arch_process_faulted(p);
    assert_int_equal(p->state, PROCESS_FAULTED);
    assert_int_equal(p->cause, FAULT_BY_CPU);
    assert_int_equal(p->fault.cfsr, 0x82);
    assert_int_equal(p->fault.hfsr, 0x40000000);
    assert_int_equal(p->fault.address, 0x11111110);
    /* bits are cleared by writing ones */
    assert_int_equal(*word_at(CFSR), 0x82);
    assert_int_equal(*word_at(HFSR), 0x40000000);
}

/* They must not come when the process has been left (DDI0403E B1.5.10). */
TEST(test_what_was_pending_when_the_fault_came_is_dropped) {
    struct process *p = with_status(0x10, 0);
    *word_at(SHCSR) = 0x0007FFFF;
    arch_process_faulted(p);
    assert_int_equal(*word_at(SHCSR), 0x0007FFFF & ~0xF000u);
}

struct cause {
    uint32_t cfsr;
    enum arch_fault_kind kind;
    uint32_t address; /* 0: not known */
};

TEST(test_kind_and_address_follow_the_status) {
    static const struct cause causes[] = {
        {0x00000001, ARCH_FAULT_MEMORY, 0},          /* fetch */
        {0x00000082, ARCH_FAULT_MEMORY, 0x11111110}, /* data access */
        {0x00000010, ARCH_FAULT_MEMORY, 0},          /* stacking */
        {0x00008200, ARCH_FAULT_MEMORY, 0x22222220}, /* precise bus error */
        {0x00000400, ARCH_FAULT_MEMORY, 0},          /* imprecise */
        {0x00010000, ARCH_FAULT_INSTRUCTION, 0},     /* undefined instruction */
        {0x00020000, ARCH_FAULT_INSTRUCTION, 0},     /* invalid state */
        {0x01000000, ARCH_FAULT_INSTRUCTION, 0},     /* unaligned */
        {0x00000000, ARCH_FAULT_OTHER, 0},
    };
    struct process *p = with_status(0, 0);
    for (size_t i = 0; i < COUNT_OF(causes); i++) {
        UNIT_CONTEXT("status 0x%x", causes[i].cfsr);
        *word_at(CFSR) = causes[i].cfsr;
        arch_process_faulted(p);
        assert_int_equal(arch_fault_kind(&p->fault), causes[i].kind);
        uint32_t address = 0;
        assert_int_equal(arch_fault_address(&p->fault, &address), causes[i].address != 0);
        assert_int_equal(address, causes[i].address);
        process_restart(p, COMPLETION_CODE, 0);
        machine_turn();
        machine_settle(p);
    }
}

TEST(test_a_stack_outside_memory_has_no_status_of_an_older_fault) {
    struct process *p = with_status(0x82, 0);
    p->fault = (struct arch_fault){.cfsr = 0x82, .address = 1};
    arch_stack_outside(p);
    assert_int_equal(p->cause, FAULT_STACK_POINTER);
    assert_int_equal(p->fault.cfsr, 0);
}

TEST(test_the_instruction_is_known_if_it_was_its_fault_and_its_frame_can_be_read) {
    struct process *p = with_status(0, 0);
    fake_frame(p)->pc = 0x1234;
    uint32_t address = 0;
    static const uint32_t of_instruction[] = {0x1, 0x10000, 0x20000};
    for (size_t i = 0; i < COUNT_OF(of_instruction); i++) {
        p->fault.cfsr = of_instruction[i];
        assert_true(arch_fault_instruction(p, &address));
        assert_int_equal(address, 0x1234);
    }
    p->fault.cfsr = 0x82;
    assert_false(arch_fault_instruction(p, &address));
    p->fault.cfsr = 0x1;
    static const uint32_t unreadable[] = {RAM_START - 32, RAM_START - 4, 0, 0xFFFFFFF0,
                                          RAM_START + 2};
    for (size_t i = 0; i < COUNT_OF(unreadable); i++) {
        p->context.psp = unreadable[i];
        assert_false(arch_fault_instruction(p, &address));
    }
}

TEST(test_a_fault_of_the_kernel_is_its_last_words) {
    with_status(0x00008200, 0x40000000);
    const uint32_t frame[FRAME_WORDS] = {[FRAME_PC] = 0x0000ABCC};
    EXPECT_HALT(arch_kernel_faulted(frame));
    unit_assert_contains(fake_board.console, "The kernel had a fault at 0x0000ABCC\r\n");
    unit_assert_contains(fake_board.console, "Precise Data Bus Error:");
    unit_assert_contains(fake_board.console, "0x22222220\r\n");
    unit_assert_contains(fake_board.console, "running");
}

/* ---- What people read: the status (ABI 8.3) ---- */

TEST(test_without_a_bit_no_fault_is_said_to_be_there) {
    struct process *p = with_status(0, 0);
    arch_process_faulted(p);
    assert_string_equal(status(p), TITLE "No Cortex-M faults detected.\n");
}

TEST(test_each_bit_has_a_line_padded_to_column_37) {
    static const struct {
        uint32_t cfsr;
        uint32_t hfsr;
    } bits[] = {
        {1u << 0, 0},  {1u << 1, 0},  {1u << 3, 0},  {1u << 4, 0},  {1u << 8, 0},  {1u << 9, 0},
        {1u << 10, 0}, {1u << 11, 0}, {1u << 12, 0}, {1u << 16, 0}, {1u << 17, 0}, {1u << 18, 0},
        {1u << 19, 0}, {1u << 24, 0}, {1u << 25, 0}, {0, 1u << 1},  {0, 1u << 30}, {0, 1u << 31},
    };
    struct process *p = with_status(0, 0);
    for (size_t i = 0; i < COUNT_OF(bits); i++) {
        UNIT_CONTEXT("cfsr 0x%x, hfsr 0x%x", bits[i].cfsr, bits[i].hfsr);
        p->fault = (struct arch_fault){.cfsr = bits[i].cfsr, .hfsr = bits[i].hfsr};
        const char *line = status(p) + strlen(TITLE);
        assert_int_equal(strlen(line), 37 + strlen("true\n"));
        assert_string_equal(line + 37, "true\n");
    }
}

TEST(test_several_bits_and_an_address_have_a_line_each) {
    struct process *p = with_status(0x00008A82, 0x40000000);
    arch_process_faulted(p);
    const char *s = status(p);
    unit_assert_contains(s, "Data Access Violation:");
    unit_assert_contains(s, "Precise Data Bus Error:");
    unit_assert_contains(s, "Bus Unstacking Fault:");
    unit_assert_contains(s, "Forced Hard Fault:");
    unit_assert_contains(s, "Faulting Memory Address:             0x11111110\n");
    unit_assert_lacks(s, "No Cortex-M");
    p->fault.cfsr = 0x00008200;
    p->fault.address = 0x22222220;
    unit_assert_contains(status(p), "Bus Fault Address:                   0x22222220\n");
}

/* ---- Registers (ABI 8.5) ---- */

TEST(test_registers_are_those_of_the_process) {
    struct process *p = with_status(0, 0);
    *fake_frame(p) = (struct fake_frame){.r = {0xA0, 0xA1, 0xA2, 0xA3},
                                         .r12 = 0xAC,
                                         .lr = 0x80421,
                                         .pc = 0x80422,
                                         .xpsr = 0xA9000000};
    for (unsigned i = 0; i < 8; i++) {
        p->context.r4_to_r11[i] = 0xB4 + i;
    }
    const char *s = lines_of(p, arch_report_context);
    for (unsigned number = 0; number <= 12; number++) {
        char expected[32];
        unsigned value = number < 4 ? 0xA0 + number : number < 12 ? 0xB0 + number : 0xAC;
        snprintf(expected, sizeof expected, "R%u : 0x%08X", number, value);
        unit_assert_contains(s, expected);
    }
    unit_assert_contains(s, "LR : 0x00080421");
    unit_assert_contains(s, "PC : 0x00080422");
    char sp[32];
    snprintf(sp, sizeof sp, "SP : 0x%08X", p->context.psp);
    unit_assert_contains(s, sp);
    unit_assert_contains(s, "N1 Z0 C1 V0 Q1");
    unit_assert_contains(s, "Thumb true");
    fake_frame(p)->xpsr = 0x50000000;
    s = lines_of(p, arch_report_context);
    unit_assert_contains(s, "N0 Z1 C0 V1 Q0");
    unit_assert_contains(s, "Thumb false (ERROR");
}

TEST(test_registers_that_cannot_be_read_are_all_bad) {
    struct process *p = with_status(0, 0);
    static const uint32_t unreadable[] = {0, RAM_START - 8, RAM_START + RUNNING_RAM - 28,
                                          0xFFFFFFFC, RAM_START + 1};
    for (size_t i = 0; i < COUNT_OF(unreadable); i++) {
        p->context.psp = unreadable[i];
        const char *s = lines_of(p, arch_report_context);
        unit_assert_contains(s, "R0 : 0xBAD00BAD");
        unit_assert_contains(s, "R12 : 0xBAD00BAD");
        unit_assert_contains(s, "LR : 0xBAD00BAD");
        unit_assert_contains(s, "PC : 0xBAD00BAD");
    }
}

/* ---- Regions ---- */

TEST(test_regions_are_listed_with_their_bounds) {
    struct process *p = with_status(0, 0);
    const char *s = lines_of(p, arch_report_mpu);
    char expected[64];
    snprintf(expected, sizeof expected, " MPU region 0: [0x%08X:0x%08X] ReadExecute",
             p->flash_start, p->flash_start + p->flash_size);
    unit_assert_contains(s, expected);
    snprintf(expected, sizeof expected, " MPU region 1: [0x%08X:", p->memory.start);
    unit_assert_contains(s, expected);
    unit_assert_contains(s, "] ReadWrite, eighths off: 0x0\n");
    unit_assert_contains(s, " MPU region 2: unused\n");
}

TEST(test_shared_regions_are_listed_after_its_own) {
    struct process *p = with_status(0, 0);
    static const struct mpu_share shares[MPU_SHARES] = {
        {{0x20001013, 0x1300000D}}, {{0x14, 0}}, {{0x15, 0}}, {{0x16, 0}}};
    p->shares = shares;
    const char *s = lines_of(p, arch_report_mpu);
    unit_assert_contains(s, " MPU region 3: [0x20001000:0x20001080] ReadWrite");
    unit_assert_contains(s, " MPU region 6: unused\n");
}
