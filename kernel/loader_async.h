/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The asynchronous loader: programs are checked, and started, while others run. In this order (ABI 5.3):
 *
 *     find     each object of app flash: is it a program for this kernel, may it run where it lies?
 *     check    what its credentials say, by the board's policy (kernel/credential.h)
 *     load     of programs with one identity the best one that can run; then RAM, and a process
 *
 * Each turn of the main loop takes a small step. Identity is the ShortId of the header; a program that has
 * none is like no other. Of several with one identity the most trusted runs, of those the newest, of those
 * the first in flash; if it cannot, for want of RAM say, the next one (ABI 5.4, D31).
 *
 * Anybody can write a name and a ShortId into a header. They count once the policy has accepted the program,
 * so also those are checked that may not run: one that is disabled has its name, and its level of trust.
 *
 * When a program goes, those are looked at again that were accepted and found no RAM, no slot, or another
 * one of their identity. So what runs is what would run after a restart. */
#ifndef KERNEL_LOADER_ASYNC_H
#define KERNEL_LOADER_ASYNC_H

#include "kernel/capability.h"
#include "kernel/credential.h"
#include "kernel/programs.h"
#include "kernel/range.h"
#include "kernel/tbf.h"

#include <stdint.h>

/* Begins. The policy is kept. */
void loader_begin(struct range flash, struct range ram, const struct credential_policy *policy,
                  struct process_loading_capability capability);

/* The same, but that programs_begin (kernel/programs.h) begins: when flash has been looked after. */
void loader_prepare(struct range flash, struct range ram, const struct credential_policy *policy,
                    struct process_loading_capability capability);

/* ---- For kernel/programs.c ---- */

struct range loader_flash(void);
struct range loader_ram(void);

/* Is nothing being found, checked or loaded? */
bool loader_rests(void);

/* Is there no room for one more program in the list of those that were found? */
bool loader_is_full(void);

/* Is the program at this address in it? */
bool loader_knows(uint32_t flash_start);

/* Has the policy accepted the program at this address? */
bool loader_accepted(uint32_t flash_start);

/* Of the programs at two addresses, is the one at `a` meant by a name or ShortId that both have? One that
 * was accepted goes before one that was not; of two that were, the one goes first that is to run. */
bool loader_goes_before(uint32_t a, uint32_t b);

/* A program that is not in the list, and who wants to know whether the policy accepts it. All of this stays
 * as it is until that one is told. */
struct loader_question {
    struct tbf_bytes footers; /* an object as far as footers go, which begin at first_footer */
    uint32_t first_footer;
    struct tbf_bytes header;
    struct tbf_bytes rest;  /* the program behind its header */
    const uint8_t *digests; /* PROGRAM_DIGESTS_BYTES that are claimed of both; or NULL */
    uint32_t old;           /* where what it takes the place of lies; or 0 */
    const struct program_client *client;
};

/* Returns false if the loader does not rest. */
bool loader_judge(const struct loader_question *question);

/* Why the last one was refused; empty if it was not. */
struct text loader_reason(void);

/* There is one more program in the list; one is no more in it: its process ends, and others may find what
 * they lacked.
 * pre: loader_rests; of adding, not loader_is_full */
void loader_add(uint32_t flash_start);
void loader_remove(uint32_t flash_start);

#endif
