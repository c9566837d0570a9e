/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a table of operations of one's own kind, whose first word is read as a reference */
/* expect: CC06|CC03|CC10 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE number_ops {
    uint32_t address;
};
#define NUMBER_OPS(type, address_) {.address = (address_)}
HIL_OPS(number, table, struct device);
HIL_OPS_DEFINE(table, NUMBER_OPS, 0x20000000);

static void poke(void) {
    table.self->count = 0;
}
