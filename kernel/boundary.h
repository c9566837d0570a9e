/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Calls from one who need not trust the other: through an interface, to a client, to what was
 * deferred. When a capsule that was called so has a fault, the call ends there and answers NODEVICE,
 * or 0 if it does not return an enum errorcode (docs/quarantine.md). Kernel and hil/ only.
 *
 *     BOUNDARY_STATUS(function, self, ...)        for functions that return an enum errorcode
 *     BOUNDARY_CALL(type, function, self, ...)    for the others; at most two arguments after self
 *     BOUNDARY_METHOD0(type, pointer, method)     likewise, for a method of the interface at `pointer`,
 *     BOUNDARY_METHOD1(type, pointer, method, a)  which is a table `ops` and a `self`
 *     BOUNDARY_METHOD2(type, pointer, method, a, b)
 *
 * What they are is the board's choice of CAPSULE_POLICY: with PANIC there is nobody to come back
 * for, and they are plain calls. */
#ifndef KERNEL_BOUNDARY_H
#define KERNEL_BOUNDARY_H

#include BOUNDARY_SOURCE

#endif
