/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Digests, authentication codes and AES for programs, by software (docs/crypto.md); with a key of the
 * board's (ORACLE_KEY), an encryption oracle. Read twice by boards/common: for the drivers, and, when
 * CRYPTO_OBJECTS is defined, for the objects. */
#ifndef CRYPTO_OBJECTS

#include "capsules/syscall/aes.h"
#include "capsules/syscall/hmac.h"
#include "capsules/syscall/sha.h"
#include "chips/bearssl/aes.h"
#include "chips/bearssl/digest.h"
#include "chips/bearssl/hmac.h"

#ifdef ORACLE_KEY_HEADER
#include "capsules/syscall/encryption_oracle.h"
#define ORACLE_DRIVER(X)                                                   \
    X(ORACLE, DRIVER_ENCRYPTION_ORACLE, struct encryption_oracle, &oracle, \
      encryption_oracle_command, &oracle_apps_layout)
#else
#define ORACLE_DRIVER(X)
#endif

#define CRYPTO_DRIVERS(X)                                                                          \
    X(SHA, DRIVER_SHA, struct sha_driver, &sha_driver, sha_driver_command, &sha_apps_layout)       \
    X(HMAC, DRIVER_HMAC, struct hmac_driver, &hmac_driver, hmac_driver_command, &hmac_apps_layout) \
    X(AES, DRIVER_AES, struct aes_driver, &aes_driver, aes_driver_command, &aes_apps_layout)       \
    ORACLE_DRIVER(X)

#else

/* A turn of a program is a piece of so many bytes. */
#define CRYPTO_PIECE_BYTES 256

BUFFER(sha_piece, CRYPTO_PIECE_BYTES);
BUFFER(sha_out, DIGEST_BYTES_MAX);
static struct sha_driver sha_driver;
static const struct digest_client sha_client =
    DIGEST_CLIENT(struct sha_driver, sha_driver_added, sha_driver_finished, &sha_driver);
static struct software_digest sha_device = SOFTWARE_SHA2_OBJECT(&sha_device, &sha_client);
static const struct digest sha_hil = SOFTWARE_SHA2(&sha_device);
static struct sha_driver sha_driver = SHA_DRIVER(
    &sha_driver, &sha_hil, sha_piece, CRYPTO_PIECE_BYTES, sha_out, DIGEST_BYTES_MAX, SHA);

BUFFER(hmac_piece, CRYPTO_PIECE_BYTES);
BUFFER(hmac_out, HMAC_BYTES_MAX);
static struct hmac_driver hmac_driver;
static const struct hmac_client hmac_client =
    HMAC_CLIENT(struct hmac_driver, hmac_driver_added, hmac_driver_finished, &hmac_driver);
static struct software_hmac hmac_device = SOFTWARE_HMAC_OBJECT(&hmac_device, &hmac_client);
static const struct hmac hmac_hil = SOFTWARE_HMAC(&hmac_device);
static struct hmac_driver hmac_driver = HMAC_DRIVER(
    &hmac_driver, &hmac_hil, hmac_piece, CRYPTO_PIECE_BYTES, hmac_out, HMAC_BYTES_MAX, HMAC);

BUFFER(aes_key, AES_KEY_BYTES);
BUFFER(aes_vector, AES_BLOCK_BYTES);
BUFFER(aes_piece, CRYPTO_PIECE_BYTES);
BUFFER(aes_blocks, CRYPTO_PIECE_BYTES);
BUFFER(aes_code, AES_BLOCK_BYTES);
static struct aes_driver aes_driver;
static const struct aes_client aes_client =
    AES_CLIENT(struct aes_driver, aes_driver_done, &aes_driver);
static struct software_aes aes_device = SOFTWARE_AES_OBJECT(&aes_device, &aes_client);
static const struct aes aes_hil = SOFTWARE_AES(&aes_device);
static struct aes_driver aes_driver =
    AES_DRIVER(&aes_driver, &aes_hil, aes_key, AES_KEY_BYTES, aes_vector, AES_BLOCK_BYTES,
               aes_piece, aes_blocks, CRYPTO_PIECE_BYTES, aes_code, AES_BLOCK_BYTES, AES);

#ifdef ORACLE_KEY_HEADER
/* In the kernel's flash, which no program can read. */
#include ORACLE_KEY_HEADER
CONSTANT_BUFFER(oracle_key, ORACLE_KEY_BYTES);
_Static_assert(sizeof oracle_key_bytes == AES_KEY_BYTES, "ORACLE_KEY: not 16 bytes");

BUFFER(oracle_vector, AES_BLOCK_BYTES);
BUFFER(oracle_piece, CRYPTO_PIECE_BYTES);
static struct encryption_oracle oracle;
static const struct aes_client oracle_client =
    AES_CLIENT(struct encryption_oracle, encryption_oracle_done, &oracle);
static struct software_aes oracle_device = SOFTWARE_AES_OBJECT(&oracle_device, &oracle_client);
static const struct aes oracle_hil = SOFTWARE_AES(&oracle_device);
static struct encryption_oracle oracle =
    ENCRYPTION_ORACLE(&oracle, &oracle_hil, &oracle_key, oracle_vector, AES_BLOCK_BYTES,
                      oracle_piece, CRYPTO_PIECE_BYTES, ORACLE);
#endif

#endif
