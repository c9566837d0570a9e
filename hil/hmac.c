/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Each call is a boundary between two who need not trust each other (kernel/boundary.h). */
#include "hil/hmac.h"

#include "kernel/boundary.h"

#include <stddef.h>

enum errorcode hmac_begin(const struct hmac *h, struct hmac_session *session,
                          const struct buffer *key) {
    if (session == NULL || key == NULL) {
        return ERR_INVAL;
    }
    return BOUNDARY_STATUS(h->ops->begin, h->self, session, key);
}

enum errorcode hmac_add(const struct hmac *h, struct hmac_session *session,
                        const struct buffer *piece) {
    if (session == NULL || piece == NULL) {
        return ERR_INVAL;
    }
    return BOUNDARY_STATUS(h->ops->add, h->self, session, piece);
}

enum errorcode hmac_finish(const struct hmac *h, struct hmac_session *session, struct buffer *out) {
    if (session == NULL || out == NULL) {
        return ERR_INVAL;
    }
    return BOUNDARY_STATUS(h->ops->finish, h->self, session, out);
}

void hmac_client_added(const struct hmac_client *c, const struct buffer *piece,
                       enum errorcode status) {
    if (piece != NULL) {
        BOUNDARY_CALL(void, c->added, c->self, piece, status);
    }
}

void hmac_client_finished(const struct hmac_client *c, struct buffer *out, enum errorcode status) {
    if (out != NULL) {
        BOUNDARY_CALL(void, c->finished, c->self, out, status);
    }
}
