/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The board's part, read twice: drivers, then objects. */
#ifndef WIRING_OBJECTS
#include "probe.h"

#define EXTRA_DRIVERS(X) \
    X(PROBE, 0x9000A, struct probe, &probe, probe_command, &probe_apps_layout)
#else
static struct probe probe = {
    .apps = GRANT_HANDLE(PROBE),
    .later = DEFERRED_CALL(struct probe, probe_later, &probe),
    .info = &process_info_driver,
};

static void extra_start(void) {
}
#endif
