/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Who signs: a key in a file, or a command that has the key. */
#ifndef DETENT_SIGNER_H
#define DETENT_SIGNER_H

#include "credential.h"

/* With a private key, or, if `command` is not NULL, with the public half of the key that the command has. */
struct signer signer_of(const struct key *key, const char *command);

#endif
