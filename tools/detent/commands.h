/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The commands of `detent`. Help, manual and completion are made of what they say of themselves. */
#ifndef DETENT_COMMANDS_H
#define DETENT_COMMANDS_H

#include "options.h"

extern const struct command_line tbf_command;
extern const struct command_line tab_command;
extern const struct command_line image_command;
extern const struct command_line keygen_command;
extern const struct command_line sign_command;
extern const struct command_line verify_command;
extern const struct command_line inspect_command;
extern const struct command_line info_command;
extern const struct command_line list_command;
extern const struct command_line install_command;
extern const struct command_line update_command;
extern const struct command_line uninstall_command;
extern const struct command_line erase_command;
extern const struct command_line enable_command;
extern const struct command_line disable_command;
extern const struct command_line sticky_command;
extern const struct command_line dump_command;
extern const struct command_line compact_command;
extern const struct command_line start_command;
extern const struct command_line stop_command;
extern const struct command_line listen_command;
extern const struct command_line manual_command;
extern const struct command_line completion_command;

/* All of them, as help lists them; NULL ends the table. */
extern const struct command_line *const commands[];

#endif
