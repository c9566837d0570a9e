/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header that is read when the capsule has said something already */
/* expect: CC19 */
#include "tests/hostile/capsules/device.h"

static uint32_t one(void) {
    return 1;
}

#include "kernel/messages.h"

static void run(struct buffer *b) {
    message_line(b);
}
