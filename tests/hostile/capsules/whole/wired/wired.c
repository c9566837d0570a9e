/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a cast in a macro of a capsule's header which is called wiring.h, and is not the board's */
/* expect: build refused: CC */
#include "tests/hostile/capsules/whole/wired/wired.h"

void wired_start(struct wired *w) {
    buffer_clear(w->b);
}
