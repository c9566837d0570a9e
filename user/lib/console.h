/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The console: text to and from the board's serial port, which all processes and the kernel share.
 * What one call writes stays together as long as it fits the kernel's buffer (64 bytes or more);
 * beyond that, output of others may come between. Driver 0x1; source: ABI 7.3.
 *
 * printf and the rest of stdio end here too; stdout is kept by lines. */
#ifndef USER_CONSOLE_H
#define USER_CONSOLE_H

#include "syscall.h"

/* An operation has ended: how, and how many bytes were written or read. */
typedef void console_callback(enum errorcode status, size_t bytes, void *context);

/* ---- Writing ---- */

/* Writes all of `data` and waits until it is out. None of your callbacks runs meanwhile, except
 * that of an asynchronous write which was under way before, so it may be called anywhere.
 * errors: NODEVICE there is no console; INVAL not memory of this process; NOMEM; FAIL the port
 *         stopped before the end */
enum errorcode console_write(const void *data, size_t bytes);

/* The same for a string, without its terminator. */
enum errorcode console_write_string(const char *text);

/* Starts to write `data`, which has to stay as it is until the callback.
 * errors: as console_write; BUSY another write has not ended. Then there is no callback. */
enum errorcode console_write_async(const void *data, size_t bytes, console_callback *callback,
                                   void *context);

/* ---- Reading ----
 * What comes between two reads of an app waits for the second one, up to what the kernel's buffer
 * holds (64 bytes on the boards here), unless another process reads in between. What comes before
 * the first read is lost. */

/* Reads exactly `bytes` bytes, unless aborted: *received says how many came. Other callbacks run
 * while it waits.
 * errors: BUSY a read is under way, here or in another process; INVAL more than the kernel's
 *         buffer holds, or not memory of this process; CANCEL aborted; NODEVICE; NOMEM; FAIL */
enum errorcode console_read(void *buffer, size_t bytes, size_t *received);

/* Starts to read; the buffer belongs to the kernel until the callback.
 * errors: as console_read. Then there is no callback. */
enum errorcode console_read_async(void *buffer, size_t bytes, console_callback *callback,
                                  void *context);

/* Ends a read early; its callback gets CANCEL. No effect without one. */
void console_abort_read(void);

/* Reads up to the end of a line (CR or LF), which is dropped, and terminates it with a 0. What does
 * not fit into `size` bytes is dropped too. Backspace works; nothing is echoed.
 * pre: size > 0
 * errors: as console_read; *length is how far it came */
enum errorcode console_read_line(char *line, size_t size, size_t *length);

#endif
