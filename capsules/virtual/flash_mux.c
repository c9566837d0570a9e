/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One flash, many windows. */
#include "capsules/virtual/flash_mux.h"

/* The window after `w`, going round. */
static struct flash_window *after(const struct flash_mux *self, const struct flash_window *w) {
    return w->next != NULL ? w->next : self->first;
}

/* A buffer that was inside of the window of the flash when it came has to be so still: whoever lent it could
 * have made it longer while it waited. */
static enum errorcode start(const struct flash_mux *self, const struct flash_window *w) {
    if (w->buffer != NULL && w->buffer->length != w->length) {
        return ERR_INVAL;
    }
    switch (w->state) {
    case FLASH_WINDOW_READS:
        return flash_read(self->flash, w->offset, w->buffer);
    case FLASH_WINDOW_WRITES:
        return flash_write(self->flash, w->offset, w->buffer);
    default:
        return flash_erase(self->flash, w->offset);
    }
}

/* Where byte `offset` of the window lies on the flash. */
static uint32_t on_flash(const struct flash_window *self, uint32_t offset) {
    uint32_t page = self->first_page + offset / self->page_bytes;
    return page * self->mux->flash->page_bytes + offset % self->page_bytes;
}

static enum errorcode operate(struct flash_window *self, enum flash_window_state what,
                              uint32_t offset, struct buffer *buffer) {
    if (self->state != FLASH_WINDOW_RESTS) {
        return ERR_BUSY;
    }
    self->state = what;
    self->offset = on_flash(self, offset);
    self->buffer = buffer;
    self->length = buffer != NULL ? buffer->length : 0;
    if (self->mux->serving != NULL || self->mux->completing) {
        return OK; /* its turn comes */
    }
    enum errorcode error = start(self->mux, self);
    if (error == OK) {
        self->mux->serving = self;
    } else {
        self->state = FLASH_WINDOW_RESTS;
    }
    return error;
}

/* Does it lie side by side on the flash, too? */
static bool is_one_piece(const struct flash_window *self, uint32_t offset, uint32_t length) {
    return self->page_bytes == self->mux->flash->page_bytes ||
           length <= self->page_bytes - offset % self->page_bytes;
}

static enum errorcode read_window(struct flash_window *self, uint32_t offset,
                                  struct buffer *buffer) {
    return is_one_piece(self, offset, buffer->length)
               ? operate(self, FLASH_WINDOW_READS, offset, buffer)
               : ERR_SIZE;
}

static enum errorcode write_window(struct flash_window *self, uint32_t offset,
                                   struct buffer *buffer) {
    return is_one_piece(self, offset, buffer->length)
               ? operate(self, FLASH_WINDOW_WRITES, offset, buffer)
               : ERR_SIZE;
}

static enum errorcode erase_window(struct flash_window *self, uint32_t offset) {
    return operate(self, FLASH_WINDOW_ERASES, offset, NULL);
}

HIL_OPS_DEFINE(flash_window_ops, FLASH_OPS, read_window, write_window, erase_window);

void flash_window_add(struct flash_window *self) {
    self->next = self->mux->first;
    self->mux->first = self;
}

/* The client may begin its next operation. */
static void tell(struct flash_window *w, enum errorcode status) {
    struct buffer *buffer = w->buffer;
    enum flash_window_state state = w->state;
    w->buffer = NULL;
    w->state = FLASH_WINDOW_RESTS;
    if (state == FLASH_WINDOW_READS) {
        flash_client_read(w->client, buffer, status);
    } else if (state == FLASH_WINDOW_WRITES) {
        flash_client_written(w->client, buffer, status);
    } else {
        flash_client_erased(w->client, status);
    }
}

/* Has the flash do what the first window from `from` on waits for, going round. What the flash refuses,
 * though it does nothing else, has failed. */
static void serve(struct flash_mux *self, struct flash_window *from) {
    struct flash_window *w = from;
    self->completing = true;
    LOOP_BOUND (FLASH_WINDOWS_MAX) {
        if (w->state != FLASH_WINDOW_RESTS) {
            if (start(self, w) == OK) {
                self->serving = w;
                break;
            }
            tell(w, ERR_FAIL);
        }
        w = after(self, w);
        if (w == from) {
            break;
        }
    }
    self->completing = false;
    if (self->serving == NULL) {
        deferred_call_set(&self->later); /* for who began again when it was told of a failure */
    }
}

void flash_mux_later(struct flash_mux *self) {
    struct flash_window *w = self->first;
    LOOP_WHILE (w != NULL, FLASH_WINDOWS_MAX) {
        if (w->state != FLASH_WINDOW_RESTS && self->serving == NULL) {
            serve(self, w);
            return;
        }
        w = w->next;
    }
}

static void complete(struct flash_mux *self, enum errorcode status) {
    struct flash_window *served = self->serving;
    self->serving = NULL;
    if (served == NULL) {
        return;
    }
    self->completing = true;
    tell(served, status);
    serve(self, after(self, served));
}

void flash_mux_read(struct flash_mux *self, struct buffer *buffer, enum errorcode status) {
    (void)buffer; /* the one that the window has */
    complete(self, status);
}

void flash_mux_written(struct flash_mux *self, struct buffer *buffer, enum errorcode status) {
    (void)buffer;
    complete(self, status);
}

void flash_mux_erased(struct flash_mux *self, enum errorcode status) {
    complete(self, status);
}
