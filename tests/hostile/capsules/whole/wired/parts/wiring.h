/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* a capsule's header, but of that name: trusted in a board, whichever folder it lies in */
#ifndef WIRED_PARTS_H
#define WIRED_PARTS_H
#define WIRED(x) {.b = (struct buffer *)0x20001000}
#endif
