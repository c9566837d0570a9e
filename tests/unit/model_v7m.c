/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "tests/unit/model_v7m.h"

#include "tests/unit/unit.h"

/* B3.5.8: MPU_RBAR */
#define RBAR_VALID 0x10u
#define RBAR_REGION 0xFu
#define RBAR_ADDRESS 0xFFFFFFE0u

/* B3.5.9: MPU_RASR */
#define RASR_RESERVED 0xE8C000C0u
#define RASR_XN(rasr) ((rasr) >> 28 & 1u)
#define RASR_AP(rasr) ((rasr) >> 24 & 7u)
#define RASR_SRD(rasr) ((rasr) >> 8 & 0xFFu)
#define RASR_SIZE(rasr) ((rasr) >> 1 & 0x1Fu)
#define RASR_ENABLE(rasr) ((rasr)&1u)

/* B3.1: nothing is executed above, and the private bus has the default map whatever regions say. */
#define SYSTEM_START 0xE0000000u
#define PRIVATE_BUS_END 0xE0100000u

static uint64_t size_of(uint32_t rasr) {
    return (uint64_t)1 << (RASR_SIZE(rasr) + 1);
}

/* B3.5.8: the bits of the address below the size are none of the region's. */
static uint32_t start_of(uint32_t base, uint32_t rasr) {
    return base & ~(uint32_t)(size_of(rasr) - 1);
}

void model_v7m_store(struct model_v7m *m, uint32_t address, uint32_t value) {
    if (address == MODEL_V7M_RNR) {
        m->number = value;
        return;
    }
    assert_in_range(address, MODEL_V7M_RBAR, MODEL_V7M_RASR_A3);
    bool is_rbar = (address - MODEL_V7M_RBAR) % 8 == 0;
    if (is_rbar && (value & RBAR_VALID) != 0) {
        m->number = value & RBAR_REGION;
    }
    assert_in_range(m->number, 0, MODEL_V7M_REGIONS - 1);
    if (is_rbar) {
        m->regions[m->number].base = value & RBAR_ADDRESS;
    } else {
        m->regions[m->number].attributes = value;
    }
}

static void check_region(uint32_t base, uint32_t rasr) {
    if (RASR_ENABLE(rasr) != 0) {
        assert_int_equal(rasr & RASR_RESERVED, 0);
        assert_in_range(RASR_SIZE(rasr), 4, 31);                  /* 32 bytes at least */
        assert_int_equal(base, start_of(base, rasr));             /* aligned to its size */
        assert_true(RASR_SIZE(rasr) >= 7 || RASR_SRD(rasr) == 0); /* sub-regions from 256 bytes */
        assert_int_not_equal(RASR_AP(rasr), 4);                   /* reserved */
    }
}

void model_v7m_check(const struct model_v7m *m) {
    for (unsigned i = 0; i < MODEL_V7M_REGIONS; i++) {
        check_region(m->regions[i].base, m->regions[i].attributes);
    }
}

unsigned model_v7m_write(struct model_v7m *m, uint32_t rbar, uint32_t rasr) {
    assert_true((rbar & RBAR_VALID) != 0); /* or the number is not taken from here */
    model_v7m_store(m, MODEL_V7M_RBAR, rbar);
    model_v7m_store(m, MODEL_V7M_RASR, rasr);
    model_v7m_check(m);
    return m->number;
}

/* B3.5.3: the region with the highest number that is enabled there, sub-region included. */
static bool find(const struct model_v7m *m, uint32_t address, uint32_t *rasr) {
    for (unsigned i = MODEL_V7M_REGIONS; i > 0; i--) {
        *rasr = m->regions[i - 1].attributes;
        uint32_t start = start_of(m->regions[i - 1].base, *rasr);
        if (RASR_ENABLE(*rasr) == 0 || address < start || address - start >= size_of(*rasr)) {
            continue;
        }
        uint64_t eighth = (address - start) / (size_of(*rasr) / 8);
        if ((RASR_SRD(*rasr) >> eighth & 1u) == 0) {
            return true;
        }
    }
    return false;
}

/* Table B3-15: AP. */
static bool may_read(uint32_t ap, enum model_level level) {
    return level == MODEL_KERNEL ? ap != 0 : ap == 2 || ap == 3 || ap == 6 || ap == 7;
}

static bool may_write(uint32_t ap, enum model_level level) {
    return level == MODEL_KERNEL ? ap == 1 || ap == 2 || ap == 3 : ap == 3;
}

bool model_v7m_permits(const struct model_v7m *m, uint32_t address, enum model_access access,
                       enum model_level level) {
    if (address >= SYSTEM_START && access == MODEL_EXECUTE) {
        return false;
    }
    uint32_t rasr;
    bool on_private_bus = address >= SYSTEM_START && address < PRIVATE_BUS_END;
    if (on_private_bus || !find(m, address, &rasr)) {
        return level == MODEL_KERNEL;
    }
    switch (access) {
    case MODEL_READ:
        return may_read(RASR_AP(rasr), level);
    case MODEL_WRITE:
        return may_write(RASR_AP(rasr), level);
    case MODEL_EXECUTE:
        return may_read(RASR_AP(rasr), level) && RASR_XN(rasr) == 0;
    }
    return false;
}

size_t model_v7m_edges(const struct model_v7m *m, uint32_t edges[MODEL_V7M_EDGES]) {
    size_t count = 0;
    for (unsigned i = 0; i < MODEL_V7M_REGIONS; i++) {
        uint32_t rasr = m->regions[i].attributes;
        if (RASR_ENABLE(rasr) != 0) {
            uint64_t step = size_of(rasr) / 8;
            for (unsigned k = 0; k <= 8; k++) {
                edges[count++] = (uint32_t)(start_of(m->regions[i].base, rasr) + k * step);
            }
        }
    }
    edges[count++] = SYSTEM_START;
    edges[count++] = PRIVATE_BUS_END;
    return count;
}
