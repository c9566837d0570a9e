/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Settings in bits. */
#ifndef BENIGN_FLAGS_H
#define BENIGN_FLAGS_H

#include "kernel/capsule.h"

struct line_settings {
    uint32_t baud : 20;
    uint32_t data_bits : 4;
    uint32_t parity : 2;
    uint32_t stop_bits : 2;
    uint32_t : 0;
    bool flow : 1;
};

union packed_word {
    uint32_t word;
    uint16_t halves[2];
    uint8_t bytes[4];
};

bool line_settings_from(struct line_settings *s, uint32_t word);
uint32_t swap_bytes(uint32_t word);
uint32_t sum_of_halves(uint32_t word);

#endif
