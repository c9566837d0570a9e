/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: one tag, completed in two headers in two ways: a number for the one, a reference for the
 * other; middle.c hands it on */
/* expect: build refused: CC06 */
#include "tests/hostile/capsules/whole/odr/middle.h"

static struct parcel *kept;

void middle_put(struct parcel *p) {
    kept = p;
}

struct parcel *middle_get(void) {
    return kept;
}
