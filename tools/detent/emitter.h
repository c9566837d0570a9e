/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One description of what is shown, two ways to show it: indented lines for a person, JSON for a
 * program. Groups nest; a list holds items. */
#ifndef DETENT_EMITTER_H
#define DETENT_EMITTER_H

#include "bytes.h"

#include <stdbool.h>
#include <stdio.h>

struct emitter {
    FILE *out;
    bool json;
    bool colour;
    int depth;
    bool first; /* nothing has been shown in the innermost group yet */
};

struct emitter emitter_start(FILE *out, bool json);
void emitter_end(struct emitter *e);

void emit_group(struct emitter *e, const char *key);
void emit_group_end(struct emitter *e);

void emit_list(struct emitter *e, const char *key);
/* A group in a list; in JSON its first member is `"type": type`. */
void emit_item(struct emitter *e, const char *type);
void emit_list_end(struct emitter *e);

void emit_number(struct emitter *e, const char *key, uint32_t value);
/* For a person in hexadecimal only. */
void emit_hex(struct emitter *e, const char *key, uint32_t value);
void emit_numbers(struct emitter *e, const char *key, const uint32_t *values, size_t count);
void emit_bytes(struct emitter *e, const char *key, struct span text);
void emit_bool(struct emitter *e, const char *key, bool value);
void emit_text(struct emitter *e, const char *key, const char *text);
/* "any" for a person, null in JSON. */
void emit_any(struct emitter *e, const char *key);

#endif
