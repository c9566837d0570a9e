/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same as a configuration */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

#include "capsules/system/process_console.h"

static const struct process_console_config mine = {.tx = NULL};

static void take(struct process_console *console) {
    process_console_start(console, &mine);
}
