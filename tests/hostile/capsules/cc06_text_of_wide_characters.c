/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: TEXT of wide characters */
/* expect: CC06|CC01|CC17 */
#include "tests/hostile/capsules/device.h"

static void leak(struct device *self) {
    buffer_text(self->tx, TEXT(L"abc"));
}
