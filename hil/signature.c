/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The call is a boundary between two who need not trust each other (kernel/boundary.h). */
#include "hil/signature.h"

#include "kernel/boundary.h"

#include <stddef.h>

enum errorcode signature_verify(const struct signature *s,
                                const struct signature_request *request) {
    if (request == NULL || request->key == NULL || request->digest == NULL ||
        request->signature == NULL) {
        return ERR_INVAL;
    }
    return BOUNDARY_STATUS(s->ops->verify, s->self, request);
}

void signature_client_verified(const struct signature_client *c, enum errorcode status) {
    BOUNDARY_CALL(void, c->verified, c->self, status);
}
