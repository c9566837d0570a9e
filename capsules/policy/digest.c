/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Digest of the program, and of what its credential says, compared. */
#include "capsules/policy/digest.h"

/* Which algorithm a credential is about; false if it is none of ours. */
static bool find_algorithm(uint32_t format, enum digest_algorithm *algorithm) {
    switch (format) {
    case TBF_CREDENTIALS_SHA256:
        *algorithm = DIGEST_SHA256;
        return true;
    case TBF_CREDENTIALS_SHA384:
        *algorithm = DIGEST_SHA384;
        return true;
    case TBF_CREDENTIALS_SHA512:
        *algorithm = DIGEST_SHA512;
        return true;
    default:
        return false;
    }
}

static void compare(const struct credential *credential, const struct buffer *digest) {
    if (buffer_is_equal(digest, credential->data)) {
        credential_accept(credential, 0);
    } else {
        credential_refuse(credential, TEXT("its digest is that of another program"));
    }
}

static enum errorcode check(struct digest_policy *self, const struct credential *credential) {
    enum digest_algorithm algorithm = DIGEST_SHA256;
    if (!find_algorithm(credential->format, &algorithm)) {
        return ERR_NOSUPPORT;
    }
    if (credential->claimed->length != 0) {
        compare(credential, credential->claimed);
        return OK;
    }
    if (self->out == NULL) {
        return ERR_BUSY;
    }
    enum errorcode error = digest_begin(self->digest, algorithm);
    if (error == OK) {
        error = digest_add(self->digest, credential->program);
    }
    self->asked = credential;
    return error;
}

HIL_OPS_DEFINE(digest_policy_ops, CREDENTIAL_POLICY_OPS, check, true);

void digest_policy_added(struct digest_policy *self, const struct buffer *piece,
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

void digest_policy_finished(struct digest_policy *self, struct buffer *out, enum errorcode status) {
    self->out = out;
    if (status != OK) {
        credential_refuse(self->asked, TEXT("its digest could not be made"));
    } else {
        compare(self->asked, out);
    }
}
