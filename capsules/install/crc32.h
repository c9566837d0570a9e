/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* CRC-32 as in IEEE 802.3 (clause 3.2.9), a byte at a time: reflected, polynomial 0x04C11DB7. It begins with
 * CRC32_BEGIN and is complemented at the end. */
#ifndef CAPSULES_INSTALL_CRC32_H
#define CAPSULES_INSTALL_CRC32_H

#include <stdint.h>

#define CRC32_BEGIN 0xFFFFFFFFu
#define CRC32_POLYNOMIAL 0xEDB88320u /* its bits in the order of the line */

static inline uint32_t crc32_add(uint32_t crc, uint8_t byte) {
    uint32_t sum = crc ^ byte;
    for (uint32_t i = 0; i < 8; i++) {
        sum = sum >> 1 ^ ((sum & 1) != 0 ? CRC32_POLYNOMIAL : 0);
    }
    return sum;
}

static inline uint32_t crc32_add_word(uint32_t crc, uint32_t word) {
    uint32_t sum = crc;
    for (uint32_t i = 0; i < 4; i++) {
        sum = crc32_add(sum, (uint8_t)(word >> (8 * i)));
    }
    return sum;
}

#endif
