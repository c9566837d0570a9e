/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Flash for machines that have none: where programs lie there is RAM, which QEMU fills from the image. It is
 * treated as flash all the same (hil/flash.h), so that what is written for it runs on chips.
 *
 * Programs are read where they lie. The addresses through which the kernel writes need not be those: on
 * Cortex-M a region of the protection unit that shows a program its flash keeps the kernel from writing
 * there, too, so the board names an alias of the same memory, outside of all regions. */
#ifndef CHIPS_MEMORY_FLASH_MEMORY_FLASH_H
#define CHIPS_MEMORY_FLASH_MEMORY_FLASH_H

#include "hil/flash.h"
#include "kernel/deferred_call.h"

#include <stdint.h>

/* As large as those of many chips. */
#define MEMORY_FLASH_PAGE_BYTES 4096u

enum memory_flash_state {
    MEMORY_FLASH_RESTS,
    MEMORY_FLASH_READS,
    MEMORY_FLASH_WRITES,
    MEMORY_FLASH_ERASES,
};

struct memory_flash {
    volatile uint32_t *words;
    const struct flash_client *client;
    enum memory_flash_state state;
    uint32_t offset;       /* of what it does */
    struct buffer *buffer; /* NULL: there is none */
    uint8_t *bytes;        /* its window, as it came (buffer_start) */
    uint32_t length;
    struct deferred_call turn;
};

extern const struct flash_ops memory_flash_ops;
#define MEMORY_FLASH(object_, pages_)                                                     \
    {                                                                                     \
        .ops = &memory_flash_ops, .self = SELF(struct memory_flash, object_),             \
        .bytes = (pages_)*MEMORY_FLASH_PAGE_BYTES, .page_bytes = MEMORY_FLASH_PAGE_BYTES, \
        .word_bytes = sizeof(uint32_t),                                                   \
    }

/* The initialiser of the object `object_`; `words_` is the first word. The pages that its interface has
 * must be RAM that nobody else writes. */
#define MEMORY_FLASH_OBJECT(object_, words_, client_)                          \
    {                                                                          \
        .words = (words_), .client = (client_),                                \
        .turn = DEFERRED_CALL(struct memory_flash, memory_flash_turn, object_) \
    }
void memory_flash_turn(struct memory_flash *self);

#endif
