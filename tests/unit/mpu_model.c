/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "tests/unit/mpu_model.h"

#include "tests/unit/unit.h"

/* B3.5.9: MPU_RASR */
#define RASR_RESERVED 0xE8C000C0u
#define RASR_XN(rasr) ((rasr) >> 28 & 1u)
#define RASR_AP(rasr) ((rasr) >> 24 & 7u)
#define RASR_SRD(rasr) ((rasr) >> 8 & 0xFFu)
#define RASR_SIZE(rasr) ((rasr) >> 1 & 0x1Fu)
#define RASR_ENABLE(rasr) ((rasr)&1u)

static uint64_t size_of(uint32_t rasr) {
    return (uint64_t)1 << (RASR_SIZE(rasr) + 1);
}

unsigned mpu_model_write(struct mpu_model *m, uint32_t rbar, uint32_t rasr) {
    unsigned number = rbar & 0xFu;
    assert_true((rbar & 0x10u) != 0); /* VALID, or the number is not taken from here */
    assert_in_range(number, 0, MODEL_REGIONS - 1);
    m->regions[number].base = rbar & ~0x1Fu;
    m->regions[number].attributes = rasr;
    if (RASR_ENABLE(rasr) != 0) {
        assert_int_equal(rasr & RASR_RESERVED, 0);
        assert_in_range(RASR_SIZE(rasr), 4, 31);                  /* 32 bytes at least */
        assert_int_equal((rbar & ~0x1Fu) % size_of(rasr), 0);     /* aligned to its size */
        assert_true(RASR_SIZE(rasr) >= 7 || RASR_SRD(rasr) == 0); /* sub-regions from 256 bytes */
        assert_int_not_equal(RASR_AP(rasr), 4);                   /* reserved */
    }
    return number;
}

/* B3.5.3: the region with the highest number that is enabled there, sub-region included. */
static bool find(const struct mpu_model *m, uint32_t address, uint32_t *rasr) {
    for (unsigned i = MODEL_REGIONS; i > 0; i--) {
        uint32_t base = m->regions[i - 1].base;
        *rasr = m->regions[i - 1].attributes;
        if (RASR_ENABLE(*rasr) == 0 || address < base || address - base >= size_of(*rasr)) {
            continue;
        }
        uint64_t eighth = (address - base) / (size_of(*rasr) / 8);
        if ((RASR_SRD(*rasr) >> eighth & 1u) == 0) {
            return true;
        }
    }
    return false;
}

/* Table B3-15: AP. */
static bool may_read(uint32_t ap, bool privileged) {
    return privileged ? ap != 0 : ap == 2 || ap == 3 || ap == 6 || ap == 7;
}

static bool may_write(uint32_t ap, bool privileged) {
    return privileged ? ap == 1 || ap == 2 || ap == 3 : ap == 3;
}

static bool permits(uint32_t rasr, enum model_access access, bool privileged) {
    switch (access) {
    case MODEL_READ:
        return may_read(RASR_AP(rasr), privileged);
    case MODEL_WRITE:
        return may_write(RASR_AP(rasr), privileged);
    case MODEL_EXECUTE:
        return may_read(RASR_AP(rasr), privileged) && RASR_XN(rasr) == 0;
    }
    return false;
}

bool mpu_model_unprivileged(const struct mpu_model *m, uint32_t address, enum model_access access) {
    uint32_t rasr;
    return find(m, address, &rasr) && permits(rasr, access, false);
}

bool mpu_model_privileged(const struct mpu_model *m, uint32_t address, enum model_access access) {
    uint32_t rasr;
    return !find(m, address, &rasr) || permits(rasr, access, true);
}

size_t mpu_model_edges(const struct mpu_model *m, uint32_t edges[MODEL_EDGES_MAX]) {
    size_t count = 0;
    for (unsigned i = 0; i < MODEL_REGIONS; i++) {
        if (RASR_ENABLE(m->regions[i].attributes) != 0) {
            uint64_t step = size_of(m->regions[i].attributes) / 8;
            for (unsigned k = 0; k <= 8; k++) {
                edges[count++] = (uint32_t)(m->regions[i].base + k * step);
            }
        }
    }
    return count;
}
