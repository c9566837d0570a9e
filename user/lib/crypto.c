/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See crypto.h. */
#include "crypto.h"

#include <string.h>

#define DONE 0 /* the upcall of each */
#define NOT_GENUINE ERR_FAIL

/* Has it done and waits; *right tells what the third argument of the upcall says. */
static enum errorcode perform_and_tell(uint32_t driver, uint32_t number, bool *right) {
    enum errorcode err = syscall_error(command(driver, number, 0, 0));
    if (err)
        return err;
    struct upcall_arguments told = yield_wait_for(driver, DONE);
    *right = told.arg2 != 0;
    return (enum errorcode)told.arg0;
}

static enum errorcode perform(uint32_t driver, uint32_t number) {
    bool ignored;
    return perform_and_tell(driver, number, &ignored);
}

static void take_back(uint32_t driver, uint32_t read_only, uint32_t read_write) {
    for (uint32_t i = 0; i < read_only; i++)
        allow_ro(driver, i, NULL, 0);
    allow_rw(driver, read_write, NULL, 0);
}

enum errorcode sha_of(enum sha_algorithm algorithm, const void *data, size_t length, void *digest,
                      size_t room) {
    enum errorcode err = syscall_error(command(DRIVER_SHA, 1, algorithm, 0));
    if (!err)
        err = syscall_error(allow_ro(DRIVER_SHA, 0, data, length));
    if (!err)
        err = syscall_error(allow_rw(DRIVER_SHA, 0, digest, room));
    if (!err)
        err = perform(DRIVER_SHA, 2);
    take_back(DRIVER_SHA, 1, 0);
    return err;
}

enum errorcode hmac_of(enum hmac_algorithm algorithm, const void *key, size_t key_length,
                       const void *data, size_t length, void *code, size_t room) {
    enum errorcode err = syscall_error(command(DRIVER_HMAC, 0, algorithm, 0));
    if (!err)
        err = syscall_error(allow_ro(DRIVER_HMAC, 0, key, key_length));
    if (!err)
        err = syscall_error(allow_ro(DRIVER_HMAC, 1, data, length));
    if (!err)
        err = syscall_error(allow_rw(DRIVER_HMAC, 2, code, room));
    if (!err)
        err = perform(DRIVER_HMAC, 1);
    take_back(DRIVER_HMAC, 2, 2);
    return err;
}

static enum errorcode aes(enum aes_mode mode, bool encrypts, const void *key, const void *vector,
                          const void *from, void *to, size_t length) {
    enum errorcode err = syscall_error(command(DRIVER_AES, 1, mode, encrypts));
    if (!err)
        err = syscall_error(allow_ro(DRIVER_AES, 0, key, 16));
    if (!err)
        err = syscall_error(allow_ro(DRIVER_AES, 1, vector, 16));
    if (!err)
        err = syscall_error(allow_ro(DRIVER_AES, 2, from, length));
    if (!err)
        err = syscall_error(allow_rw(DRIVER_AES, 0, to, length));
    if (!err)
        err = perform(DRIVER_AES, 2);
    command(DRIVER_AES, 4, 0, 0); /* key and vector are forgotten */
    take_back(DRIVER_AES, 3, 0);
    return err;
}

enum errorcode aes_encrypt(enum aes_mode mode, const void *key, const void *vector,
                           const void *from, void *to, size_t length) {
    return aes(mode, true, key, vector, from, to, length);
}

enum errorcode aes_decrypt(enum aes_mode mode, const void *key, const void *vector,
                           const void *from, void *to, size_t length) {
    return aes(mode, false, key, vector, from, to, length);
}

static enum errorcode seal_or_open(enum aes_mode mode, bool seals, const void *key,
                                   const void *nonce, const void *from, void *to, size_t head,
                                   size_t length) {
    size_t end = head + length;
    bool right = false;
    enum errorcode err = syscall_error(command(DRIVER_AES, 1, mode, seals));
    if (!err)
        err = syscall_error(command(DRIVER_AES, 5, 0, 0));
    if (!err)
        err = syscall_error(command(DRIVER_AES, 6, head, 0));
    if (!err)
        err = syscall_error(command(DRIVER_AES, 7, AES_TAG_BYTES, 0));
    if (!err)
        err = syscall_error(allow_ro(DRIVER_AES, 0, key, 16));
    if (!err)
        err = syscall_error(allow_ro(DRIVER_AES, 1, nonce, mode == AES_CCM ? 13 : 12));
    if (!err)
        err = syscall_error(allow_ro(DRIVER_AES, 2, from, seals ? end : end + AES_TAG_BYTES));
    if (!err)
        err = syscall_error(allow_rw(DRIVER_AES, 0, to, seals ? end + AES_TAG_BYTES : end));
    if (!err)
        err = perform_and_tell(DRIVER_AES, 2, &right);
    command(DRIVER_AES, 4, 0, 0);
    take_back(DRIVER_AES, 3, 0);
    return err || right ? err : NOT_GENUINE;
}

enum errorcode aes_seal(enum aes_mode mode, const void *key, const void *nonce, const void *from,
                        void *to, size_t head, size_t length) {
    return seal_or_open(mode, true, key, nonce, from, to, head, length);
}

enum errorcode aes_open(enum aes_mode mode, const void *key, const void *nonce, const void *from,
                        void *to, size_t head, size_t length) {
    enum errorcode err = seal_or_open(mode, false, key, nonce, from, to, head, length);
    if (err)
        memset((char *)to + head, 0, length);
    return err;
}

enum errorcode crypto_oracle(const void *vector, const void *from, void *to, size_t length) {
    enum errorcode err = syscall_error(allow_ro(DRIVER_ENCRYPTION_ORACLE, 0, vector, 16));
    if (!err)
        err = syscall_error(allow_ro(DRIVER_ENCRYPTION_ORACLE, 1, from, length));
    if (!err)
        err = syscall_error(allow_rw(DRIVER_ENCRYPTION_ORACLE, 0, to, length));
    if (!err)
        err = perform(DRIVER_ENCRYPTION_ORACLE, 1);
    take_back(DRIVER_ENCRYPTION_ORACLE, 2, 0);
    return err;
}
