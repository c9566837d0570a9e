/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Each call is a boundary between two who need not trust each other (kernel/boundary.h). */
#include "hil/key_value.h"

#include "kernel/boundary.h"

#include <stddef.h>

enum errorcode key_value_begin(const struct key_value *kv, struct key_value_request *request) {
    if (request == NULL || request->client == NULL) {
        return ERR_INVAL;
    }
    if (request->operation != KEY_VALUE_COLLECT) {
        if (request->key == NULL || request->value == NULL || request->key->length == 0) {
            return ERR_INVAL;
        }
        if (request->key->length > KEY_VALUE_KEY_MAX) {
            return ERR_SIZE;
        }
    }
    return BOUNDARY_STATUS(kv->ops->begin, kv->self, request);
}

void key_value_client_done(const struct key_value_client *c, struct key_value_request *request,
                           enum errorcode status) {
    BOUNDARY_CALL(void, c->done, c->self, request, status);
}
