/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* From requests to steps of a verification. See the header. */
#include "chips/bearssl/ecdsa.h"

static enum errorcode verify(struct software_ecdsa *self, const struct signature_request *request) {
    if (self->busy) {
        return ERR_BUSY;
    }
    if (request->key->length != 2 * P256_BYTES || request->signature->length != 2 * P256_BYTES ||
        request->digest->length < P256_BYTES) {
        return ERR_SIZE;
    }
    self->busy = true;
    p256_begin(&self->verification, buffer_start(request->key), buffer_start(request->digest),
               buffer_start(request->signature));
    deferred_call_set(&self->turn);
    return OK;
}

const struct signature_ops software_ecdsa_ops = SIGNATURE_OPS(struct software_ecdsa, verify);

void software_ecdsa_turn(struct software_ecdsa *self) {
    if (!p256_step(&self->verification)) {
        deferred_call_set(&self->turn);
        return;
    }
    self->busy = false;
    signature_client_verified(self->client, self->verification.right ? OK : ERR_FAIL);
}
