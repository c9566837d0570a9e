/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A table whose rows are structures. */
#ifndef BENIGN_LIST_OF_ROWS_H
#define BENIGN_LIST_OF_ROWS_H

#include "kernel/capsule.h"

#define ROWS 3
struct row {
    uint32_t cells[4];
};
struct STATIC_TYPE table {
    struct row rows[ROWS];
};

uint32_t table_sum(const struct table *self);
void table_fill(struct table *self, uint32_t value);
struct row table_row(const struct table *self, uint32_t i);

#endif
