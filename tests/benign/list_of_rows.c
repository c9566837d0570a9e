/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A table whose rows are structures: passed down, returned by value. */
#include "tests/benign/list_of_rows.h"

static uint32_t row_sum(const struct row *row) {
    uint32_t sum = 0;
    for (size_t i = 0; i < sizeof row->cells / sizeof *row->cells; i++) {
        sum += row->cells[i];
    }
    return sum;
}

uint32_t table_sum(const struct table *self) {
    uint32_t sum = 0;
    for (int i = ROWS - 1; i >= 0; --i) {
        sum += row_sum(&self->rows[i]);
    }
    return sum;
}

static void row_fill(struct row *row, uint32_t value) {
    const struct row fresh = {.cells = {value, value + 1, value + 2, [3] = value + 3}};
    *row = fresh;
}

void table_fill(struct table *self, uint32_t value) {
    struct row *first = &self->rows[0];
    struct row *last = &self->rows[ROWS - 1];
    row_fill(first, value);
    row_fill(last, value * 2);
    if (first->cells[0] != last->cells[0]) {
        struct row kept = *first;
        *first = *last;
        *last = kept;
    }
}

struct row table_row(const struct table *self, uint32_t i) {
    return i < ROWS ? self->rows[i] : (struct row){{0}};
}
