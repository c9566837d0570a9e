/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Numbers on the console, printed by the kernel with the number of the process: the way out when
 * nothing else works yet. Each call acts at once and always succeeds where there is such a driver;
 * what comes too fast is counted instead of printed. Driver 0x8; source: ABI 7.3.
 *
 * errors, of all: NODEVICE */
#ifndef USER_LOW_LEVEL_DEBUG_H
#define USER_LOW_LEVEL_DEBUG_H

#include "syscall.h"

#define LOW_LEVEL_DEBUG_ALERT_PANIC 1
#define LOW_LEVEL_DEBUG_ALERT_WRONG_ADDRESS 2

static inline enum errorcode low_level_debug_alert(uint32_t code) {
    return syscall_error(command(DRIVER_LOW_LEVEL_DEBUG, 1, code, 0));
}

static inline enum errorcode low_level_debug_print(uint32_t number) {
    return syscall_error(command(DRIVER_LOW_LEVEL_DEBUG, 2, number, 0));
}

static inline enum errorcode low_level_debug_print_two(uint32_t first, uint32_t second) {
    return syscall_error(command(DRIVER_LOW_LEVEL_DEBUG, 3, first, second));
}

#endif
