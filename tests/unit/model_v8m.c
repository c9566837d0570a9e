/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "tests/unit/model_v8m.h"

#include "tests/unit/unit.h"

#define CTRL_ENABLE(ctrl) ((ctrl)&1u)
#define CTRL_HFNMIENA(ctrl) ((ctrl) >> 1 & 1u)
#define CTRL_PRIVDEFENA(ctrl) ((ctrl) >> 2 & 1u)
#define CTRL_RESERVED 0xFFFFFFF8u

#define RBAR_BASE(rbar) ((rbar)&0xFFFFFFE0u)
#define RBAR_SH(rbar) ((rbar) >> 3 & 3u)
#define RBAR_AP(rbar) ((rbar) >> 1 & 3u)
#define RBAR_XN(rbar) ((rbar)&1u)

#define RLAR_LIMIT(rlar) ((rlar) | 0x1Fu) /* the last byte, not the first beyond */
#define RLAR_RESERVED 0x10u               /* PXN, from v8.1-M on */
#define RLAR_ATTRIBUTES(rlar) ((rlar) >> 1 & 7u)
#define RLAR_ENABLE(rlar) ((rlar)&1u)

/* Nothing is executed from there on, and the private bus has the default map whatever regions say. */
#define SYSTEM_START 0xE0000000u
#define PRIVATE_BUS_END 0xE0100000u

/* MPU_RNR selects a pair; the aliases select among the four that share its upper bits. */
void model_v8m_store(struct model_v8m *m, uint32_t address, uint32_t value) {
    switch (address) {
    case MODEL_V8M_CTRL:
        m->control = value;
        return;
    case MODEL_V8M_RNR:
        m->number = value;
        return;
    case MODEL_V8M_MAIR0:
    case MODEL_V8M_MAIR1:
        m->mair[(address - MODEL_V8M_MAIR0) / 4] = value;
        return;
    default:
        break;
    }
    assert_in_range(address, MODEL_V8M_RBAR, MODEL_V8M_RLAR_A3);
    uint32_t alias = (address - MODEL_V8M_RBAR) / 8;
    uint32_t number = alias == 0 ? m->number : (m->number & ~3u) + alias;
    assert_in_range(number, 0, MODEL_V8M_REGIONS - 1);
    if ((address - MODEL_V8M_RBAR) % 8 == 0) {
        m->regions[number].rbar = value;
    } else {
        m->regions[number].rlar = value;
    }
}

static uint32_t attributes_of(const struct model_v8m *m, uint32_t rlar) {
    uint32_t index = RLAR_ATTRIBUTES(rlar);
    return m->mair[index / 4] >> (8 * (index % 4)) & 0xFFu;
}

/* MPU_MAIR0: the upper half is 0 for Device memory, whose kind is in bits 3:2; else neither half
 * may be 0. */
static bool is_device(uint32_t attributes) {
    return attributes >> 4 == 0;
}

static bool are_defined(uint32_t attributes) {
    return is_device(attributes) ? (attributes & 3u) == 0 : (attributes & 0xFu) != 0;
}

void model_v8m_check(const struct model_v8m *m) {
    assert_int_equal(m->control & CTRL_RESERVED, 0);
    assert_true(CTRL_ENABLE(m->control) != 0 || CTRL_HFNMIENA(m->control) == 0);
    for (unsigned i = 0; i < MODEL_V8M_REGIONS; i++) {
        uint32_t rbar = m->regions[i].rbar;
        uint32_t rlar = m->regions[i].rlar;
        if (RLAR_ENABLE(rlar) != 0) {
            assert_int_not_equal(RBAR_SH(rbar), 1);
            assert_int_equal(rlar & RLAR_RESERVED, 0);
            assert_true(are_defined(attributes_of(m, rlar)));
            /* Fetching from Device memory is for nobody to rely on. */
            assert_true(RBAR_XN(rbar) != 0 || !is_device(attributes_of(m, rlar)));
        }
    }
}

/* How many regions hit; the last of them. One whose limit is below its base hits nothing. */
static unsigned find(const struct model_v8m *m, uint32_t address, uint32_t *rbar) {
    unsigned hits = 0;
    for (unsigned i = 0; i < MODEL_V8M_REGIONS; i++) {
        if (RLAR_ENABLE(m->regions[i].rlar) != 0 && address >= RBAR_BASE(m->regions[i].rbar) &&
            address <= RLAR_LIMIT(m->regions[i].rlar)) {
            *rbar = m->regions[i].rbar;
            hits++;
        }
    }
    return hits;
}

/* MPU_RBAR.AP: bit 0 lets user mode in, bit 1 takes writing away. */
static bool permits(uint32_t rbar, enum model_access access, enum model_level level) {
    if (level == MODEL_USER && (RBAR_AP(rbar) & 1u) == 0) {
        return false;
    }
    switch (access) {
    case MODEL_READ:
        return true;
    case MODEL_WRITE:
        return (RBAR_AP(rbar) & 2u) == 0;
    case MODEL_EXECUTE:
        return RBAR_XN(rbar) == 0;
    }
    return false;
}

bool model_v8m_permits(const struct model_v8m *m, uint32_t address, enum model_access access,
                       enum model_level level) {
    if (address >= SYSTEM_START && access == MODEL_EXECUTE) {
        return false;
    }
    if (address >= SYSTEM_START && address < PRIVATE_BUS_END) {
        return level == MODEL_KERNEL;
    }
    if (CTRL_ENABLE(m->control) == 0) {
        return true; /* the default map refuses user mode nothing but the private bus */
    }
    uint32_t rbar;
    switch (find(m, address, &rbar)) {
    case 0:
        return level == MODEL_KERNEL && CTRL_PRIVDEFENA(m->control) != 0;
    case 1:
        return permits(rbar, access, level);
    default:
        return false;
    }
}

size_t model_v8m_edges(const struct model_v8m *m, uint32_t edges[MODEL_V8M_EDGES]) {
    size_t count = 0;
    for (unsigned i = 0; i < MODEL_V8M_REGIONS; i++) {
        if (RLAR_ENABLE(m->regions[i].rlar) != 0) {
            edges[count++] = RBAR_BASE(m->regions[i].rbar);
            edges[count++] = RLAR_LIMIT(m->regions[i].rlar) + 1;
        }
    }
    edges[count++] = SYSTEM_START;
    edges[count++] = PRIVATE_BUS_END;
    return count;
}
