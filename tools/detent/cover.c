/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Arithmetic of regions. Addresses have 32 bits; 64 keep the sums from wrapping. */
#include "cover.h"

#include "bytes.h"

#include <string.h>

/* Of an ARMv7-M unit. */
#define REGION_MIN UINT64_C(32)
#define REGION_MAX (UINT64_C(1) << 32)
#define SUBREGIONS 8
#define REGION_WITH_SUBREGIONS_MIN UINT64_C(256)

static const struct {
    const char *name;
    uint64_t grain;
} units[] = {
    [PROTECTION_ARMV7M] = {"armv7m", REGION_MIN},
    [PROTECTION_ARMV8M] = {"armv8m", 32},
    [PROTECTION_RISCV] = {"riscv", 4},
};

bool cover_parse_unit(const char *text, enum protection_unit *unit) {
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (strcmp(text, units[i].name) != 0)
            continue;
        *unit = (enum protection_unit)i;
        return true;
    }
    return false;
}

bool cover_unit_of(const char *architecture, enum protection_unit *unit) {
    /* The first that begins the name counts. */
    static const struct {
        const char *beginning;
        enum protection_unit unit;
    } families[] = {
        {"cortex-m23", PROTECTION_ARMV8M}, {"cortex-m33", PROTECTION_ARMV8M},
        {"cortex-m55", PROTECTION_ARMV8M}, {"cortex-m85", PROTECTION_ARMV8M},
        {"cortex-m", PROTECTION_ARMV7M},   {"rv32", PROTECTION_RISCV},
    };
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
        if (strncmp(architecture, families[i].beginning, strlen(families[i].beginning)) == 0) {
            *unit = families[i].unit;
            return true;
        }
    return false;
}

uint64_t cover_grain(enum protection_unit unit) {
    return units[unit].grain;
}

static uint64_t next_start_armv7m(uint64_t from, uint64_t size) {
    uint64_t best = UINT64_MAX;
    for (uint64_t region = REGION_MIN; region <= REGION_MAX; region *= 2) {
        uint64_t grain = region / SUBREGIONS;
        uint64_t start;
        if (size == region)
            start = round_up(from, region);
        else if (region >= REGION_WITH_SUBREGIONS_MIN && size < region && size % grain == 0)
            start = round_up(from, grain);
        else
            continue;
        if (start % region + size > region)
            start = round_up(start, region);
        if (start < best)
            best = start;
    }
    return best;
}

uint64_t cover_next_start(enum protection_unit unit, uint64_t from, uint64_t size) {
    if (unit == PROTECTION_ARMV7M)
        return next_start_armv7m(from, size);
    return size % units[unit].grain == 0 ? round_up(from, units[unit].grain) : UINT64_MAX;
}

bool cover_exact(enum protection_unit unit, uint64_t start, uint64_t size) {
    return size > 0 && cover_next_start(unit, start, size) == start;
}

uint64_t cover_size_above(enum protection_unit unit, uint64_t size) {
    if (unit != PROTECTION_ARMV7M)
        return round_up(size, units[unit].grain);
    uint64_t region = power_of_two_above(size);
    if (region < REGION_WITH_SUBREGIONS_MIN)
        region = REGION_WITH_SUBREGIONS_MIN;
    return round_up(size, region / SUBREGIONS);
}
