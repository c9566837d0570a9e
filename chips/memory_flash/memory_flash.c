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

static uint8_t byte_at(const struct memory_flash *self, uint32_t offset) {
    return (uint8_t)(self->words[offset / WORD_BYTES] >> (8 * (offset % WORD_BYTES)));
}

static void fill(const struct memory_flash *self, struct buffer *buffer) {
    uint32_t length = buffer->length;
    buffer_window(buffer, buffer->first, 0);
    for (uint32_t i = 0; i < length; i++) {
        buffer_put(buffer, byte_at(self, self->offset + i));
    }
}

static uint32_t word_of(const struct buffer *buffer, uint32_t index) {
    uint32_t word = 0;
    for (uint32_t i = 0; i < WORD_BYTES; i++) {
        word |= (uint32_t)buffer_get(buffer, index + i) << (8 * i);
    }
    return word;
}

static void clear_bits(struct memory_flash *self, const struct buffer *buffer) {
    for (uint32_t i = 0; i < buffer->length; i += WORD_BYTES) {
        volatile uint32_t *word = &self->words[(self->offset + i) / WORD_BYTES];
        *word = *word & word_of(buffer, i);
    }
}

static void set_bits(struct memory_flash *self) {
    for (uint32_t i = 0; i < MEMORY_FLASH_PAGE_BYTES / WORD_BYTES; i++) {
        self->words[self->offset / WORD_BYTES + i] = ERASED;
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
        fill(self, buffer);
        flash_client_read(self->client, buffer, OK);
        break;
    case MEMORY_FLASH_WRITES:
        clear_bits(self, buffer);
        flash_client_written(self->client, buffer, OK);
        break;
    default:
        set_bits(self);
        flash_client_erased(self->client, OK);
        break;
    }
}
