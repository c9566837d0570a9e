/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The ARMv8-M memory protection unit, without the Security Extension's attribution: one unit, one
 * security state. Source: DDI0553, "The Armv8-M Protected Memory System Architecture", the registers
 * MPU_CTRL, MPU_RNR, MPU_RBAR, MPU_RLAR, MPU_MAIR0 and 1, the pseudocode MPUCheck and
 * CheckPermission. */
#ifndef TESTS_UNIT_MODEL_V8M_H
#define TESTS_UNIT_MODEL_V8M_H

#include "tests/unit/model.h"

#define MODEL_V8M_REGIONS 8u

struct model_v8m {
    uint32_t control;
    uint32_t number;
    uint32_t mair[2];
    struct {
        uint32_t rbar;
        uint32_t rlar;
    } regions[MODEL_V8M_REGIONS];
};

#define MODEL_V8M_CTRL 0xE000ED94u
#define MODEL_V8M_RNR 0xE000ED98u
#define MODEL_V8M_RBAR 0xE000ED9Cu /* then RLAR, and three aliases of the two */
#define MODEL_V8M_RLAR 0xE000EDA0u
#define MODEL_V8M_RLAR_A3 0xE000EDB8u
#define MODEL_V8M_MAIR0 0xE000EDC0u
#define MODEL_V8M_MAIR1 0xE000EDC4u

/* A store to one register. Between the two of a pair a region may be what nobody wants. */
void model_v8m_store(struct model_v8m *m, uint32_t address, uint32_t value);

/* Fails the test where the manual says UNPREDICTABLE or reserved: what the unit may not be left
 * as. */
void model_v8m_check(const struct model_v8m *m);

/* What is hit by two regions faults, at both levels. */
bool model_v8m_permits(const struct model_v8m *m, uint32_t address, enum model_access access,
                       enum model_level level);

/* The addresses at which anything can change: what lies between two of them is all alike. Returns
 * how many were written. */
#define MODEL_V8M_EDGES (MODEL_V8M_REGIONS * 2u + 2u)
size_t model_v8m_edges(const struct model_v8m *m, uint32_t edges[MODEL_V8M_EDGES]);

#endif
