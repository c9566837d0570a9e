/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Random bytes that nobody can foretell, where the board has a source of them. No byte is given to two
 * processes. Driver 0x40001; source: ABI 7.3. */
#ifndef USER_RNG_H
#define USER_RNG_H

#include "syscall.h"

/* A request has ended: how, and how many bytes have come. */
typedef void rng_callback(enum errorcode status, size_t bytes, void *context);

/* Fills all of `buffer` and waits until that is done. None of your callbacks runs meanwhile, so it may
 * be called anywhere. Unless it returns OK, nothing in the buffer is to be taken for random.
 * errors: NODEVICE the board has no driver, or no source behind it; BUSY an asynchronous request has
 *         not ended, or the source is at work for somebody else; INVAL not memory of this process;
 *         NOMEM; FAIL the source gave less */
enum errorcode rng_get(void *buffer, size_t bytes);

/* Starts to fill `buffer`, which belongs to the kernel until the callback.
 * errors: as rng_get. Then there is no callback. */
enum errorcode rng_get_async(void *buffer, size_t bytes, rng_callback *callback, void *context);

/* A number of [0, limit), each as likely as the others. For a die: 1 + that of rng_below(6, ...).
 * pre: limit > 0
 * errors: as rng_get */
enum errorcode rng_below(uint32_t limit, uint32_t *number);

#endif
