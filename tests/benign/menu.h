/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Choices on a screen of two lines. */
#ifndef BENIGN_MENU_H
#define BENIGN_MENU_H

#include "kernel/capsule.h"

struct STATIC_TYPE menu {
    uint8_t at;
    bool inside;
    int32_t values[3];
};

enum menu_key {
    KEY_UP,
    KEY_DOWN,
    KEY_ENTER
};

void menu_key(struct menu *self, enum menu_key key, struct buffer *screen);

#endif
