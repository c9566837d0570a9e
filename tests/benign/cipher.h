/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A cipher of small blocks. */
#ifndef BENIGN_CIPHER_H
#define BENIGN_CIPHER_H

#include "kernel/capsule.h"

struct cipher_key {
    uint32_t words[4];
};
struct cipher_block {
    uint32_t left, right;
};

struct cipher_block cipher_encrypt(const struct cipher_key *key, struct cipher_block b);
struct cipher_block cipher_decrypt(const struct cipher_key *key, struct cipher_block b);

#endif
