/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The size that is checked is that of a buffer: something else in its place does not compile.
 * Fails with: incompatible pointer type */
#include "capsules/syscall/low_level_debug.h"

enum { DRIVER_INDEX_DEBUG = 1 };

static const struct uart uart;
BUFFER(tx, DEBUG_BUFFER_MIN);
#ifdef MISTAKE
struct debug_driver debug = DEBUG_DRIVER(&uart, tx_bytes, DEBUG_BUFFER_MIN, DEBUG);
void *unused = &tx;
#else
struct debug_driver debug = DEBUG_DRIVER(&uart, tx, DEBUG_BUFFER_MIN, DEBUG);
#endif
