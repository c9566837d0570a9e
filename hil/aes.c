/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Each call is a boundary between two who need not trust each other (kernel/boundary.h). */
#include "hil/aes.h"

#include "kernel/boundary.h"

#include <stddef.h>

enum errorcode aes_crypt(const struct aes *a, const struct aes_request *request) {
    if (request == NULL || request->key == NULL || request->vector == NULL ||
        request->data == NULL) {
        return ERR_INVAL;
    }
    return BOUNDARY_STATUS(a->ops->crypt, a->self, request);
}

void aes_client_done(const struct aes_client *c, enum errorcode status) {
    BOUNDARY_CALL(void, c->done, c->self, status);
}
