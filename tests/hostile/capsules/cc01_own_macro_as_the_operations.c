/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a macro of one's own in the place of the HIL's, inside the API's macro */
/* expect: CC01|CC10|CC06 */
#include "tests/hostile/capsules/device.h"

#include "tests/hostile/capsules/cc01_own_macro_as_the_operations.h"

static enum errorcode transmit(uint32_t address, struct buffer *buffer) {
    (void)buffer;
    return address == 0 ? OK : ERR_FAIL;
}

static void receive(uint32_t address, bool on) {
    (void)address;
    (void)on;
}
#define ANY_OPS(type, transmit_, receive_)                                                  \
    {                                                                                       \
        .transmit = (enum errorcode(*)(struct object *, struct buffer *))(transmit_),       \
        .receive = (void (*)(struct object *, bool))(receive_)                              \
    }
HIL_OPS_DEFINE(any_ops, ANY_OPS, transmit, receive);
