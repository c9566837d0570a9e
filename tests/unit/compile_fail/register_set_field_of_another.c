/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Setting it does not compile either.
 * Fails with: incompatible type for argument 1 of .control_with_SPEED */
#include "kernel/registers.h"

REGISTER_RW(control);
FIELD(control, SPEED, 4, 3);
REGISTER_RW(mode);
FIELD(mode, WIDTH, 4, 3);

void set(struct mode *m);
void set(struct mode *m) {
#ifdef MISTAKE
    mode_write(m, control_with_SPEED(mode_read(m), 2));
#else
    mode_write(m, mode_with_WIDTH(mode_read(m), 2));
#endif
}
