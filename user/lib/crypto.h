/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Digests, authentication codes and AES, where the board has them (docs/crypto.md). Each function waits until
 * it is done; none of your callbacks runs meanwhile. Drivers 0x40003, 0x40005, 0x40006, 0x99999; source:
 * ABI 7.7.
 *
 * errors, of all of them: NODEVICE the board has no such driver; NOSUPPORT it does not know the algorithm;
 * INVAL not memory of this process; SIZE a length that cannot be; RESERVE nothing to do it to; NOMEM no room,
 * or another request has not ended */
#ifndef USER_CRYPTO_H
#define USER_CRYPTO_H

#include "syscall.h"

enum sha_algorithm {
    SHA_256,
    SHA_384,
    SHA_512
};
enum hmac_algorithm {
    HMAC_SHA_256,
    HMAC_SHA_384,
    HMAC_SHA_512,
    HMAC_SHA_1 = 4
};
enum aes_mode {
    AES_CTR,
    AES_CBC,
    AES_ECB,
    AES_CCM, /* for aes_seal and aes_open; the nonce has 13 bytes */
    AES_GCM  /* likewise; the nonce has 12 bytes */
};
#define AES_TAG_BYTES 16

/* Digest of the data, which has 32, 48 or 64 bytes; `room` is exactly that. */
enum errorcode sha_of(enum sha_algorithm algorithm, const void *data, size_t length, void *digest,
                      size_t room);

/* Authentication code of the data (RFC 2104), as much of it as there is room for. A key has up to 128 bytes. */
enum errorcode hmac_of(enum hmac_algorithm algorithm, const void *key, size_t key_length,
                       const void *data, size_t length, void *code, size_t room);

/* Encrypts, or decrypts, with a key and a vector of 16 bytes each. `to` may be `from`. */
enum errorcode aes_encrypt(enum aes_mode mode, const void *key, const void *vector,
                           const void *from, void *to, size_t length);
enum errorcode aes_decrypt(enum aes_mode mode, const void *key, const void *vector,
                           const void *from, void *to, size_t length);

/* Encrypts `length` bytes behind the first `head` bytes of `from` to the same place in `to`, and puts a tag
 * behind them by which a change of either is noticed: `to` has AES_TAG_BYTES more than `head` and `length`. Of
 * its head nothing is written. One nonce is for one text. */
enum errorcode aes_seal(enum aes_mode mode, const void *key, const void *nonce, const void *from,
                        void *to, size_t head, size_t length);

/* The other way round: `from` has the tag. FAIL: something has been changed; the text is zeroed then. */
enum errorcode aes_open(enum aes_mode mode, const void *key, const void *nonce, const void *from,
                        void *to, size_t head, size_t length);

/* Encrypts what is plain, and decrypts what is encrypted, with a key of the board's that no program can read.
 * A vector, of 16 bytes, is for one text. */
enum errorcode crypto_oracle(const void *vector, const void *from, void *to, size_t length);

#endif
