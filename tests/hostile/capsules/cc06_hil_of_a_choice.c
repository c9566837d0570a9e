/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a sealed structure assigned as a whole */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static struct uart mine;

static void swap(const struct uart *a, const struct uart *b, bool c) {
    mine = c ? *a : *b;
}
