/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* NOR flash with the Intel command set, as one bank of two 16-bit chips side by side: each command goes
 * to both, in both halves of a word.
 * Source: Intel StrataFlash J3 datasheet (order 290667), tables 4 and 16; JEDEC JESD68.01 (CFI); QEMU
 * hw/block/pflash_cfi01.c, hw/riscv/virt.c (virt_flash_create). */
#ifndef CHIPS_QEMU_VIRT_CFI_FLASH_H
#define CHIPS_QEMU_VIRT_CFI_FLASH_H

#include "hil/flash.h"
#include "kernel/deferred_call.h"

#include <stdbool.h>
#include <stdint.h>

/* A bank of the machine: 128 blocks, which are the pages. */
#define CFI_FLASH_PAGE_BYTES 0x40000u
#define CFI_FLASH_PAGES 128u

enum cfi_flash_state {
    CFI_FLASH_RESTS,
    CFI_FLASH_READS,
    CFI_FLASH_WRITES,
    CFI_FLASH_ERASES,
};

struct cfi_flash {
    volatile uint32_t *words;
    const struct flash_client *client;
    bool is_there;
    enum cfi_flash_state state;
    uint32_t offset;       /* of what it does */
    struct buffer *buffer; /* NULL: there is none */
    uint32_t length;       /* of its window, when it came (buffer_start) */
    uint32_t done;         /* bytes of it; of an erasure: how often it has been looked at */
    struct deferred_call turn;
};

extern const struct flash_ops cfi_flash_ops;
#define CFI_FLASH(object_)                                                                   \
    {                                                                                        \
        .ops = &cfi_flash_ops, .self = SELF(struct cfi_flash, object_),                      \
        .bytes = CFI_FLASH_PAGES * CFI_FLASH_PAGE_BYTES, .page_bytes = CFI_FLASH_PAGE_BYTES, \
        .word_bytes = sizeof(uint32_t),                                                      \
    }

/* The initialiser of the object `object_`; `words_` is the first word of the bank. */
#define CFI_FLASH_OBJECT(object_, words_, client_)                       \
    {                                                                    \
        .words = (words_), .client = (client_),                          \
        .turn = DEFERRED_CALL(struct cfi_flash, cfi_flash_turn, object_) \
    }

/* Asks the bank what it is. What is of another shape, or no flash, answers NODEVICE from then on. */
void cfi_flash_start(struct cfi_flash *self);

void cfi_flash_turn(struct cfi_flash *self);

#endif
