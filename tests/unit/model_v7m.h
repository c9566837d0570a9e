/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The ARMv7-M memory protection unit. Source: DDI0403E B3.5. */
#ifndef TESTS_UNIT_MODEL_V7M_H
#define TESTS_UNIT_MODEL_V7M_H

#include "tests/unit/model.h"

#define MODEL_V7M_REGIONS 8u

struct model_v7m {
    uint32_t number; /* MPU_RNR */
    struct {
        uint32_t base;
        uint32_t attributes; /* RASR */
    } regions[MODEL_V7M_REGIONS];
};

#define MODEL_V7M_RNR 0xE000ED98u
#define MODEL_V7M_RBAR 0xE000ED9Cu /* then RASR, and three aliases of the two (B3.5.10) */
#define MODEL_V7M_RASR 0xE000EDA0u
#define MODEL_V7M_RASR_A3 0xE000EDB8u

/* A store to one register. Between the two of a pair a region may be what nobody wants. */
void model_v7m_store(struct model_v7m *m, uint32_t address, uint32_t value);

/* Fails the test where the manual says UNPREDICTABLE or reserved: what no region may be left as. */
void model_v7m_check(const struct model_v7m *m);

/* Stores to MPU_RBAR and then to MPU_RASR, and the check. Fails the test unless RBAR says which
 * region it is. Returns the region's number. */
unsigned model_v7m_write(struct model_v7m *m, uint32_t rbar, uint32_t rasr);

/* With MPU_CTRL.ENABLE and PRIVDEFENA: where no region is, privileged code has the default map. */
bool model_v7m_permits(const struct model_v7m *m, uint32_t address, enum model_access access,
                       enum model_level level);

/* The addresses at which anything can change: what lies between two of them is all alike. Returns
 * how many were written. */
#define MODEL_V7M_EDGES (MODEL_V7M_REGIONS * 9u + 2u)
size_t model_v7m_edges(const struct model_v7m *m, uint32_t edges[MODEL_V7M_EDGES]);

#endif
