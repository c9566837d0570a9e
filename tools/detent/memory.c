/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Every block is on one doubly linked list, so that it can be grown and all can be released. */
#include "memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct block {
    struct block *next;
    struct block *previous;
    max_align_t content[];
};

static struct block *blocks;

/* What a library has allocated; the entries are blocks themselves. */
struct owned {
    struct owned *next;
    void (*release)(void *object);
    void *object;
};

static struct owned *all_owned;

static void link_block(struct block *block) {
    block->previous = NULL;
    block->next = blocks;
    if (blocks != NULL)
        blocks->previous = block;
    blocks = block;
}

static void unlink_block(struct block *block) {
    if (block->next != NULL)
        block->next->previous = block->previous;
    if (block->previous != NULL)
        block->previous->next = block->next;
    else
        blocks = block->next;
}

static struct block *resize_block(struct block *old, size_t size) {
    struct block *block =
        size > SIZE_MAX - sizeof(struct block) ? NULL : realloc(old, sizeof(struct block) + size);
    if (block == NULL) {
        fputs("detent: out of memory\n", stderr);
        exit(1);
    }
    return block;
}

void *memory_grow(void *old, size_t size) {
    struct block *block = NULL;
    if (old != NULL) {
        block = (struct block *)(void *)((char *)old - offsetof(struct block, content));
        unlink_block(block);
    }
    block = resize_block(block, size);
    link_block(block);
    return block->content;
}

void *memory_new(size_t size) {
    void *content = memory_grow(NULL, size);
    memset(content, 0, size);
    return content;
}

char *memory_copy_string(const char *text) {
    return memory_format("%s", text);
}

char *memory_format(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *text = memory_new(size);
    va_start(arguments, format);
    vsnprintf(text, size, format, arguments);
    va_end(arguments);
    return text;
}

void memory_own(void (*release)(void *object), void *object) {
    struct owned *owned = memory_new(sizeof *owned);
    *owned = (struct owned){all_owned, release, object};
    all_owned = owned;
}

void memory_release_all(void) {
    for (; all_owned != NULL; all_owned = all_owned->next)
        all_owned->release(all_owned->object);
    while (blocks != NULL) {
        struct block *block = blocks;
        unlink_block(block);
        free(block);
    }
}
