/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The board's LEDs, numbered from 0. All calls act at once and need no memory.
 * Driver 0x2; source: ABI 7.3. */
#ifndef USER_LED_H
#define USER_LED_H

#include "syscall.h"

/* errors: NODEVICE the board has no LEDs */
enum errorcode led_count(uint32_t *count);

/* errors, of all that follow: INVAL no such LED; NODEVICE */
enum errorcode led_on(uint32_t index);
enum errorcode led_off(uint32_t index);
enum errorcode led_toggle(uint32_t index);
enum errorcode led_read(uint32_t index, bool *lit);

#endif
