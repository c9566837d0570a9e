/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Writes every special register; then looks whether it has become privileged or uninterruptible. */
#include "tests/hostile/hostile.h"

/* Whose the registers for floating point are, which any program of ARMv8-M's Secure world may say. */
#define CONTROL_SFPA 8u

static void write_all(uint32_t value) {
    __asm__ volatile("msr CONTROL, %0\n isb" : : "r"(value & ~2u) : "memory");
    __asm__ volatile("msr CONTROL, %0\n isb" : : "r"(value & ~3u) : "memory");
    __asm__ volatile("msr PRIMASK, %0\n msr FAULTMASK, %0\n msr BASEPRI, %0\n msr BASEPRI_MAX, %0"
                     :
                     : "r"(value)
                     : "memory");
    __asm__ volatile("msr MSP, %0" : : "r"(value) : "memory");
    __asm__ volatile("msr PSP, %0" : : "r"(value) : "memory");
    __asm__ volatile("msr IPSR, %0\n msr EPSR, %0\n msr IEPSR, %0\n msr IAPSR_nzcvq, %0"
                     :
                     : "r"(value)
                     : "memory", "cc");
    __asm__ volatile("cpsid i\n cpsid f\n" : : : "memory");
    __asm__ volatile("isb\n dsb\n dmb" : : : "memory");
}

int main(void) {
    static const uint32_t values[] = {0, 1, 2, 0x20, 0xFF, 0x20000400, 0x20000FF0, ~0u};
    uint32_t n = lives("special_registers"), msp, psp, primask, basepri, faultmask;
    if (n >= COUNT(values))
        finish();
    tell("@try special", 2, n, values[n]);
    write_all(values[n]);
    __asm__ volatile("mrs %0, MSP\n mrs %1, PSP\n mrs %2, PRIMASK\n mrs %3, BASEPRI\n"
                     "mrs %4, FAULTMASK"
                     : "=r"(msp), "=r"(psp), "=r"(primask), "=r"(basepri), "=r"(faultmask));
    if (msp != 0 || psp != 0 || primask != 0 || basepri != 0 || faultmask != 0)
        tell("@bad special registers", 5, msp, psp, primask, basepri, faultmask);
    uint32_t mode = control() & ~CONTROL_SFPA;
    if (mode != 3 && mode != 0)
        tell("@bad control", 1, control());
    for (volatile uint32_t i = 0; i < 200000; i++) /* longer than a slice */
        continue;
    tell("@survived special", 3, n, values[n], control());
    load32(KERNEL_RAM + 0x40);
    tell("@bad read kernel RAM with", 1, values[n]);
    next_life();
}
