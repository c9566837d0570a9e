/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Best results, in order. */
#ifndef BENIGN_SCORE_H
#define BENIGN_SCORE_H

#include "kernel/capsule.h"

#define SCORES 5

struct score {
    struct process_id who;
    uint32_t points;
};
struct STATIC_TYPE scores {
    struct score best[SCORES];
};

uint32_t scores_add(struct scores *self, struct score score);
const struct scores *scores_better(const struct scores *a, const struct scores *b);

#endif
