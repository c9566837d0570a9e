/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* declares a function of the kernel without its capability */
#include <stdint.h>

uint8_t process_control(uint32_t id, uint8_t operation);
