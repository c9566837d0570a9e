/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One flash, many users. Each has a window of its own, whole pages that nobody else reaches, and is itself a
 * `struct flash`. A window may show only the first bytes of each page: the rest lies idle, and who has to
 * look through pages has less to look through; an operation of such a window stays in one page, or is answered
 * with SIZE. Operations are done one at a time, windows taking turns. */
#ifndef CAPSULES_VIRTUAL_FLASH_MUX_H
#define CAPSULES_VIRTUAL_FLASH_MUX_H

#include "hil/flash.h"
#include "kernel/capsule.h"

struct flash_window;

/* As many as one mux has at most. */
#define FLASH_WINDOWS_MAX 16

struct STATIC_TYPE flash_mux {
    const struct flash *flash;
    struct flash_window *first;   /* of the list of all */
    struct flash_window *serving; /* whose operation the flash does; NULL: nobody's */
    bool completing;              /* a client is being told; it has to wait its turn again */
    struct deferred_call later;   /* to go on when the flash has refused an operation */
};
#define FLASH_MUX(object_, flash_) \
    { .flash = (flash_), .later = DEFERRED_CALL(struct flash_mux, flash_mux_later, object_) }

enum flash_window_state {
    FLASH_WINDOW_RESTS,
    FLASH_WINDOW_READS,
    FLASH_WINDOW_WRITES,
    FLASH_WINDOW_ERASES,
};

struct STATIC_TYPE flash_window {
    struct flash_mux *mux;
    const struct flash_client *client;
    uint32_t first_page; /* on the flash */
    uint32_t page_bytes; /* that are shown of each page */
    struct flash_window *next;
    enum flash_window_state state; /* what it waits for */
    uint32_t offset;               /* on the flash */
    struct buffer *buffer;
    uint32_t length; /* of its window, when it came */
};

HIL_OPS(flash, flash_window_ops, struct flash_window);
#define FLASH_WINDOW(object_, pages_, page_bytes_, word_bytes_) \
    FLASH_BIND(flash_window_ops, object_, (pages_) * (page_bytes_), page_bytes_, word_bytes_)
/* The initialiser of the object: `pages` of the flash from `first_page_` on are for nobody else. */
#define FLASH_WINDOW_OBJECT(mux_, client_, first_page_, page_bytes_)     \
    {                                                                    \
        .mux = (mux_), .client = (client_), .first_page = (first_page_), \
        .page_bytes = (page_bytes_),                                     \
    }

/* Adds a window. Once each, at initialisation. */
void flash_window_add(struct flash_window *self);

void flash_mux_later(struct flash_mux *self);

/* The client functions that the flash calls. */
void flash_mux_read(struct flash_mux *self, struct buffer *buffer, enum errorcode status);
void flash_mux_written(struct flash_mux *self, struct buffer *buffer, enum errorcode status);
void flash_mux_erased(struct flash_mux *self, enum errorcode status);

#endif
