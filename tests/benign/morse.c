/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Letters as long and short. */
#include "tests/benign/morse.h"

/* The signs from the lowest bit on, 1 long; how many. */
static const struct {
    uint8_t signs : 5;
    uint8_t count : 3;
} code[26] = {
    {2, 2},  {1, 4}, {5, 4}, {1, 3}, {0, 1}, {4, 4}, {3, 3},  {0, 4},  {0, 2},
    {14, 4}, {5, 3}, {2, 4}, {3, 2}, {1, 2}, {7, 3}, {6, 4},  {11, 4}, {2, 3},
    {0, 3},  {1, 1}, {4, 3}, {8, 4}, {6, 3}, {9, 4}, {13, 4}, {3, 4},
};

void morse_send(struct morse *self, struct text text) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < MORSE_TEXT; i++) {
        uint8_t c = text_at(text, i);
        self->text[i] = c;
        if (c == 0) {
            break;
        }
        n++;
    }
    self->at = 0;
    self->sign = 0;
    if (n > 0) {
        morse_fired(self, alarm_now(self->alarm));
    }
}

static uint32_t units(struct morse *self) {
    uint8_t c = self->text[self->at];
    if (c < 'a' || c > 'z') {
        self->at++;
        return 7;
    }
    uint32_t letter = (uint32_t)c - 'a';
    if (self->on) {
        self->on = false;
        self->sign++;
        if (self->sign < code[letter].count) {
            return 1;
        }
        self->sign = 0;
        self->at++;
        return 3;
    }
    self->on = true;
    return (code[letter].signs >> self->sign & 1) != 0 ? 3 : 1;
}

void morse_fired(struct morse *self, uint32_t now) {
    (void)now;
    if (self->at >= MORSE_TEXT || self->text[self->at] == 0) {
        gpio_set(self->pin, false);
        return;
    }
    uint32_t wait = units(self) * (alarm_frequency(self->alarm) / 8);
    gpio_set(self->pin, self->on);
    alarm_set(self->alarm, alarm_now(self->alarm), wait);
}
