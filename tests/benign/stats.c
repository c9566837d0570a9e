/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Sums, least and most: results through parameters. */
#include "tests/benign/stats.h"

static void widen(int32_t *least, int32_t *most, int32_t x) {
    *least = x < *least ? x : *least;
    *most = x > *most ? x : *most;
}

void stats_add(struct stats *s, int32_t x) {
    if (s->count == 0) {
        s->least = s->most = x;
    }
    widen(&s->least, &s->most, x);
    s->count++;
    s->sum += x;
    s->squares += (uint64_t)((int64_t)x * x);
}

bool stats_result(const struct stats *s, int32_t *mean, uint32_t *variance) {
    if (s->count == 0) {
        return false;
    }
    int64_t m = s->sum / (int64_t)s->count;
    *mean = (int32_t)m;
    *variance = (uint32_t)(s->squares / s->count - (uint64_t)(m * m));
    return true;
}
