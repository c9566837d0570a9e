/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A value made for one register cannot be written to another.
 * Fails with: incompatible type for argument 2 of .mode_write */
#include "kernel/registers.h"

REGISTER_RW(control);
REGISTER_RW(mode);

void copy(struct mode *to, const struct control *from, const struct mode *other);
void copy(struct mode *to, const struct control *from, const struct mode *other) {
    (void)from;
    (void)other;
#ifdef MISTAKE
    mode_write(to, control_read(from));
#else
    mode_write(to, mode_read(other));
#endif
}
