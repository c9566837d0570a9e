/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Arithmetic of MPU regions. Addresses have 32 bits; 64 keep the sums from wrapping. */
#include "cover.h"

#include "bytes.h"

#define REGION_MIN UINT64_C(32)
#define REGION_MAX (UINT64_C(1) << 32)
#define SUBREGIONS 8
#define REGION_WITH_SUBREGIONS_MIN UINT64_C(256)

uint64_t cover_next_start(uint64_t from, uint64_t size) {
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

bool cover_exact(uint64_t start, uint64_t size) {
    return size > 0 && cover_next_start(start, size) == start;
}

uint64_t cover_size_above(uint64_t size) {
    uint64_t region = power_of_two_above(size);
    if (region < REGION_WITH_SUBREGIONS_MIN)
        region = REGION_WITH_SUBREGIONS_MIN;
    return round_up(size, region / SUBREGIONS);
}
