/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A driver that does nothing: there are fifteen of them in a kernel that is measured with many drivers, and
 * a process can have a grant of each. */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "kernel/capsule.h"

struct sample_app {
    uint32_t unused;
};
GRANT(sample_apps, struct sample_app, .upcalls = 1);

struct STATIC_TYPE sample_driver {
    union sample_apps apps;
};

command_result sample_driver_command(const struct sample_driver *self, struct process_id caller,
                                     uint32_t command, uint32_t arg1, uint32_t arg2);

#endif
