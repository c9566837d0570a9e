/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* announces memset */
#include <stdint.h>

uint32_t memset(uint32_t to, uint32_t value, uint32_t n);
