/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The median and the mean of the last samples. */
#include "tests/benign/filter.h"

static void order(int16_t *a, int16_t *b) {
    if (*a > *b) {
        int16_t t = *a;
        *a = *b;
        *b = t;
    }
}

int16_t filter_add(struct filter *f, int16_t sample) {
    f->samples[f->next] = sample;
    f->next = (uint8_t)((f->next + 1) % FILTER_SAMPLES);
    struct filter sorted = *f;
    for (uint32_t i = 0; i < FILTER_SAMPLES - 1; i++) {
        for (uint32_t j = 0; j < FILTER_SAMPLES - 1; j++) {
            order(&sorted.samples[j], ELEMENT(sorted.samples, j + 1));
        }
    }
    return sorted.samples[FILTER_SAMPLES / 2];
}

int32_t filter_mean(const struct filter *f) {
    int32_t sum = 0;
    for (uint32_t i = 0; i < FILTER_SAMPLES; i++) {
        sum += f->samples[i];
    }
    return sum / FILTER_SAMPLES;
}
