/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* RISC-V physical memory protection, for RV32 without paging: 16 entries with a grain of 4 bytes,
 * as QEMU's virt machine has them. Source: The RISC-V Instruction Set Manual, volume II, Privileged
 * Architecture, "Physical Memory Protection" (3.7 in version 1.12). */
#ifndef TESTS_UNIT_MODEL_PMP_H
#define TESTS_UNIT_MODEL_PMP_H

#include "tests/unit/model.h"

#define MODEL_PMP_ENTRIES 16u

struct model_pmp {
    uint8_t config[MODEL_PMP_ENTRIES];
    uint32_t address[MODEL_PMP_ENTRIES];
    /* For model_pmp_check: */
    bool begins_late[MODEL_PMP_ENTRIES]; /* the address before it was written after its own */
    bool unfenced;                       /* something was written after the last fence */
};

#define MODEL_PMP_CFG0 0x3A0u
#define MODEL_PMP_CFG3 0x3A3u
#define MODEL_PMP_ADDR0 0x3B0u
#define MODEL_PMP_ADDR15 0x3BFu

/* A write to a CSR. Fails the test if a locked entry makes the unit ignore any of it. */
void model_pmp_write(struct model_pmp *m, uint32_t csr, uint32_t value);

/* sfence.vma. "Physical Memory Protection and Paging": where addresses can be translated, what is known
 * of a page may be from before the last write, until this comes. */
void model_pmp_fence(struct model_pmp *m);

/* Fails the test where the manual says reserved; after a write that no fence has followed; and where
 * QEMU 7.2 does not do what the manual says. Its target/riscv/pmp.c ...
 * - works out what an entry matches when its own registers are written, not when the address before
 *   it is, at which a TOR entry begins: after that one its own address or pmpcfg has to be written;
 * - takes a TOR entry that ends at 0 for one that ends where the addresses do, and any other that ends
 *   where it begins, or below, for one of address 0: the first may not be, and address 0 is the guard
 *   page's. */
void model_pmp_check(const struct model_pmp *m);

/* May `bytes` bytes be accessed at once? An access may also be made of several (3.7.1, "Priority
 * and Matching Logic"): then each of them is asked for by itself. */
bool model_pmp_permits(const struct model_pmp *m, uint32_t address, uint32_t bytes,
                       enum model_access access, enum model_level level);

/* The addresses at which anything can change: what lies between two of them is all alike. Returns
 * how many were written. */
#define MODEL_PMP_EDGES (MODEL_PMP_ENTRIES * 2u)
size_t model_pmp_edges(const struct model_pmp *m, uint32_t edges[MODEL_PMP_EDGES]);

#endif
