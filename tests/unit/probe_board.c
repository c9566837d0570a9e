/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The table of drivers for tests that do not define one. */
#include "tests/unit/probe.h"

DRIVER_INDICES(PROBE_DRIVERS);
DRIVER_TABLE(PROBE_DRIVERS);

const union probe_grant probe_handle = GRANT_HANDLE(PROBE);
const union second_grant second_handle = GRANT_HANDLE(SECOND);
const union huge_grant huge_handle = GRANT_HANDLE(HUGE);
const union eager_grant eager_handle = GRANT_HANDLE(EAGER);
const struct grant_handle bare_handle = {DRIVER_INDEX_BARE};
