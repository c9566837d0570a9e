/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Days and hours out of seconds: structures as values. */
#include "tests/benign/calendar.h"

static bool is_leap(uint32_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static uint32_t days_in(uint32_t year, uint32_t month) {
    static const uint8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 1 && is_leap(year) ? 29 : days[month % 12];
}

struct date date_of(uint64_t seconds_since_1970) {
    uint32_t days = (uint32_t)(seconds_since_1970 / 86400u);
    uint32_t rest = (uint32_t)(seconds_since_1970 % 86400u);
    struct date d = {.year = 1970, .month = 1};
    d.time.hour = (uint8_t)(rest / 3600);
    d.time.minute = (uint8_t)(rest / 60 % 60);
    d.time.second = (uint8_t)(rest % 60);
    for (uint32_t year = 1970; year < 2200; year++) {
        uint32_t length = is_leap(year) ? 366 : 365;
        d.year = (uint16_t)year;
        if (days < length) {
            break;
        }
        days -= length;
    }
    for (uint32_t month = 0; month < 12 && days >= days_in(d.year, month); month++) {
        days -= days_in(d.year, month);
        d.month++;
    }
    d.day = (uint8_t)(days + 1);
    return d;
}

int date_compare(const struct date *a, const struct date *b) {
    if (a->year != b->year) {
        return a->year < b->year ? -1 : 1;
    }
    if (a->month != b->month) {
        return a->month < b->month ? -1 : 1;
    }
    return a->day == b->day ? 0 : a->day < b->day ? -1 : 1;
}

static void put_two(struct buffer *out, uint32_t n) {
    buffer_put(out, (uint8_t)('0' + n / 10 % 10));
    buffer_put(out, (uint8_t)('0' + n % 10));
}

void date_put(const struct date *d, struct buffer *out) {
    buffer_decimal(out, d->year);
    buffer_put(out, '-'), put_two(out, d->month);
    buffer_put(out, '-'), put_two(out, d->day);
    buffer_put(out, 'T'), put_two(out, d->time.hour);
    buffer_put(out, ':'), put_two(out, d->time.minute);
}
