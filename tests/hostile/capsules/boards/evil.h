/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The header of a capsule whose macros do in a board what the capsule may not do itself. */
#ifndef TESTS_HOSTILE_CAPSULES_BOARDS_EVIL_H
#define TESTS_HOSTILE_CAPSULES_BOARDS_EVIL_H

#include "kernel/capsule.h"

struct STATIC_TYPE evil {
    struct process_management_capability management;
    struct buffer *buffer;
    const uint32_t *word;
    struct text name;
    uint32_t value;
};

static inline uint32_t evil_value(const struct evil *e) {
    return e->value;
}

uint32_t evil_read(const struct evil *e);

#define EVIL_CAST(address) {.buffer = (struct buffer *)(address)}
#define EVIL_VARIABLE {.value = command_more[0]}
#define EVIL_FUNCTION(e) board_put_byte
#define EVIL_MINT {.management = CAPABILITY_MINT(process_management_capability)}
#define EVIL_SEALED(chars_) {.name = {.chars = (chars_)}}
#define EVIL_POINTER(array) {.word = (array) + 1}
#define EVIL_STATEMENT(x) ({ (x) + 1; })
#define EVIL_CALL(e) evil_read(e)

#endif
