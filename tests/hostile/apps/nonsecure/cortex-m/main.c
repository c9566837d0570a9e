/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Goes for the Non-secure world of ARMv8-M, comes back from where it never was, names registers of both
 * worlds, and has the state of the floating-point unit saved where others are. Elsewhere none of this is an
 * instruction, but the return, which is a jump to nowhere. */
#include "tests/hostile/hostile.h"

#define BXNS_R0 ".short 0x4704\n"
#define BLXNS_R0 ".short 0x4784\n"
#define SG ".short 0xE97F, 0xE97F\n"
#define TT_R0_R0 ".short 0xE840, 0xF000\n"
#define TTA_R0_R0 ".short 0xE840, 0xF080\n"
#define VMOV_S0_R0 ".short 0xEE00, 0x0A10\n"
#define VLSTM_R0 ".short 0xEC20, 0x0A00\n"
#define VLLDM_R0 ".short 0xEC30, 0x0A00\n"
#define MSR_R0(special) ".short 0xF380, 0x8800 + " #special "\n" /* as MSPLIM is 0x0A */

#define RUN(instructions, value)                                                               \
    do {                                                                                       \
        register uint32_t r0 __asm__("r0") = (value);                                          \
        __asm__ volatile(instructions : "+r"(r0) : : "r1", "r2", "r3", "r12", "lr", "memory"); \
    } while (0)

/* Returns to what lies on the stack as if the Non-secure world had been called from there: to the next
 * instruction, as exception `exception`. */
#define RETURN_FROM_NONSECURE(exception)     \
    __asm__ volatile("movs r0, %0\n"         \
                     "push {r0}\n"           \
                     "adr r0, 1f\n"          \
                     "adds r0, #1\n"         \
                     "push {r0}\n"           \
                     "ldr r0, =0xFEFFFFFF\n" \
                     "bx r0\n"               \
                     ".ltorg\n"              \
                     ".balign 4\n"           \
                     "1:\n"                  \
                     :                       \
                     : "i"(exception)        \
                     : "r0", "memory")

static void target(void) {
    tell("@bad: reached the Non-secure world", 1, control());
    finish();
}

/* What nobody survives: to branch there, to save and to load there. */
static bool deadly(unsigned n) {
    struct memory_layout o = own();
    const uint32_t targets[] = {(uint32_t)(uintptr_t)target & ~1u,
                                (uint32_t)(uintptr_t)target & ~0x10000001u,
                                0,
                                0x400,
                                KERNEL_FLASH + 0x400,
                                KERNEL_RAM,
                                0xE000ED00,
                                0xFFFFFFFE,
                                0xFEFFFFFE};
    const uint32_t foreign[] = {o.ram_end - 0x48, o.ram_start - 0x100, KERNEL_RAM, KERNEL_FLASH};
    unsigned which = n / 2;
    if (which < COUNT(targets)) {
        if (n % 2 == 0)
            RUN(BXNS_R0, targets[which]);
        else
            RUN(BLXNS_R0, targets[which]);
        return true;
    }
    which -= COUNT(targets);
    if (which < COUNT(foreign)) {
        if (n % 2 == 0)
            RUN(VMOV_S0_R0 VLSTM_R0, foreign[which]);
        else
            RUN(VMOV_S0_R0 VLLDM_R0, foreign[which]);
        return true;
    }
    if (which == COUNT(foreign)) {
        if (n % 2 == 0)
            RETURN_FROM_NONSECURE(1);
        else
            RETURN_FROM_NONSECURE(11);
        return true;
    }
    return false;
}

/* What may be nothing. */
static void harmless(unsigned n) {
    static uint32_t saved[36] __attribute__((aligned(8)));
    switch (n) {
    case 0:
        RETURN_FROM_NONSECURE(0);
        break;
    case 1:
        RUN(SG, 0);
        break;
    case 2:
        RUN(TT_R0_R0, KERNEL_RAM);
        break;
    case 3:
        RUN(TTA_R0_R0, KERNEL_RAM);
        break;
    case 4:
        RUN(VLSTM_R0, KERNEL_RAM); /* nothing to be saved */
        break;
    case 5:
        RUN(VMOV_S0_R0 VLSTM_R0, (uint32_t)(uintptr_t)saved);
        break;
    case 6:
        RUN(VMOV_S0_R0 VLSTM_R0 VLLDM_R0, (uint32_t)(uintptr_t)saved);
        break;
    case 7:
        RUN(MSR_R0(0x0A), 0xFFFFFFF0);
        break;
    case 8:
        RUN(MSR_R0(0x0B), 0xFFFFFFF0);
        break;
    case 9:
        RUN(MSR_R0(0x88), KERNEL_RAM + 0x400);
        break;
    case 10:
        RUN(MSR_R0(0x89), KERNEL_RAM + 0x400);
        break;
    case 11:
        RUN(MSR_R0(0x94), 0);
        break;
    default:
        finish();
    }
    sleep_ms(15);
    if ((control() & 1u) == 0)
        tell("@bad: privileged", 1, n);
}

#define DEADLY 28u

int main(void) {
    uint32_t n = lives("nonsecure");
    tell("@try", 1, n);
    if (n >= DEADLY)
        harmless(n - DEADLY);
    else if (deadly(n))
        tell("@lived nonsecure", 1, n);
    else
        tell("@bad: no such try", 1, n);
    next_life();
}
