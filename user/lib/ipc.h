/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Talking to other processes. A service is known by the package name of its process; a client
 * finds it, shares a buffer with it, and notifies it. The service works in the client's buffer and
 * notifies back. Processes are numbered by slots, which stay the same while the board runs.
 *
 * The kernel only passes notifications on: it neither checks nor copies what is in the buffer, and
 * the other side may change it at any time. Never trust what you read there twice. A buffer stays
 * open to the other side until you share another one in its place, or none; on other kernels of
 * this ABI for good. Driver 0x10000; source: ABI 6. */
#ifndef USER_IPC_H
#define USER_IPC_H

#include "syscall.h"

/* Declares a buffer that can be shared on every processor: a power of two of at least 32 bytes,
 * aligned to its size. */
#define IPC_BUFFER(name, bytes)                                                          \
    _Static_assert((bytes) >= 32 && ((bytes) & ((bytes)-1)) == 0, "not a power of two"); \
    static uint8_t name[bytes] __attribute__((aligned(bytes)))

/* Process `slot` has notified us. `buffer` is what it shares with us: bytes of *its* memory, which
 * we may read and write. NULL and 0 if it shares nothing. */
typedef void ipc_callback(uint32_t slot, void *buffer, size_t bytes, void *context);

/* ---- Both sides ---- */

/* Finds the slot of the process with that package name, running or not.
 * errors: NODEVICE there is none, or no IPC; NOMEM */
enum errorcode ipc_discover(const char *name, uint32_t *slot);

/* ---- Service ---- */

/* Makes this process a service: the callback runs for each notification of a client. `name` is our
 * own package name. errors: as ipc_discover */
enum errorcode ipc_serve_async(const char *name, ipc_callback *callback, void *context);

/* The same for good: handles notifications, and runs other callbacks, forever. Returns on error. */
enum errorcode ipc_serve(const char *name, ipc_callback *callback, void *context);

/* Tells a client that its answer is ready.
 * errors: INVAL no such process; NODEVICE it is dead; NOMEM its queue is full */
enum errorcode ipc_notify_client(uint32_t slot);

/* ---- Client ---- */

/* Shares a buffer (IPC_BUFFER) with the process in that slot, in place of the one before; NULL and
 * 0 for none. errors: INVAL not our memory; NOSUPPORT no such slot; NODEVICE; NOMEM */
enum errorcode ipc_share(uint32_t slot, void *buffer, size_t bytes);

/* Sets the function for notifications from that service. errors: NOSUPPORT no such slot; NODEVICE;
 * NOMEM */
enum errorcode ipc_listen_async(uint32_t slot, ipc_callback *callback, void *context);

/* Tells a service that there is something for it to do.
 * errors: as ipc_notify_client */
enum errorcode ipc_notify_service(uint32_t slot);

/* Notifies a service and waits until it notifies back, at most `timeout_ms` (0: forever). Other
 * callbacks run meanwhile. One call at a time; it takes the place of ipc_listen_async for that service.
 * errors: NOACK no answer in time; else as ipc_notify_service, alarm_set_async */
enum errorcode ipc_call(uint32_t slot, uint32_t timeout_ms);

#endif
