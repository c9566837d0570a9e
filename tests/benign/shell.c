/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A few words that do something: a table of functions. */
#include "tests/benign/shell.h"

struct word {
    struct text name;
    void (*run)(struct shell *self, struct buffer *out);
};

static void on(struct shell *self, struct buffer *out) {
    gpio_set(self->pin, true);
    buffer_text(out, TEXT("on"));
}

static void off(struct shell *self, struct buffer *out) {
    gpio_set(self->pin, false);
    buffer_text(out, TEXT("off"));
}

static void show(struct shell *self, struct buffer *out) {
    buffer_text(out, gpio_read(self->pin) ? TEXT("is on") : TEXT("is off"));
}

static const struct word words[] = {
    {TEXT_INITIALISER("on"), on},
    {TEXT_INITIALISER("off"), off},
    {TEXT_INITIALISER("show"), show},
};
#define WORDS (sizeof words / sizeof words[0])

static bool matches(const struct shell *self, struct text name) {
    for (uint32_t i = 0; i < SHELL_LINE; i++) {
        uint8_t c = i < self->length ? self->line[i] : 0;
        if (text_at(name, i) != c) {
            return false;
        }
        if (c == 0) {
            return true;
        }
    }
    return false;
}

static void run(struct shell *self, struct buffer *out) {
    for (uint32_t i = 0; i < WORDS; i++) {
        if (matches(self, words[i].name)) {
            words[i].run(self, out);
            return;
        }
    }
    buffer_put(out, '?');
}

void shell_take(struct shell *self, uint8_t byte, struct buffer *out) {
    if (byte == '\r') {
        run(self, out);
        self->length = 0;
    } else if (self->length < SHELL_LINE) {
        self->line[self->length] = byte;
        self->length++;
    }
}
