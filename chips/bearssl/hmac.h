/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* HMAC in software, in pieces that take so little time that programs do not feel it. */
#ifndef CHIPS_BEARSSL_HMAC_H
#define CHIPS_BEARSSL_HMAC_H

#include "hil/hmac.h"
#include "kernel/deferred_call.h"

#include <stdint.h>

enum software_hmac_state {
    SOFTWARE_HMAC_RESTS,
    SOFTWARE_HMAC_ADDS,
    SOFTWARE_HMAC_FINISHES, /* the inner digest is next */
    SOFTWARE_HMAC_WRAPS,    /* and then the outer one */
};

struct software_hmac {
    const struct hmac_client *client;
    enum software_hmac_state state;
    struct hmac_session *session; /* while it is busy */
    uint8_t algorithm;            /* its own; what is in the session, its owner can change */
    const struct buffer *piece;   /* while it adds */
    const uint8_t *at; /* what is left of it, by what it was when it came (buffer_start) */
    uint32_t left;
    struct buffer *out; /* while it finishes */
    struct deferred_call turn;
};

extern const struct hmac_ops software_hmac_ops;
#define SOFTWARE_HMAC(object_) \
    { .ops = &software_hmac_ops, .self = SELF(struct software_hmac, object_), }
#define SOFTWARE_HMAC_OBJECT(object_, client_)                                    \
    {                                                                             \
        .client = (client_),                                                      \
        .turn = DEFERRED_CALL(struct software_hmac, software_hmac_turn, object_), \
    }
void software_hmac_turn(struct software_hmac *self);

#endif
