/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* says how many */
#ifndef CC19_MANY_H
#define CC19_MANY_H
enum { MANY = 64 };
#endif
