/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A field belongs to one register: reading it from another one's value does not compile, although
 * both are one word.
 * Fails with: incompatible type for argument 1 of .control_get_SPEED */
#include "kernel/registers.h"

REGISTER_RW(control);
FIELD(control, SPEED, 4, 3);
REGISTER_RW(mode);
FIELD(mode, WIDTH, 4, 3);

uint32_t look(const struct mode *m);
uint32_t look(const struct mode *m) {
#ifdef MISTAKE
    return control_get_SPEED(mode_read(m));
#else
    return mode_get_WIDTH(mode_read(m));
#endif
}
