/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Programs have no cryptography of the board's (CRYPTO in boards/boards.mk). Read twice, like
 * boards/common/crypto_software.h. */
#ifndef CRYPTO_OBJECTS
#define CRYPTO_DRIVERS(X)
#endif
