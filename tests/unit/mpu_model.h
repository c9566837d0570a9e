/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The ARMv7-M memory protection unit, from the manual (DDI0403E B3.5), not from the code under
 * test: registers go in as a program would write them, and it says who may do what where. */
#ifndef TESTS_UNIT_MPU_MODEL_H
#define TESTS_UNIT_MPU_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MODEL_REGIONS 8u

struct mpu_model {
    struct {
        uint32_t base;
        uint32_t attributes; /* RASR */
    } regions[MODEL_REGIONS];
};

enum model_access {
    MODEL_READ,
    MODEL_WRITE,
    MODEL_EXECUTE,
};

/* A write to MPU_RBAR and then to MPU_RASR. Fails the test where the manual says UNPREDICTABLE or
 * reserved, and unless RBAR says which region it is. Returns the region's number. */
unsigned mpu_model_write(struct mpu_model *m, uint32_t rbar, uint32_t rasr);

bool mpu_model_unprivileged(const struct mpu_model *m, uint32_t address, enum model_access access);

/* With MPU_CTRL.PRIVDEFENA: where no region is, there is the default map. */
bool mpu_model_privileged(const struct mpu_model *m, uint32_t address, enum model_access access);

/* The addresses at which anything can change: what lies between two of them is all alike. Returns
 * how many were written. */
#define MODEL_EDGES_MAX (MODEL_REGIONS * 9u)
size_t mpu_model_edges(const struct mpu_model *m, uint32_t edges[MODEL_EDGES_MAX]);

#endif
