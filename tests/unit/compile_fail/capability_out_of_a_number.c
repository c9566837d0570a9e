/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A number is not a capability.
 * Fails with: incompatible type for argument 1 of .main_loop */
#include "kernel/main_loop.h"

_Noreturn void run(struct main_loop_capability held);
_Noreturn void run(struct main_loop_capability held) {
#ifdef MISTAKE
    (void)held;
    main_loop(0);
#else
    main_loop(held);
#endif
}
