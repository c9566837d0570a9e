/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What boards have by choice. Capsules of other people bring what belongs here in their wiring.h, which is
 * read twice: here, and in boards/common/services.h (docs/capsules.md). So is cryptography for programs. */
#ifndef BOARDS_COMMON_EXTRA_H
#define BOARDS_COMMON_EXTRA_H

#ifdef CAPSULES_WIRING
#include CAPSULES_WIRING
#else
#define EXTRA_DRIVERS(X)
#endif
#include CRYPTO_WIRING
#ifndef EXTRA_PINS
#define EXTRA_PINS
#endif

#endif
