/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Numbers and words out of what a process wrote. */
#include "tests/benign/parser.h"

#define TOKEN_MAX 16u

static bool is_digit(uint8_t c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(uint8_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static void skip_blanks(struct slice_ro text, uint32_t *at) {
    LOOP_WHILE (slice_get(text, *at) == ' ', 256) {
        (*at)++;
    }
}

/* Returns false if the number is too large. */
static bool number(struct slice_ro text, uint32_t *at, uint32_t *value) {
    *value = 0;
    for (uint32_t i = 0; i < 10 && is_digit(slice_get(text, *at)); i++) {
        uint32_t digit = slice_get(text, *at) - (uint32_t)'0';
        if (*value > (UINT32_MAX - digit) / 10) {
            return false;
        }
        *value = *value * 10 + digit;
        (*at)++;
    }
    return true;
}

bool parser_next(struct slice_ro text, uint32_t *at, struct token *token) {
    skip_blanks(text, at);
    *token = (struct token){.kind = TOKEN_END, .start = *at};
    if (*at >= text.length) {
        return true;
    }
    uint8_t c = slice_get(text, *at);
    if (is_digit(c)) {
        token->kind = TOKEN_NUMBER;
        return number(text, at, &token->value);
    }
    if (is_letter(c)) {
        token->kind = TOKEN_WORD;
        LOOP_WHILE (token->length < TOKEN_MAX && is_letter(slice_get(text, *at)), TOKEN_MAX) {
            token->length++;
            (*at)++;
        }
        return true;
    }
    token->kind = TOKEN_PUNCTUATION;
    token->value = c;
    (*at)++;
    return true;
}
