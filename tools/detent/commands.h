/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The commands of `detent`. Each gets the arguments after its name, and returns the exit status. */
#ifndef DETENT_COMMANDS_H
#define DETENT_COMMANDS_H

int command_tbf(int argc, char **argv);
int command_tab(int argc, char **argv);
int command_keygen(int argc, char **argv);
int command_sign(int argc, char **argv);
int command_verify(int argc, char **argv);
int command_inspect(int argc, char **argv);
int command_list(int argc, char **argv);
int command_image(int argc, char **argv);

#endif
