/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* From requests to steps of a verification. See the header. */
#include "chips/bearssl/ecdsa.h"

#include <stddef.h>

static enum errorcode verify(struct software_ecdsa *self, const struct signature_request *request) {
    if (self->request != NULL) {
        return ERR_BUSY;
    }
    if (request->key->length != 2 * P256_BYTES || request->signature->length != 2 * P256_BYTES ||
        request->digest->length < P256_BYTES) {
        return ERR_SIZE;
    }
    self->request = request;
    self->begun = false;
    deferred_call_set(&self->turn);
    return OK;
}

const struct signature_ops software_ecdsa_ops = SIGNATURE_OPS(struct software_ecdsa, verify);

static const uint8_t *bytes_of(const struct buffer *buffer) {
    return &buffer->bytes[buffer->first];
}

void software_ecdsa_turn(struct software_ecdsa *self) {
    const struct signature_request *request = self->request;
    if (!self->begun) {
        p256_begin(&self->verification, bytes_of(request->key), bytes_of(request->digest),
                   bytes_of(request->signature));
        self->begun = true;
        deferred_call_set(&self->turn);
    } else if (!p256_step(&self->verification)) {
        deferred_call_set(&self->turn);
    } else {
        self->request = NULL;
        signature_client_verified(self->client, self->verification.right ? OK : ERR_FAIL);
    }
}
