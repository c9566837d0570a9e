/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* newlib's configuration, written by hand: what its own configure script would find out is known
 * here, and a build without that script takes a third of the time. Every public header of newlib
 * includes this file. The choices that matter to an app are the small ones: nano malloc and nano
 * formatted I/O (no %lld, floats only on demand), and streams that live in static memory. */
#ifndef __NEWLIB_H__
#define __NEWLIB_H__ 1

#include <_newlib_version.h>

/* What an app gets. */
#define _NANO_FORMATTED_IO 1
#define _LITE_EXIT 1            /* exit() runs handlers only in programs that register some */
#define _REENT_GLOBAL_ATEXIT 1  /* one list of handlers, outside of struct _reent */
#define _ATEXIT_DYNAMIC_ALLOC 1 /* more than 32 handlers come from the heap */
#define _WANT_REENT_SMALL 1
/* Three static streams are smaller than the first four of a heap. */
#define _WANT_REENT_GLOBAL_STDIO_STREAMS 1
/* Upcalls run at yields only: there is nothing to lock. */
#define __SINGLE_THREAD__ 1
/* A line of text: lines of several processes mix, parts of lines do not. */
#define __BUFSIZ__ 128

/* What the compiler and the processor give. */
#define _MB_LEN_MAX 1
#define HAVE_INITFINI_ARRAY 1
#define _HAVE_LONG_DOUBLE 1
#if __LDBL_MANT_DIG__ == __DBL_MANT_DIG__
#define _LDBL_EQ_DBL 1
#endif
#define _HAVE_CC_INHIBIT_LOOP_TO_LIBCALL 1

#endif
