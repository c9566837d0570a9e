/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Check sums. */
#include "tests/benign/crc.h"

static uint16_t crc16_add(uint16_t crc, uint8_t byte) {
    uint32_t c = (uint32_t)crc ^ (uint32_t)byte << 8;
    for (int bit = 0; bit < 8; bit++) {
        c = (c & 0x8000u) != 0 ? c << 1 ^ 0x1021u : c << 1;
    }
    return (uint16_t)c;
}

uint16_t crc16_of_slice(struct slice_ro data) {
    uint16_t crc = 0xFFFF;
    LOOP_BOUND (4096) {
        static uint32_t at;
        if (at >= data.length) {
            at = 0;
            break;
        }
        crc = crc16_add(crc, slice_get(data, at));
        at++;
    }
    return crc;
}

static uint32_t crc32_add(uint32_t crc, uint8_t byte) {
    static const uint32_t nibbles[16] = {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
        0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
        0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
    };
    crc ^= byte;
    crc = crc >> 4 ^ nibbles[crc & 15u];
    crc = crc >> 4 ^ nibbles[crc & 15u];
    return crc;
}

uint32_t crc32_of_buffer(const struct buffer *data) {
    uint32_t crc = UINT32_MAX;
    uint32_t i = 0;
    LOOP_WHILE (i < data->length, 1024) {
        crc = crc32_add(crc, buffer_get(data, i));
        i++;
    }
    return ~crc;
}
