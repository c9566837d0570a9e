/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Credentials: footers that vouch for an object. Source: ABI 4.5. All cover the object from its start to
 * the end of the binary, so with its flags and its size, and none covers another. */
#ifndef DETENT_CREDENTIAL_H
#define DETENT_CREDENTIAL_H

#include "key.h"
#include "options.h"
#include "tbf.h"

/* One that this tool can make and check. */
struct credential_kind {
    const char *name; /* on the command line */
    uint32_t format;
    enum digest digest;
    bool is_signature;
    enum key_type key; /* of a signature */
};

/* NULL if there is none. */
const struct credential_kind *credential_kind_named(const char *name);
const struct credential_kind *credential_kind_of_format(uint32_t format);
const struct credential_kind *credential_kind_of_key(enum key_type type);

/* "sha256, sha384 and so on", for messages. */
const char *credential_kind_names(void);

/* What the credential is made of. pre: tbf_read succeeded */
struct span credential_digest(const struct credential_kind *kind, const struct tbf *t);

/* ---- Checking ---- */

struct named_key {
    const char *path;
    struct key key;
};

enum credential_state {
    CREDENTIAL_HOLDS,
    CREDENTIAL_FAILS,      /* it belongs to other bytes */
    CREDENTIAL_NOT_BY_KEY, /* a signature that none of the given keys has made */
    CREDENTIAL_UNKNOWN,    /* this tool cannot check it */
};

/* `*key` is the one that has made a signature which holds; else NULL. */
enum credential_state credential_check(const struct tbf *t, const struct tbf_footer *footer,
                                       const struct named_key *keys, size_t count,
                                       const struct named_key **key);

/* ---- Making ---- */

/* Appends a signature of the digest `value`. */
struct signer {
    bool (*sign)(const struct signer *signer, const struct credential_kind *kind, struct span value,
                 struct bytes *out, struct problem *p);
    const struct key *key; /* the public half is enough where another signs */
    const char *command;
};

struct credential_order {
    const struct credential_kind **kinds;
    size_t count;
    const struct signer *signer; /* NULL if no kind is a signature */
    bool only;                   /* drop what is there of other kinds */
};

/* Appends the object with the credentials that are asked for, in place of those of the same kind. The
 * object grows if they do not fit and nothing is kept, for a kept credential covers the size.
 *
 * pre: tbf_read succeeded */
bool credentials_apply(const struct tbf *t, const struct credential_order *order, struct bytes *out,
                       struct problem *p);

#endif
