/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Settings in bits, and words by their bytes. */
#include "tests/benign/flags.h"

#define BAUD_MASK 0xFFFFFu

bool line_settings_from(struct line_settings *s, uint32_t word) {
    const struct line_settings settings = {
        .baud = word & BAUD_MASK,
        .data_bits = word >> 20 & 0xFu,
        .parity = word >> 24 & 3u,
        .stop_bits = word >> 26 & 3u,
        .flow = (word >> 28 & 1u) != 0,
    };
    if (settings.data_bits < 5 || settings.data_bits > 9 || settings.stop_bits == 0) {
        return false;
    }
    *s = settings;
    return true;
}

uint32_t swap_bytes(uint32_t word) {
    union packed_word from = {.word = word};
    union packed_word to = {.word = 0};
    for (uint32_t i = 0; i < 4; i++) {
        to.bytes[i] = from.bytes[3 - i];
    }
    return to.word;
}

uint32_t sum_of_halves(uint32_t word) {
    union packed_word w;
    w.word = word;
    return (uint32_t)w.halves[0] + w.halves[1];
}
