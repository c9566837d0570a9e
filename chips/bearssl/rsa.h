/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* RSA of 3072 and 4096 bits in software: PKCS #1 v1.5 over SHA-512, exponent 65537, some of it in each turn
 * of the main loop. */
#ifndef CHIPS_BEARSSL_RSA_H
#define CHIPS_BEARSSL_RSA_H

#include "hil/signature.h"
#include "kernel/deferred_call.h"

#include <stdbool.h>
#include <stdint.h>

#define RSA_BYTES_MAX 512
#define RSA_WORDS (1 + (RSA_BYTES_MAX * 8 + 30) / 31)

enum software_rsa_stage {
    SOFTWARE_RSA_BEGINS,
    SOFTWARE_RSA_CONVERTS,
    SOFTWARE_RSA_MULTIPLIES,
};

struct software_rsa {
    const struct signature_client *client;
    bool busy;
    enum software_rsa_stage stage;
    const uint8_t *key, *signature, *digest; /* of the request, as it came (buffer_start) */
    uint32_t bytes;                          /* of key and signature */
    uint32_t words;   /* of each number, without the one that holds its length */
    uint32_t index;   /* the next word of what is under way */
    uint32_t squared; /* how often */
    uint32_t inverse; /* -1/modulus modulo 2^31 */
    uint32_t top;     /* of the product, above its words */
    uint32_t modulus[RSA_WORDS];
    uint32_t base[RSA_WORDS]; /* the signature as a number */
    uint32_t power[RSA_WORDS];
    uint32_t product[RSA_WORDS];
    struct deferred_call turn;
};

extern const struct signature_ops software_rsa_ops;
#define SOFTWARE_RSA(object_) \
    { .ops = &software_rsa_ops, .self = SELF(struct software_rsa, object_), }
#define SOFTWARE_RSA_OBJECT(object_, client_) \
    { .client = (client_), .turn = DEFERRED_CALL(struct software_rsa, software_rsa_turn, object_), }
void software_rsa_turn(struct software_rsa *self);

#endif
