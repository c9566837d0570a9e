/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A key-value store in flash (hil/key_value.h). It is a log: what is set is appended, then what it replaces is
 * marked; when the newest page is full, the next one is made out of what is still needed of the oldest.
 * Pages go round, so each is erased as often as the others. docs/storage.md tells why no cut of power
 * loses anything. */
#ifndef CAPSULES_SYSTEM_KEY_VALUE_STORE_H
#define CAPSULES_SYSTEM_KEY_VALUE_STORE_H

#include "capsules/system/key_value_layout.h"
#include "hil/flash.h"
#include "hil/key_value.h"
#include "kernel/capsule.h"

/* As many as wait at once. */
#define KEY_VALUE_REQUESTS_MAX 16
/* One owner has no more than this part of the store. */
#define KEY_VALUE_SHARE 4u
/* Of each of the store's own two buffers. */
#define KEY_VALUE_SCRATCH_BYTES KEY_VALUE_KEY_MAX

/* What a walk through records is for. */
enum key_value_walk {
    WALK_COUNT, /* to know what there is */
    WALK_TWIN,  /* to find what a cut has left unmarked */
    WALK_FIND,  /* to find what a request is about */
    WALK_COPY,  /* to keep what is needed of the oldest page */
};

struct STATIC_TYPE key_value_store {
    const struct flash *flash;
    struct buffer *scratch;
    struct buffer *twin_key;
    struct deferred_call later;
    struct key_value_request *first;   /* of those that wait */
    struct key_value_request *request; /* which is being served; NULL: none */
    uint32_t step;                     /* enum step: what the flash does, and what for */
    uint32_t rounds;                   /* pages made for this request */

    /* What is known of the flash. Positions are offsets on it. */
    bool is_mounted;
    uint32_t head; /* number of the newest page; 0: there is none */
    uint32_t end;  /* where the next record goes */
    uint32_t used; /* bytes of all records, and of those that are live */
    uint32_t live;

    /* A walk. */
    enum key_value_walk walk;
    uint32_t page; /* number */
    uint32_t last_page;
    uint32_t at;
    struct key_value_record seen; /* what lies there */
    uint32_t copied;              /* bytes of its body */
    uint32_t copies_end;          /* of what has been copied to the page after `head` */
    uint32_t left_behind;         /* bytes of records on the page that is copied */

    /* What it looks for, and what it found. */
    uint32_t hash;
    uint32_t except; /* a position */
    uint32_t found;
    struct key_value_record found_record;
    uint32_t newest; /* live record of the newest page */
    struct key_value_record newest_record;
    uint32_t own; /* live bytes of who asks, without those that were found */

    struct key_value_record fresh; /* what is being written */
};

HIL_OPS(key_value, key_value_store_ops, struct key_value_store);
#define KEY_VALUE_STORE(object_) HIL_BIND(key_value_store_ops, object_)

/* The initialiser of the object `object_` over `flash_`, which has two pages or more, with two buffers. */
#define KEY_VALUE_STORE_OBJECT(object_, flash_, scratch_, twin_key_, size_)                      \
    {                                                                                            \
        .flash = (flash_), .scratch = BUFFER_AT_LEAST(scratch_, size_, KEY_VALUE_SCRATCH_BYTES), \
        .twin_key = BUFFER_AT_LEAST(twin_key_, size_, KEY_VALUE_SCRATCH_BYTES),                  \
        .later = DEFERRED_CALL(struct key_value_store, key_value_store_later, object_),          \
    }

void key_value_store_later(struct key_value_store *self);

/* The client functions that the flash calls. */
void key_value_store_read(struct key_value_store *self, struct buffer *buffer,
                          enum errorcode status);
void key_value_store_written(struct key_value_store *self, struct buffer *buffer,
                             enum errorcode status);
void key_value_store_erased(struct key_value_store *self, enum errorcode status);

#endif
