/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Each call is a boundary between two who need not trust each other (kernel/boundary.h). */
#include "hil/flash.h"

#include "kernel/boundary.h"

#include <stdbool.h>
#include <stddef.h>

static bool is_inside(const struct flash *f, uint32_t offset, uint32_t length) {
    return length <= f->bytes && offset <= f->bytes - length;
}

enum errorcode flash_read(const struct flash *f, uint32_t offset, struct buffer *buffer) {
    if (buffer == NULL || buffer->length == 0) {
        return ERR_INVAL;
    }
    if (!is_inside(f, offset, buffer->length)) {
        return ERR_SIZE;
    }
    return BOUNDARY_STATUS(f->ops->read, f->self, offset, buffer);
}

enum errorcode flash_write(const struct flash *f, uint32_t offset, struct buffer *buffer) {
    if (buffer == NULL || buffer->length == 0 || buffer->length % f->word_bytes != 0 ||
        offset % f->word_bytes != 0) {
        return ERR_INVAL;
    }
    if (!is_inside(f, offset, buffer->length)) {
        return ERR_SIZE;
    }
    return BOUNDARY_STATUS(f->ops->write, f->self, offset, buffer);
}

enum errorcode flash_erase(const struct flash *f, uint32_t offset) {
    if (offset % f->page_bytes != 0) {
        return ERR_INVAL;
    }
    if (!is_inside(f, offset, f->page_bytes)) {
        return ERR_SIZE;
    }
    return BOUNDARY_STATUS(f->ops->erase, f->self, offset);
}

void flash_client_read(const struct flash_client *c, struct buffer *buffer, enum errorcode status) {
    if (buffer != NULL) {
        BOUNDARY_CALL(void, c->read, c->self, buffer, status);
    }
}

void flash_client_written(const struct flash_client *c, struct buffer *buffer,
                          enum errorcode status) {
    if (buffer != NULL) {
        BOUNDARY_CALL(void, c->written, c->self, buffer, status);
    }
}

void flash_client_erased(const struct flash_client *c, enum errorcode status) {
    BOUNDARY_CALL(void, c->erased, c->self, status);
}
