/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See led.h. */
#include "led.h"

#define COUNT 0
#define ON 1
#define OFF 2
#define TOGGLE 3
#define READ 4

enum errorcode led_count(uint32_t *count) {
    struct syscall_return result = command(DRIVER_LED, COUNT, 0, 0);
    *count = syscall_succeeded(result) ? result.values[0] : 0;
    return syscall_error(result);
}

enum errorcode led_on(uint32_t index) {
    return syscall_error(command(DRIVER_LED, ON, index, 0));
}

enum errorcode led_off(uint32_t index) {
    return syscall_error(command(DRIVER_LED, OFF, index, 0));
}

enum errorcode led_toggle(uint32_t index) {
    return syscall_error(command(DRIVER_LED, TOGGLE, index, 0));
}

enum errorcode led_read(uint32_t index, bool *lit) {
    struct syscall_return result = command(DRIVER_LED, READ, index, 0);
    *lit = syscall_succeeded(result) && result.values[0] != 0;
    return syscall_error(result);
}
