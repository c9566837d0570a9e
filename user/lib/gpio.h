/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* General purpose pins, numbered as the board does (the README in its folder says how). A number below the count
 * may have no pin behind it: NODEVICE. Driver 0x4; source: ABI 7.3. */
#ifndef USER_GPIO_H
#define USER_GPIO_H

#include "syscall.h"

enum gpio_pull {
    GPIO_PULL_NONE = 0,
    GPIO_PULL_UP = 1,
    GPIO_PULL_DOWN = 2,
};

enum gpio_edge {
    GPIO_EDGE_BOTH = 0,
    GPIO_EDGE_RISING = 1,
    GPIO_EDGE_FALLING = 2,
};

/* A pin has changed; its level is the one after the change. */
typedef void gpio_callback(uint32_t pin, bool level, void *context);

/* errors: NODEVICE the board has no pins for apps */
enum errorcode gpio_count(uint32_t *count);

/* errors, of all that follow: INVAL no such number; NODEVICE no pin there; NOMEM */
enum errorcode gpio_enable_output(uint32_t pin);
enum errorcode gpio_set(uint32_t pin);
enum errorcode gpio_clear(uint32_t pin);
enum errorcode gpio_toggle(uint32_t pin);

/* errors: NOSUPPORT the pin has no such resistor */
enum errorcode gpio_enable_input(uint32_t pin, enum gpio_pull pull);
enum errorcode gpio_read(uint32_t pin, bool *level);

/* The pin is neither input nor output any more. */
enum errorcode gpio_disable(uint32_t pin);

/* From now on these edges of the pin are reported. The kernel tells every process that has used a
 * pin, so look at the number. Disabling ends the use of the pin as well. */
enum errorcode gpio_enable_interrupt(uint32_t pin, enum gpio_edge edge);
enum errorcode gpio_disable_interrupt(uint32_t pin);

/* Sets the one function for the reports of all pins, NULL for none. */
enum errorcode gpio_listen_async(gpio_callback *callback, void *context);

/* Waits for the next report of any pin, which the callback gets as well. Other callbacks run
 * meanwhile. */
enum errorcode gpio_wait(uint32_t *pin, bool *level);

#endif
