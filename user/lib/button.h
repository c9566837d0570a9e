/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The board's buttons, numbered from 0. A process hears of a button after it has enabled it.
 * Driver 0x3; source: ABI 7.3. */
#ifndef USER_BUTTON_H
#define USER_BUTTON_H

#include "syscall.h"

/* A button has been pressed, or released. */
typedef void button_callback(uint32_t index, bool pressed, void *context);

/* errors: NODEVICE the board has no buttons */
enum errorcode button_count(uint32_t *count);

/* How it is now; needs no enabling. errors: INVAL no such button; NODEVICE */
enum errorcode button_read(uint32_t index, bool *pressed);

/* From now on each press and each release is reported. errors: INVAL; NODEVICE; NOMEM */
enum errorcode button_enable(uint32_t index);
enum errorcode button_disable(uint32_t index);

/* Sets the one function for the reports of all enabled buttons, NULL for none.
 * errors: NODEVICE; NOMEM */
enum errorcode button_listen_async(button_callback *callback, void *context);

/* Waits for the next report, which the callback gets as well. Other callbacks run meanwhile.
 * errors: NODEVICE; NOMEM */
enum errorcode button_wait(uint32_t *index, bool *pressed);

#endif
