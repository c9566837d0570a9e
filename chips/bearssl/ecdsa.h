/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* ECDSA P-256 in software, a step of it in each turn of the main loop. */
#ifndef CHIPS_BEARSSL_ECDSA_H
#define CHIPS_BEARSSL_ECDSA_H

#include "chips/bearssl/p256.h"
#include "hil/signature.h"
#include "kernel/deferred_call.h"

struct software_ecdsa {
    const struct signature_client *client;
    bool busy;
    struct deferred_call turn;
    struct p256 verification;
};

extern const struct signature_ops software_ecdsa_ops;
#define SOFTWARE_ECDSA(object_) \
    { .ops = &software_ecdsa_ops, .self = SELF(struct software_ecdsa, object_), }
#define SOFTWARE_ECDSA_OBJECT(object_, client_)                                     \
    {                                                                               \
        .client = (client_),                                                        \
        .turn = DEFERRED_CALL(struct software_ecdsa, software_ecdsa_turn, object_), \
    }
void software_ecdsa_turn(struct software_ecdsa *self);

#endif
