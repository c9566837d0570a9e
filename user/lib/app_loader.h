/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Brings programs to the board, and takes them away. Only a program whose header names driver 0x10001 among
 * its permissions may (PERMISSIONS in app.mk). Source: ABI 5.7.
 *
 * A program comes as the bytes of its .tbf file: app_loader_setup, then app_loader_write, the header first
 * and in order, then app_loader_finalize: it is in flash for good. app_loader_load says whether it runs. Each
 * waits until it is done; none of your callbacks runs meanwhile.
 *
 * errors, of all: NODEVICE the board has no such driver, or you have no right to it; BUSY somebody else brings
 * one; INVAL not now, or it makes no sense: what was begun is given up */
#ifndef USER_APP_LOADER_H
#define USER_APP_LOADER_H

#include "syscall.h"

/* There is to be an object of so many bytes. errors: NOMEM no room */
enum errorcode app_loader_setup(uint32_t size);

/* These are its bytes from `offset` on: at most 4096, a multiple of 4. */
enum errorcode app_loader_write(uint32_t offset, const void *bytes, size_t length);

enum errorcode app_loader_finalize(void);

/* errors: FAIL it does not run: the kernel prints why */
enum errorcode app_loader_load(void);

/* Gives up what was begun. */
enum errorcode app_loader_abort(void);

/* Takes the program with this ShortId away; *address is where it lay. */
enum errorcode app_loader_uninstall(uint32_t short_id, uint32_t *address);

#endif
