/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A board that gives the console too small a buffer does not compile.
 * Fails with: buffer too small */
#include "capsules/syscall/console.h"

#ifdef MISTAKE
#define TX_BYTES (CONSOLE_BUFFER_MIN - 1)
#else
#define TX_BYTES CONSOLE_BUFFER_MIN
#endif
enum { DRIVER_INDEX_CONSOLE = 1 };

static const struct uart uart;
BUFFER(tx, TX_BYTES);
BUFFER(rx, 64);
struct console_driver console = CONSOLE_DRIVER(&uart, tx, TX_BYTES, rx, 64, CONSOLE);
