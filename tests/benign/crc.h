/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Check sums. */
#ifndef BENIGN_CRC_H
#define BENIGN_CRC_H

#include "kernel/capsule.h"

uint16_t crc16_of_slice(struct slice_ro data);
uint32_t crc32_of_buffer(const struct buffer *data);

#endif
