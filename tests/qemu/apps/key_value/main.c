/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Each of the store's commands, and what it answers to what cannot be. The second time it is run, what the
 * first one left is still there. */
#include "key_value.h"

#include <stdio.h>
#include <string.h>

static uint8_t value[600];

static void show(const char *what, enum errorcode err) {
    printf("kv: %s: %d\n", what, (int)err);
}

static void show_get(const char *key, size_t room) {
    size_t length;
    memset(value, '-', sizeof value);
    enum errorcode err = key_value_get(key, strlen(key), value, room, &length);
    printf("kv: %s is %.*s, %u bytes: %d\n", key, (int)(length < room ? length : room),
           (char *)value, (unsigned)length, (int)err);
}

static void set(const char *key, const char *text) {
    show(key, key_value_set(key, strlen(key), text, strlen(text)));
}

int main(void) {
    show_get("kept", 64);
    set("kept", "since the last boot");
    set("a", "one");
    show_get("a", 64);
    set("a", "two and a half");
    show_get("a", 3);
    show("add", key_value_add("a", 1, "three", 5));
    show("update", key_value_update("a", 1, "four", 4));
    show_get("a", 64);
    show("update of nothing", key_value_update("b", 1, "five", 4));
    show("delete", key_value_delete("a", 1));
    show("delete again", key_value_delete("a", 1));
    show_get("a", 64);
    show("empty value", key_value_set("e", 1, value, 0));
    show_get("e", 64);
    show("no key", key_value_set("", 0, "x", 1));
    show("long key", key_value_set(value, 65, "x", 1));
    show("longest key", key_value_set(value, 64, "x", 1));
    show("long value", key_value_set("l", 1, value, 513));
    show("longest value", key_value_set("l", 1, value, 512));
    show("collect", key_value_collect());
    return 0;
}
