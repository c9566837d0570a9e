/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Capsules of other people bring what belongs here in their wiring.h, which is read twice: here, and in
 * boards/common/services.h (docs/capsules.md). */
#ifndef BOARDS_COMMON_EXTRA_H
#define BOARDS_COMMON_EXTRA_H

#ifdef CAPSULES_WIRING
#include CAPSULES_WIRING
#else
#define EXTRA_DRIVERS(X)
#endif
#ifndef EXTRA_PINS
#define EXTRA_PINS
#endif

#endif
