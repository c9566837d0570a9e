/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Each call is a boundary between two who need not trust each other (kernel/boundary.h). */
#include "hil/digest.h"

#include "kernel/boundary.h"

#include <stddef.h>

enum errorcode digest_begin(const struct digest *d, enum digest_algorithm algorithm) {
    return BOUNDARY_STATUS(d->ops->begin, d->self, algorithm);
}

enum errorcode digest_add(const struct digest *d, const struct buffer *piece) {
    if (piece == NULL) {
        return ERR_INVAL;
    }
    return BOUNDARY_STATUS(d->ops->add, d->self, piece);
}

enum errorcode digest_finish(const struct digest *d, struct buffer *out) {
    if (out == NULL) {
        return ERR_INVAL;
    }
    return BOUNDARY_STATUS(d->ops->finish, d->self, out);
}

void digest_client_added(const struct digest_client *c, const struct buffer *piece,
                         enum errorcode status) {
    if (piece != NULL) {
        BOUNDARY_CALL(void, c->added, c->self, piece, status);
    }
}

void digest_client_finished(const struct digest_client *c, struct buffer *out,
                            enum errorcode status) {
    if (out != NULL) {
        BOUNDARY_CALL(void, c->finished, c->self, out, status);
    }
}
