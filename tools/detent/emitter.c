/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Indented lines or JSON. */
#include "emitter.h"

#include "terminal.h"

#include <inttypes.h>
#include <string.h>

#define KEY_WIDTH 28

static struct span text_span(const char *text) {
    return (struct span){(const uint8_t *)text, strlen(text)};
}

/* Bytes that are not UTF-8 become the code points of the same number. */
static void print_json_string(FILE *out, struct span text) {
    bool utf8 = span_is_utf8(text);
    fputc('"', out);
    for (size_t i = 0; i < text.length; i++) {
        uint8_t c = text.at[i];
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < 0x20 || c == 0x7F || (c >= 0x80 && !utf8))
            fprintf(out, "\\u%04x", (unsigned)c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

static void print_indent(struct emitter *e) {
    fprintf(e->out, "%*s", e->depth * 2, "");
}

/* Everything but the value. The items of a list have no key. */
static void start_value(struct emitter *e, const char *key) {
    if (e->json) {
        fputs(e->first ? "\n" : ",\n", e->out);
        print_indent(e);
        if (key != NULL)
            fprintf(e->out, "\"%s\": ", key);
    } else {
        print_indent(e);
        if (key != NULL)
            fprintf(e->out, "%-*s ", KEY_WIDTH - e->depth * 2, key);
    }
    e->first = false;
}

static void end_value(struct emitter *e) {
    if (!e->json)
        fputc('\n', e->out);
}

static void open_level(struct emitter *e, char bracket) {
    if (e->json)
        fputc(bracket, e->out);
    e->depth++;
    e->first = true;
}

static void close_level(struct emitter *e, char bracket) {
    e->depth--;
    if (e->json) {
        fputc('\n', e->out);
        print_indent(e);
        fputc(bracket, e->out);
    }
    e->first = false;
}

static void print_title(struct emitter *e, const char *title) {
    print_indent(e);
    fprintf(e->out, "%s%s%s\n", e->colour ? COLOUR_BOLD : "", title, e->colour ? COLOUR_NONE : "");
}

struct emitter emitter_start(FILE *out, bool json) {
    struct emitter e = {.out = out, .json = json, .colour = !json && terminal_has_colour(out)};
    if (json)
        open_level(&e, '{');
    return e;
}

void emitter_end(struct emitter *e) {
    if (!e->json)
        return;
    close_level(e, '}');
    fputc('\n', e->out);
}

void emit_group(struct emitter *e, const char *key) {
    if (e->json)
        start_value(e, key);
    else
        print_title(e, key);
    open_level(e, '{');
}

void emit_group_end(struct emitter *e) {
    close_level(e, '}');
}

void emit_list(struct emitter *e, const char *key) {
    if (e->json)
        start_value(e, key);
    else
        print_title(e, key);
    open_level(e, '[');
}

void emit_list_end(struct emitter *e) {
    close_level(e, ']');
}

void emit_item(struct emitter *e, const char *type) {
    if (!e->json) {
        print_title(e, type);
        open_level(e, '{');
        return;
    }
    start_value(e, NULL);
    open_level(e, '{');
    emit_text(e, "type", type);
}

void emit_number(struct emitter *e, const char *key, uint32_t value) {
    start_value(e, key);
    fprintf(e->out, "%" PRIu32, value);
    if (!e->json && value > 9)
        fprintf(e->out, " (0x%" PRIx32 ")", value);
    end_value(e);
}

void emit_hex(struct emitter *e, const char *key, uint32_t value) {
    start_value(e, key);
    fprintf(e->out, e->json ? "%" PRIu32 : "0x%08" PRIx32, value);
    end_value(e);
}

void emit_numbers(struct emitter *e, const char *key, const uint32_t *values, size_t count) {
    start_value(e, key);
    fputs(e->json ? "[" : "", e->out);
    for (size_t i = 0; i < count; i++)
        fprintf(e->out, "%s%" PRIu32, i > 0 ? ", " : "", values[i]);
    fputs(e->json ? "]" : count == 0 ? "none" : "", e->out);
    end_value(e);
}

void emit_bytes(struct emitter *e, const char *key, struct span text) {
    start_value(e, key);
    if (e->json)
        print_json_string(e->out, text);
    else
        terminal_print_bytes(e->out, text);
    end_value(e);
}

void emit_text(struct emitter *e, const char *key, const char *text) {
    emit_bytes(e, key, text_span(text));
}

void emit_bool(struct emitter *e, const char *key, bool value) {
    start_value(e, key);
    if (e->json)
        fputs(value ? "true" : "false", e->out);
    else
        fputs(value ? "yes" : "no", e->out);
    end_value(e);
}

void emit_any(struct emitter *e, const char *key) {
    start_value(e, key);
    fputs(e->json ? "null" : "any", e->out);
    end_value(e);
}
