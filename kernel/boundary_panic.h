/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Boundaries that are plain calls: a capsule's fault is the end. */
#ifndef KERNEL_BOUNDARY_PANIC_H
#define KERNEL_BOUNDARY_PANIC_H

#define BOUNDARY_CALL(type, function, self, ...) ((function)((self), ##__VA_ARGS__))
#define BOUNDARY_STATUS(function, self, ...) ((function)((self), ##__VA_ARGS__))
#define BOUNDARY_METHOD0(type, pointer, method) ((pointer)->ops->method((pointer)->self))
#define BOUNDARY_METHOD1(type, pointer, method, a) ((pointer)->ops->method((pointer)->self, (a)))
#define BOUNDARY_METHOD2(type, pointer, method, a, b) \
    ((pointer)->ops->method((pointer)->self, (a), (b)))

#endif
