/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Choices on a screen of two lines: a walker over a table of constants. */
#include "tests/benign/menu.h"

struct item {
    struct text name;
    int32_t least, most;
    uint8_t step;
};

static const struct item items[] = {
    {.name = TEXT_INITIALISER("volume"), .least = 0, .most = 10, .step = 1},
    {.name = TEXT_INITIALISER("pitch"), .least = -24, .most = 24, .step = 2},
    {.name = TEXT_INITIALISER("speed"), .least = 10, .most = 200, .step = 10},
};
enum {
    ITEMS = sizeof items / sizeof items[0]
};
_Static_assert(sizeof((struct menu *)0)->values == ITEMS * sizeof(int32_t), "a value for each");

static int32_t clamp(int32_t x, int32_t least, int32_t most) {
    if (x < least) {
        return least;
    }
    return x > most ? most : x;
}

static void change(struct menu *self, int32_t direction) {
    const struct item *item = ELEMENT(items, self->at);
    int32_t value = self->values[self->at] + direction * item->step;
    self->values[self->at] = clamp(value, item->least, item->most);
}

static void show(const struct menu *self, struct buffer *screen) {
    buffer_clear(screen);
    const struct item *item = NULL;
    for (uint32_t i = 0; i < ITEMS; i++) {
        if (i == self->at) {
            item = &items[i];
        }
    }
    if (item == NULL) {
        return;
    }
    uint32_t from = screen->length;
    buffer_text(screen, item->name);
    buffer_pad_to(screen, from, 10);
    buffer_signed(screen, self->values[self->at]);
    buffer_put(screen, self->inside ? '<' : ' ');
}

void menu_key(struct menu *self, enum menu_key key, struct buffer *screen) {
    switch (key) {
    case KEY_UP:
    case KEY_DOWN:
        if (self->inside) {
            change(self, key == KEY_UP ? 1 : -1);
        } else if (key == KEY_UP) {
            self->at = (uint8_t)(self->at == 0 ? ITEMS - 1 : self->at - 1);
        } else {
            self->at = (uint8_t)((self->at + 1) % ITEMS);
        }
        break;
    case KEY_ENTER:
        self->inside = !self->inside;
        break;
    }
    show(self, screen);
}
