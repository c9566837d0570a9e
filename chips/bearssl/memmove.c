/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What BearSSL calls to move words within an array. */
#include <stddef.h>
#include <stdint.h>

void *memmove(void *to, const void *from, size_t length);

void *memmove(void *to, const void *from, size_t length) {
    uint8_t *t = to;
    const uint8_t *f = from;
    if (t <= f) {
        for (size_t i = 0; i < length; i++) {
            t[i] = f[i];
        }
    } else {
        for (size_t i = length; i-- > 0;) {
            t[i] = f[i];
        }
    }
    return to;
}
