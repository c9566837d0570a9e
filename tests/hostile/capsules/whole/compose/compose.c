/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* expect: build refused: CC10 */
#include "tests/hostile/capsules/whole/compose/compose.h"

void compose_start(struct compose_driver *self) {
    self->words[0]++;
}
