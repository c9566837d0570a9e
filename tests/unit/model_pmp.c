/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "tests/unit/model_pmp.h"

#include "tests/unit/unit.h"

/* Figure "PMP configuration register format" */
#define R(config) ((config)&1u)
#define W(config) ((config) >> 1 & 1u)
#define X(config) ((config) >> 2 & 1u)
#define A(config) ((config) >> 3 & 3u)
#define L(config) ((config) >> 7 & 1u)
#define RESERVED 0x60u

/* Table "Encoding of A field" */
#define A_OFF 0u
#define A_TOR 1u
#define A_NA4 2u
#define A_NAPOT 3u

/* What an entry matches: physical addresses, of which there are 34 bits. */
struct span {
    uint64_t start;
    uint64_t end;
};

static struct span napot(uint32_t address) {
    uint32_t ones = 0;
    while (ones < 32 && (address >> ones & 1u) != 0) {
        ones++;
    }
    uint64_t size = (uint64_t)8 << ones;
    uint64_t start = ((uint64_t)address << 2) / size * size;
    return (struct span){start, start + size};
}

static struct span span_of(const struct model_pmp *m, unsigned entry) {
    uint64_t address = (uint64_t)m->address[entry] << 2;
    switch (A(m->config[entry])) {
    case A_TOR:
        return (struct span){entry == 0 ? 0 : (uint64_t)m->address[entry - 1] << 2, address};
    case A_NA4:
        return (struct span){address, address + 4};
    case A_NAPOT:
        return napot(m->address[entry]);
    default:
        return (struct span){0, 0};
    }
}

/* Is it the top of a range, the bottom of which is the address of the entry before it? */
static bool is_tor(const struct model_pmp *m, unsigned entry) {
    return entry < MODEL_PMP_ENTRIES && A(m->config[entry]) == A_TOR;
}

static bool is_locked(const struct model_pmp *m, unsigned entry) {
    return entry < MODEL_PMP_ENTRIES && L(m->config[entry]) != 0;
}

static void write_config(struct model_pmp *m, unsigned entry, uint8_t config) {
    if (is_locked(m, entry)) {
        assert_int_equal(config, m->config[entry]);
        return;
    }
    m->config[entry] = config;
    m->begins_late[entry] = false;
}

static void write_address(struct model_pmp *m, unsigned entry, uint32_t address) {
    if (is_locked(m, entry) || (is_locked(m, entry + 1) && is_tor(m, entry + 1))) {
        assert_int_equal(address, m->address[entry]);
        return;
    }
    m->address[entry] = address;
    m->begins_late[entry] = false;
    if (entry + 1 < MODEL_PMP_ENTRIES) {
        m->begins_late[entry + 1] = true;
    }
}

void model_pmp_write(struct model_pmp *m, uint32_t csr, uint32_t value) {
    m->unfenced = true;
    if (csr >= MODEL_PMP_CFG0 && csr <= MODEL_PMP_CFG3) {
        for (unsigned i = 0; i < 4; i++) {
            write_config(m, 4 * (csr - MODEL_PMP_CFG0) + i, (uint8_t)(value >> (8 * i)));
        }
        return;
    }
    assert_in_range(csr, MODEL_PMP_ADDR0, MODEL_PMP_ADDR15);
    write_address(m, csr - MODEL_PMP_ADDR0, value);
}

void model_pmp_fence(struct model_pmp *m) {
    m->unfenced = false;
}

void model_pmp_check(const struct model_pmp *m) {
    for (unsigned i = 0; i < MODEL_PMP_ENTRIES; i++) {
        uint8_t config = m->config[i];
        assert_int_equal(config & RESERVED, 0);
        assert_true(R(config) != 0 || W(config) == 0);
        assert_false(is_tor(m, i) && m->begins_late[i]);
        assert_false(is_tor(m, i) && m->address[i] == 0);
    }
    assert_false(m->unfenced);
}

static bool has_right(uint8_t config, enum model_access access) {
    switch (access) {
    case MODEL_READ:
        return R(config) != 0;
    case MODEL_WRITE:
        return W(config) != 0;
    case MODEL_EXECUTE:
        return X(config) != 0;
    }
    return false;
}

/* "Priority and Matching Logic": the entry with the lowest number that matches any of the bytes
 * decides, and refuses if it does not match them all. */
bool model_pmp_permits(const struct model_pmp *m, uint32_t address, uint32_t bytes,
                       enum model_access access, enum model_level level) {
    uint64_t end = (uint64_t)address + bytes;
    for (unsigned i = 0; i < MODEL_PMP_ENTRIES; i++) {
        if (A(m->config[i]) == A_OFF) {
            continue;
        }
        struct span s = span_of(m, i);
        if (s.start < end && address < s.end) {
            if (address < s.start || end > s.end) {
                return false;
            }
            return (level == MODEL_KERNEL && L(m->config[i]) == 0) ||
                   has_right(m->config[i], access);
        }
    }
    return level == MODEL_KERNEL;
}

size_t model_pmp_edges(const struct model_pmp *m, uint32_t edges[MODEL_PMP_EDGES]) {
    size_t count = 0;
    for (unsigned i = 0; i < MODEL_PMP_ENTRIES; i++) {
        if (A(m->config[i]) != A_OFF) {
            struct span s = span_of(m, i);
            edges[count++] = (uint32_t)s.start;
            edges[count++] = (uint32_t)s.end;
        }
    }
    return count;
}
