/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Sums, least and most. */
#ifndef BENIGN_STATS_H
#define BENIGN_STATS_H

#include "kernel/capsule.h"

struct stats {
    uint32_t count;
    int32_t least, most;
    int64_t sum;
    uint64_t squares;
};

void stats_add(struct stats *s, int32_t x);
bool stats_result(const struct stats *s, int32_t *mean, uint32_t *variance);

#endif
