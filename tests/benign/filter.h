/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The median and the mean of the last samples. */
#ifndef BENIGN_FILTER_H
#define BENIGN_FILTER_H

#include "kernel/capsule.h"

#define FILTER_SAMPLES 5

struct filter {
    int16_t samples[FILTER_SAMPLES];
    uint8_t next;
};

int16_t filter_add(struct filter *f, int16_t sample);
int32_t filter_mean(const struct filter *f);

#endif
