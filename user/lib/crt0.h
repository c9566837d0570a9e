/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The header at the start of a binary: what app.ld tells the start-up code. The order is that of
 * ABI 9.1, because the host tool appends the relocations where word 8 says they are.
 * Plain macros, because assembly includes this file too: byte offsets of the words. */
#ifndef USER_CRT0_H
#define USER_CRT0_H

#define CRT0_GOT_IMAGE 0    /* from the start of the binary */
#define CRT0_GOT_START 4    /* from the start of RAM */
#define CRT0_GOT_SIZE 8     /* bytes */
#define CRT0_DATA_IMAGE 12  /* from the start of the binary */
#define CRT0_DATA_START 16  /* from the start of RAM */
#define CRT0_DATA_SIZE 20   /* bytes */
#define CRT0_BSS_START 24   /* from the start of RAM */
#define CRT0_BSS_SIZE 28    /* bytes */
#define CRT0_RELOCATIONS 32 /* from the start of the binary */
#define CRT0_STACK_SIZE 36  /* bytes */

#endif
