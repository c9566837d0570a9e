/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The list of objects in app flash, and where one more could lie. Pure: it reads the bytes that it was
 * given and decides by arithmetic. Source: ABI 4.4, 4.6, 5.7.
 *
 * Objects lie end to end, so whoever changes one size moves the whole list behind it. What is free is a gap:
 * padding objects, one behind the other, or what lies behind the list. A new object takes whole pages of a
 * gap, so that flash which is erased for it holds nobody else's bytes; what it leaves of the gap becomes
 * padding again, in front of it and behind it. */
#ifndef KERNEL_APP_LIST_H
#define KERNEL_APP_LIST_H

#include "kernel/range.h"
#include "kernel/tbf.h"

#include <stdbool.h>
#include <stdint.h>

/* A list with more objects is read, but not changed. */
#define APP_OBJECTS_MAX 48u

struct app_object {
    uint32_t start;
    uint32_t size;
    bool is_padding;
};

struct app_list {
    struct range flash;
    uint32_t end; /* behind the last object */
    uint32_t count;
    bool is_complete; /* all objects are here, and what lies behind them is free */
    struct app_object objects[APP_OBJECTS_MAX];
};

/* Reads the list that begins at flash.start; `at` is that byte. */
void app_list_read(struct app_list *list, const uint8_t *at, struct range flash);

/* Where an object is to lie: the gap [gap.start, gap.end), in it the object. */
struct app_place {
    struct range gap;
    struct range object;
    bool gap_is_one; /* it is one padding object, so whatever is in it is behind that */
};

/* What is asked of a place. */
struct app_request {
    uint32_t size; /* a multiple of 4 */
    uint32_t
        page_bytes; /* of flash, all of whose pages begin at multiples of it from flash.start on */
    uint32_t start; /* where it has to begin, or TBF_ADDRESS_ANY */
};

/* Finds the first place. Returns false if there is none. */
bool app_list_place(const struct app_list *list, const struct app_request *request,
                    struct app_place *place);

/* A smaller object is none. */
#define APP_PADDING_BYTES 16u

#endif
