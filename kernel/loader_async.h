/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The asynchronous loader: programs are checked, and started, while others run. In this order (ABI 5.3):
 *
 *     find     each object of app flash: is it a program for this kernel, may it run where it lies?
 *     check    what its credentials say, by the board's policy (kernel/credential.h)
 *     load     of programs with one identity the best one that can run; then RAM, and a process
 *
 * Each turn of the main loop takes a small step. Identity is the ShortId of the header; a program that has
 * none is like no other. Of several with one identity the most trusted runs, of those the newest, of those
 * the first in flash; if it cannot, for want of RAM say, the next one (ABI 5.4, D31). */
#ifndef KERNEL_LOADER_ASYNC_H
#define KERNEL_LOADER_ASYNC_H

#include "kernel/capability.h"
#include "kernel/credential.h"
#include "kernel/range.h"

#include <stdint.h>

/* Begins. The policy is kept. */
void loader_begin(struct range flash, struct range ram, const struct credential_policy *policy,
                  struct process_loading_capability capability);

#endif
