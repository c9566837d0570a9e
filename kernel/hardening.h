/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Bits that flip in what the kernel keeps. Where access is granted, a board may have it looked at a second
 * time whether what is decided by is still what the kernel wrote (make HARDENED=yes): a process goes on only
 * with the memory, the regions and the permissions that it was given, or the kernel panics.
 *
 *     hardening_seal(p)                    what `p` may reach was changed, and is meant so
 *     hardening_check(p)                   panics unless it is as it was sealed last
 *     hardening_check_registers(p, r)      panics unless system call registers at `r` are the process's own
 *     hardening_check_buffer(p, kind, s)   panics unless the process may lend what slot `s` says
 *
 * Who changes something checks first and seals afterwards, so that no seal is put on what has flipped. Not
 * sealed are states and queues, by which nobody gets at what is not its own. */
#ifndef KERNEL_HARDENING_H
#define KERNEL_HARDENING_H

#ifndef HARDENING_SOURCE
#define HARDENING_SOURCE "kernel/hardening_none.h"
#endif
#include HARDENING_SOURCE

#endif
