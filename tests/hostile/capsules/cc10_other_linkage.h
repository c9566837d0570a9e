/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* declares a function of the kernel */
#include <stdint.h>

uint32_t process_in_slot_from(uint32_t slot);
