/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The bank is memory as long as nothing is written to it. A command makes it answer with its status, until
 * it is told to be memory again. So each turn ends with that, and whoever looks from outside, or stops
 * the machine, finds memory. See the header for sources. */
#include "chips/qemu_virt/cfi_flash.h"

#include "kernel/boot.h"

#include <stddef.h>

#define WORD_BYTES 4u
#define CHIPS_BYTES 2u /* how wide each chip is: an address of its own is a word here */

/* For both chips. */
#define BOTH(value) ((uint32_t)(value) | (uint32_t)(value) << 16)
#define COMMAND_PROGRAM BOTH(0x40)
#define COMMAND_ERASE BOTH(0x20)
#define COMMAND_CLEAR_STATUS BOTH(0x50)
#define COMMAND_QUERY BOTH(0x98)
#define COMMAND_CONFIRM BOTH(0xD0)
#define COMMAND_MEMORY BOTH(0xFF)
#define STATUS_READY BOTH(0x80)
/* Erasing or programming failed, the voltage was too low, the block is locked. */
#define STATUS_FAILED BOTH(0x20 | 0x10 | 0x08 | 0x02)

/* Where the query is sent to, and what it answers (JESD68.01, 2.1 to 2.5). */
#define QUERY_AT 0x55u
#define QUERY_Q 0x10u
#define QUERY_R 0x11u
#define QUERY_Y 0x12u
#define QUERY_COMMAND_SET 0x13u /* two bytes */
#define QUERY_REGIONS 0x2Cu     /* of blocks of one size */
#define QUERY_BLOCKS 0x2Du      /* less one: two bytes */
#define QUERY_BLOCK_SIZE 0x2Fu  /* in 256 bytes, of one chip: two bytes */
#define INTEL_EXTENDED 1u
#define BLOCK_SIZE_UNIT 256u

/* A word is programmed within a millisecond (table 16), and is waited for. An erasure takes seconds, so the
 * rest of the kernel runs in between. A chip that takes longer is broken. */
#define WORD_LOOKS 100000u
#define ERASE_LOOKS 10000000u
/* So that the kernel is not kept longer than by other things. */
#define WORDS_PER_TURN 16u

/* A byte of the query, which both chips answer alike. */
static BOOT_ONLY uint32_t asked(const struct cfi_flash *self, uint32_t address) {
    uint32_t both = self->words[address];
    return both == BOTH(both & 0xFFu) ? both & 0xFFu : UINT32_MAX;
}

static BOOT_ONLY uint32_t asked_for_two(const struct cfi_flash *self, uint32_t address) {
    return asked(self, address) | asked(self, address + 1) << 8;
}

static BOOT_ONLY bool is_as_expected(const struct cfi_flash *self) {
    return asked(self, QUERY_Q) == 'Q' && asked(self, QUERY_R) == 'R' &&
           asked(self, QUERY_Y) == 'Y' &&
           asked_for_two(self, QUERY_COMMAND_SET) == INTEL_EXTENDED &&
           asked(self, QUERY_REGIONS) == 1 &&
           asked_for_two(self, QUERY_BLOCKS) == CFI_FLASH_PAGES - 1 &&
           asked_for_two(self, QUERY_BLOCK_SIZE) ==
               CFI_FLASH_PAGE_BYTES / CHIPS_BYTES / BLOCK_SIZE_UNIT;
}

BOOT_ONLY void cfi_flash_start(struct cfi_flash *self) {
    self->words[QUERY_AT] = COMMAND_QUERY;
    self->is_there = is_as_expected(self);
    self->words[0] = COMMAND_MEMORY;
}

/* ---- Operations begin ---- */

static enum errorcode begin(struct cfi_flash *self, enum cfi_flash_state what, uint32_t offset,
                            struct buffer *buffer) {
    if (!self->is_there) {
        return ERR_NODEVICE;
    }
    if (self->state != CFI_FLASH_RESTS) {
        return ERR_BUSY;
    }
    self->state = what;
    self->offset = offset;
    self->buffer = buffer;
    self->length = buffer != NULL ? buffer->length : 0;
    self->done = 0;
    deferred_call_set(&self->turn);
    return OK;
}

static enum errorcode read(struct cfi_flash *self, uint32_t offset, struct buffer *buffer) {
    return begin(self, CFI_FLASH_READS, offset, buffer);
}

static enum errorcode write(struct cfi_flash *self, uint32_t offset, struct buffer *buffer) {
    return begin(self, CFI_FLASH_WRITES, offset, buffer);
}

/* Both chips set out at once. Each turn looks whether they have arrived. */
static enum errorcode erase(struct cfi_flash *self, uint32_t offset) {
    enum errorcode error = begin(self, CFI_FLASH_ERASES, offset, NULL);
    if (error == OK) {
        self->words[offset / WORD_BYTES] = COMMAND_ERASE;
        self->words[offset / WORD_BYTES] = COMMAND_CONFIRM;
    }
    return error;
}

const struct flash_ops cfi_flash_ops = FLASH_OPS(struct cfi_flash, read, write, erase);

/* ---- And go on, turn by turn ---- */

/* It is memory again, and remembers no failure. */
static enum errorcode end_command(volatile uint32_t *word, uint32_t status) {
    bool is_well = (status & STATUS_READY) == STATUS_READY && (status & STATUS_FAILED) == 0;
    if (!is_well) {
        *word = COMMAND_CLEAR_STATUS;
    }
    *word = COMMAND_MEMORY;
    return is_well ? OK : ERR_FAIL;
}

/* Returns the status. The bank is no memory afterwards. */
static uint32_t program(volatile uint32_t *word, uint32_t value) {
    *word = COMMAND_PROGRAM;
    *word = value;
    uint32_t status = *word;
    for (uint32_t i = 0; i < WORD_LOOKS && (status & STATUS_READY) != STATUS_READY; i++) {
        status = *word;
    }
    return status;
}

static uint32_t word_of(const struct buffer *buffer, uint32_t index) {
    uint32_t word = 0;
    for (uint32_t i = 0; i < WORD_BYTES; i++) {
        word |= (uint32_t)buffer_get(buffer, index + i) << (8 * i);
    }
    return word;
}

/* Writes a part of the buffer. Returns BUSY if there is more. Programming sets no bit on the chip, but the
 * model stores a word as it is: it is given what the chip would be left with, which is found out for all of the
 * part while the bank is memory. */
static enum errorcode write_some(struct cfi_flash *self) {
    volatile uint32_t *at = &self->words[(self->offset + self->done) / WORD_BYTES];
    uint32_t rest = (self->length - self->done) / WORD_BYTES;
    uint32_t count = rest > WORDS_PER_TURN ? WORDS_PER_TURN : rest;
    uint32_t left[WORDS_PER_TURN];
    for (uint32_t i = 0; i < count; i++) {
        left[i] = at[i] & word_of(self->buffer, self->done + i * WORD_BYTES);
    }
    uint32_t status = STATUS_READY;
    for (uint32_t i = 0; i < count && status == STATUS_READY; i++) {
        status = program(&at[i], left[i]);
    }
    enum errorcode error = end_command(at, status);
    self->done += count * WORD_BYTES;
    return error == OK && count < rest ? ERR_BUSY : error;
}

static uint8_t byte_at(const struct cfi_flash *self, uint32_t offset) {
    return (uint8_t)(self->words[offset / WORD_BYTES] >> (8 * (offset % WORD_BYTES)));
}

static enum errorcode fill(const struct cfi_flash *self) {
    struct buffer *buffer = self->buffer;
    buffer_window(buffer, buffer->first, 0);
    for (uint32_t i = 0; i < self->length; i++) {
        buffer_put(buffer, byte_at(self, self->offset + i));
    }
    return OK;
}

static enum errorcode look_after_erasure(struct cfi_flash *self) {
    volatile uint32_t *word = &self->words[self->offset / WORD_BYTES];
    uint32_t status = *word;
    if ((status & STATUS_READY) != STATUS_READY && ++self->done < ERASE_LOOKS) {
        return ERR_BUSY;
    }
    return end_command(word, status);
}

/* The client may begin the next operation. */
static void end(struct cfi_flash *self, enum errorcode status) {
    struct buffer *buffer = self->buffer;
    enum cfi_flash_state state = self->state;
    self->buffer = NULL;
    self->state = CFI_FLASH_RESTS;
    if (state == CFI_FLASH_READS) {
        flash_client_read(self->client, buffer, status);
    } else if (state == CFI_FLASH_WRITES) {
        flash_client_written(self->client, buffer, status);
    } else {
        flash_client_erased(self->client, status);
    }
}

void cfi_flash_turn(struct cfi_flash *self) {
    enum errorcode status = self->state == CFI_FLASH_READS    ? fill(self)
                            : self->state == CFI_FLASH_WRITES ? write_some(self)
                                                              : look_after_erasure(self);
    if (status == ERR_BUSY) {
        deferred_call_set(&self->turn);
    } else {
        end(self, status);
    }
}
