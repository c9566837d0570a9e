/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The digest of the program, then one of the board's keys after the other, until one has made the
 * signature. A signature by none of them is no reason to refuse the program: another of its credentials may
 * be by one. */
#include "capsules/policy/signature.h"

#define MODULUS_BYTES_MAX 512

/* Could this key have made it? A credential of RSA names its key; it is one of the board's or it is worth
 * nothing. */
static bool is_candidate(const struct signature_key *key, const struct credential *credential) {
    return key->format == credential->format && (credential->format == TBF_CREDENTIALS_ECDSA_P256 ||
                                                 buffer_is_equal(key->key, credential->modulus));
}

/* The first key from `index` on that could have made it, or `count`. */
static uint32_t find_key(const struct signature_policy *self, const struct credential *credential,
                         uint32_t index) {
    uint32_t i = index;
    while (i < self->count && i < SIGNATURE_POLICY_KEYS_MAX &&
           !is_candidate(ELEMENT(self->keys, i), credential)) {
        i++;
    }
    return i;
}

/* Tries the key at self->index; if there is none left, the next credential is looked at. */
static void try_key(struct signature_policy *self) {
    const struct credential *credential = self->asked;
    if (self->index >= self->count || self->index >= SIGNATURE_POLICY_KEYS_MAX) {
        credential_pass(credential);
        return;
    }
    const struct signature *device =
        credential->format == TBF_CREDENTIALS_ECDSA_P256 ? self->ecdsa : self->rsa;
    self->request.key = self->keys[self->index].key;
    self->request.digest = self->out;
    self->request.signature = credential->data;
    if (device == NULL || signature_verify(device, &self->request) != OK) {
        credential_refuse(credential, TEXT("its signature could not be verified"));
    }
}

static enum errorcode check(struct signature_policy *self, const struct credential *credential) {
    uint32_t index = find_key(self, credential, 0);
    if (index >= self->count) {
        return ERR_NOSUPPORT;
    }
    if (self->out == NULL) {
        return ERR_BUSY;
    }
    self->asked = credential;
    self->index = index;
    if (credential->claimed->length != 0) {
        buffer_clear(self->out);
        (void)buffer_append(self->out, credential->claimed);
        try_key(self);
        return OK;
    }
    enum digest_algorithm algorithm =
        credential->format == TBF_CREDENTIALS_ECDSA_P256 ? DIGEST_SHA256 : DIGEST_SHA512;
    enum errorcode error = digest_begin(self->digest, algorithm);
    if (error == OK) {
        error = digest_add(self->digest, credential->program);
    }
    return error;
}

HIL_OPS_DEFINE(signature_policy_ops, CREDENTIAL_POLICY_OPS, check, true);

void signature_policy_added(struct signature_policy *self, const struct buffer *piece,
                            enum errorcode status) {
    const struct buffer *rest = self->asked->rest;
    if (status == OK && piece != rest && rest->length != 0) {
        status = digest_add(self->digest, rest);
        if (status == OK) {
            return;
        }
    }
    struct buffer *out = self->out;
    if (status == OK && digest_finish(self->digest, out) == OK) {
        self->out = NULL;
    } else {
        credential_refuse(self->asked, TEXT("its digest could not be made"));
    }
}

void signature_policy_digested(struct signature_policy *self, struct buffer *out,
                               enum errorcode status) {
    self->out = out;
    if (status == OK) {
        try_key(self);
    } else {
        credential_refuse(self->asked, TEXT("its digest could not be made"));
    }
}

void signature_policy_verified(struct signature_policy *self, enum errorcode status) {
    if (status == OK) {
        credential_accept(self->asked, SIGNATURE_POLICY_KEYS_MAX - self->index);
        return;
    }
    self->index = find_key(self, self->asked, self->index + 1);
    try_key(self);
}
