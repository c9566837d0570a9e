/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* All commands, in the order in which a program goes through them. */
#include "commands.h"

#include <stddef.h>

const struct command_line *const commands[] = {
    &tbf_command,    &tab_command,        &image_command,   &keygen_command,
    &sign_command,   &verify_command,     &inspect_command, &info_command,
    &list_command,   &install_command,    &update_command,  &uninstall_command,
    &erase_command,  &enable_command,     &disable_command, &sticky_command,
    &dump_command,   &compact_command,    &start_command,   &stop_command,
    &listen_command, &completion_command, &manual_command,  NULL,
};
