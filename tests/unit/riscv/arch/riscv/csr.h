/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* In place of arch/riscv/csr.h: what loads the protection unit, arch_inline.h and pmp_load.c, writes
 * to a model of it (test_mpu_pmp.c). */
#ifndef TESTS_UNIT_RISCV_CSR_H
#define TESTS_UNIT_RISCV_CSR_H

#include <stdint.h>

void fake_csr_write(const char *name, uint32_t value);
void fake_csr_fence(void);

#define CSR_WRITE(name, value) fake_csr_write(name, value)
#define CSR_FENCE() fake_csr_fence()

#endif
