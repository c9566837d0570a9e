/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Days and hours out of seconds. */
#ifndef BENIGN_CALENDAR_H
#define BENIGN_CALENDAR_H

#include "kernel/capsule.h"

struct date {
    uint16_t year;
    uint8_t month, day;
    struct {
        uint8_t hour, minute, second;
    } time;
};

struct date date_of(uint64_t seconds_since_1970);
int date_compare(const struct date *a, const struct date *b);
void date_put(const struct date *d, struct buffer *out);

#endif
