/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The attributes are read from their end downwards, as they are made to be. */
#include "attributes.h"

#include <string.h>

#define SENTINEL "TOCK"
#define SENTINEL_SIZE 4
#define FORMAT_VERSION 1
/* The sentinel, and the version with the three bytes before it. */
#define FOOT_SIZE 8
#define HEAD_SIZE 4 /* type and length, behind the value */

enum attribute_type {
    ATTRIBUTE_APP_MEMORY = 0x0101,
    ATTRIBUTE_KERNEL = 0x0102,
    ATTRIBUTE_VERSION = 0x0103,
};

static struct region read_region(struct span value) {
    if (value.length != 8)
        return (struct region){0};
    return (struct region){true, get32(value.at), get32(value.at + 4)};
}

static void take(struct attributes *a, uint16_t type, struct span value) {
    if (type == ATTRIBUTE_APP_MEMORY)
        a->app_memory = read_region(value);
    else if (type == ATTRIBUTE_KERNEL)
        a->kernel = read_region(value);
    else if (type == ATTRIBUTE_VERSION && value.length == 8) {
        a->has_version = true;
        for (size_t i = 0; i < 4; i++)
            a->version[i] = get16(value.at + 2 * i);
    }
}

bool attributes_read(struct attributes *a, struct span image, size_t end) {
    *a = (struct attributes){.end = end};
    if (end < FOOT_SIZE || end > image.length ||
        memcmp(image.at + end - SENTINEL_SIZE, SENTINEL, SENTINEL_SIZE) != 0 ||
        image.at[end - SENTINEL_SIZE - 1] != FORMAT_VERSION)
        return false;
    size_t at = end - FOOT_SIZE;
    while (at >= HEAD_SIZE) {
        uint16_t type = get16(image.at + at - HEAD_SIZE);
        size_t length = get16(image.at + at - HEAD_SIZE + 2);
        /* All types have this byte; what else is there is the kernel. */
        if (type >> 8 != 1 || length > at - HEAD_SIZE)
            break;
        take(a, type, span_part(image, at - HEAD_SIZE - length, length));
        at -= HEAD_SIZE + length;
    }
    return a->app_memory.given || a->kernel.given || a->has_version;
}

/* Where the word stands, and all that belongs to it; a kernel may hold the word itself. */
bool attributes_find(struct attributes *a, struct span image) {
    for (size_t end = FOOT_SIZE; end <= image.length; end += 4)
        if (attributes_read(a, image, end))
            return true;
    return false;
}
