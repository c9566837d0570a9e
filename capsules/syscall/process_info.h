/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x10002: processes look at, and manage, processes. Source: ABI 7.4. */
#ifndef CAPSULES_SYSCALL_PROCESS_INFO_H
#define CAPSULES_SYSCALL_PROCESS_INFO_H

#include "kernel/capsule.h"

struct process_info_app {
    uint8_t unused;
};
GRANT(process_info_apps, struct process_info_app, .allow_rw = 1);

struct STATIC_TYPE process_info_driver {
    union process_info_apps apps;
    struct process_management_capability management;
};

#define PROCESS_INFO_DRIVER(driver_name, capability_) \
    { .apps = GRANT_HANDLE(driver_name), .management = capability_ }

command_result process_info_driver_command(struct process_info_driver *self,
                                           struct process_id caller, uint32_t command,
                                           uint32_t arg1, uint32_t arg2);

#endif
