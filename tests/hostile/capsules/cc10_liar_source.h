/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* declares a function of the kernel as it is not */
#include <stdbool.h>
#include <stdint.h>

bool slice_set_u32(uint32_t address, uint32_t length, uint32_t index, uint32_t value);
