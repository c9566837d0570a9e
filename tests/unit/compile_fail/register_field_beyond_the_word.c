/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A field lies inside its register.
 * Fails with: a field lies inside its register */
#include "kernel/registers.h"

REGISTER_RW(control);
#ifdef MISTAKE
FIELD(control, SPEED, 30, 3);
#else
FIELD(control, SPEED, 29, 3);
FIELD(control, ALL, 0, 32);
#endif
