/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* RAM as flash. Nothing happens before the deferred call, as on a chip nothing has happened when the call
 * comes back; and each word is one store, so that a machine that is stopped anywhere leaves whole words.
 * What lies outside of the device has been refused by hil/flash.c. */
#include "chips/memory_flash/memory_flash.h"

#include <stddef.h>

#define WORD_BYTES 4u
#define ERASED 0xFFFFFFFFu

static enum errorcode begin(struct memory_flash *self, enum memory_flash_state what,
                            uint32_t offset, struct buffer *buffer) {
    if (self->state != MEMORY_FLASH_RESTS) {
        return ERR_BUSY;
    }
    self->state = what;
    self->offset = offset;
    self->buffer = buffer;
    self->bytes = buffer != NULL ? buffer_start(buffer) : NULL;
    self->length = buffer != NULL ? buffer->length : 0;
    deferred_call_set(&self->turn);
    return OK;
}

static enum errorcode read(struct memory_flash *self, uint32_t offset, struct buffer *buffer) {
    return begin(self, MEMORY_FLASH_READS, offset, buffer);
}

static enum errorcode write(struct memory_flash *self, uint32_t offset, struct buffer *buffer) {
    return begin(self, MEMORY_FLASH_WRITES, offset, buffer);
}

static enum errorcode erase(struct memory_flash *self, uint32_t offset) {
    return begin(self, MEMORY_FLASH_ERASES, offset, NULL);
}

const struct flash_ops memory_flash_ops = FLASH_OPS(struct memory_flash, read, write, erase);

/* These loops walk with pointers and to an end: how long they take is how long programs wait while a page
 * changes that one of them lies in (capsules/install). */
static void fill(const struct memory_flash *self) {
    const volatile uint8_t *from = (const volatile uint8_t *)self->words + self->offset;
    uint8_t *to = self->bytes;
    for (const uint8_t *end = to + self->length; to != end; to++) {
        *to = *from++;
    }
}

/* hil/flash.c has seen to it that there are whole words. */
static void clear_bits(struct memory_flash *self) {
    volatile uint32_t *to = &self->words[self->offset / WORD_BYTES];
    const uint8_t *from = self->bytes;
    for (const uint8_t *end = from + self->length; from != end; from += WORD_BYTES) {
        uint32_t word =
            from[0] | (uint32_t)from[1] << 8 | (uint32_t)from[2] << 16 | (uint32_t)from[3] << 24;
        *to = *to & word;
        to++;
    }
}

static void set_bits(struct memory_flash *self) {
    volatile uint32_t *to = &self->words[self->offset / WORD_BYTES];
    for (volatile uint32_t *end = to + MEMORY_FLASH_PAGE_BYTES / WORD_BYTES; to != end; to++) {
        *to = ERASED;
    }
}

/* The client may begin the next operation. */
void memory_flash_turn(struct memory_flash *self) {
    struct buffer *buffer = self->buffer;
    enum memory_flash_state state = self->state;
    self->buffer = NULL;
    self->state = MEMORY_FLASH_RESTS;
    switch (state) {
    case MEMORY_FLASH_READS:
        fill(self);
        flash_client_read(self->client, buffer, OK);
        break;
    case MEMORY_FLASH_WRITES:
        clear_bits(self);
        flash_client_written(self->client, buffer, OK);
        break;
    default:
        set_bits(self);
        flash_client_erased(self->client, OK);
        break;
    }
}
