/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Numbers and words out of what a process wrote. */
#ifndef BENIGN_PARSER_H
#define BENIGN_PARSER_H

#include "kernel/capsule.h"

enum token_kind {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_WORD,
    TOKEN_PUNCTUATION
};

struct token {
    enum token_kind kind;
    uint32_t start;
    uint32_t length;
    uint32_t value;
};

bool parser_next(struct slice_ro text, uint32_t *at, struct token *token);

#endif
