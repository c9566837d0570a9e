/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* CRC-32 as in IEEE 802.3 (clause 3.2.9), a byte at a time: reflected, polynomial 0x04C11DB7. It begins with
 * CRC32_BEGIN and is complemented at the end. */
#ifndef CAPSULES_INSTALL_CRC32_H
#define CAPSULES_INSTALL_CRC32_H

#include "kernel/capsule.h"

#include <stdint.h>

#define CRC32_BEGIN 0xFFFFFFFFu

/* What four bits that leave bring in: the n-th is n after four steps of the polynomial, 0xEDB88320 in the
 * order of the line. Half a byte at a time: bit by bit, 512 bytes were half a millisecond. */
static const uint32_t crc32_of_four[] = {
    0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
    0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
};

static inline uint32_t crc32_add(uint32_t crc, uint8_t byte) {
    uint32_t sum = crc ^ byte;
    sum = sum >> 4 ^ *ELEMENT(crc32_of_four, sum & 15);
    return sum >> 4 ^ *ELEMENT(crc32_of_four, sum & 15);
}

static inline uint32_t crc32_add_word(uint32_t crc, uint32_t word) {
    uint32_t sum = crc;
    for (uint32_t i = 0; i < 4; i++) {
        sum = crc32_add(sum, (uint8_t)(word >> (8 * i)));
    }
    return sum;
}

#endif
