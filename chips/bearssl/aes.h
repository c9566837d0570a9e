/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* AES in software, in pieces that take so little time that programs do not feel it. */
#ifndef CHIPS_BEARSSL_AES_H
#define CHIPS_BEARSSL_AES_H

#include "hil/aes.h"
#include "kernel/deferred_call.h"

#include <stdbool.h>
#include <stdint.h>

/* What the library makes of a key of 128 bits: eight words for each of eleven rounds. */
#define SOFTWARE_AES_SCHEDULE_WORDS 88

struct software_aes {
    const struct aes_client *client;
    bool busy;
    bool keyed; /* the key is in `schedule` */
    /* The request, as it was when it was accepted (buffer_start) */
    enum aes_mode mode;
    bool decrypts;
    const uint8_t *key;
    uint8_t *vector;
    uint8_t *data;
    uint32_t left; /* bytes of the data */
    struct deferred_call turn;
    uint32_t schedule[SOFTWARE_AES_SCHEDULE_WORDS];
};

extern const struct aes_ops software_aes_ops;
#define SOFTWARE_AES(object_) \
    { .ops = &software_aes_ops, .self = SELF(struct software_aes, object_), }
#define SOFTWARE_AES_OBJECT(object_, client_) \
    { .client = (client_), .turn = DEFERRED_CALL(struct software_aes, software_aes_turn, object_), }
void software_aes_turn(struct software_aes *self);

#endif
