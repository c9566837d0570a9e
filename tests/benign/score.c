/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Best results, in order; references to static objects returned. */
#include "tests/benign/score.h"

uint32_t scores_add(struct scores *self, struct score score) {
    uint32_t place = SCORES;
    for (uint32_t i = 0; i < SCORES; i++) {
        if (score.points > self->best[i].points) {
            place = i;
            break;
        }
    }
    for (uint32_t i = SCORES - 1; i > place; i--) {
        self->best[i] = self->best[i - 1];
    }
    if (place < SCORES) {
        self->best[place] = score;
    }
    return place;
}

const struct scores *scores_better(const struct scores *a, const struct scores *b) {
    return a->best[0].points >= b->best[0].points ? a : b;
}
