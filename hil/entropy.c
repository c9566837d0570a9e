/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Each call is a boundary between two who need not trust each other (kernel/boundary.h). */
#include "hil/entropy.h"

#include "kernel/boundary.h"

#include <stddef.h>

enum errorcode entropy_fetch(const struct entropy *e, struct buffer *buffer) {
    if (buffer == NULL || buffer->length == 0) {
        return ERR_INVAL;
    }
    return BOUNDARY_STATUS(e->ops->fetch, e->self, buffer);
}

void entropy_client_fetched(const struct entropy_client *c, struct buffer *buffer,
                            enum errorcode status) {
    if (buffer != NULL) {
        BOUNDARY_CALL(void, c->fetched, c->self, buffer, status);
    }
}
