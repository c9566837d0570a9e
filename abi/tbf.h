/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The binary format of programs (TBF): where each field lies. Every field is little-endian and is
 * read and written by offset, never through a struct laid over foreign bytes.
 *
 *   0          header_size     protected_size        binary_end           total_size
 *   | base | TLVs | trailer      | program             | footer TLVs          |
 *
 * Source: ABI 4.1 to 4.6. */
#ifndef ABI_TBF_H
#define ABI_TBF_H

#define TBF_VERSION 2

/* Base header (ABI 4.2). */
#define TBF_BASE_SIZE 16
#define TBF_BASE_VERSION 0     /* u16 */
#define TBF_BASE_HEADER_SIZE 2 /* u16: base and TLVs, padding included */
#define TBF_BASE_TOTAL_SIZE 4  /* u32: the whole object */
#define TBF_BASE_FLAGS 8       /* u32 */
#define TBF_BASE_CHECKSUM 12   /* u32: XOR of all other words of the header */

#define TBF_FLAG_ENABLED 0x1u
#define TBF_FLAG_STICKY 0x2u

/* A TLV: u16 type, u16 length, `length` bytes, zeros up to a multiple of 4 (ABI 4.2). */
#define TBF_TLV_HEAD_SIZE 4
#define TBF_TLV_ALIGNMENT 4

enum tbf_tlv_type {
    TBF_TLV_MAIN = 1,
    TBF_TLV_WRITEABLE_FLASH = 2,
    TBF_TLV_PACKAGE_NAME = 3,
    TBF_TLV_PIC_OPTION_1 = 4,
    TBF_TLV_FIXED_ADDRESSES = 5,
    TBF_TLV_PERMISSIONS = 6,
    TBF_TLV_STORAGE_PERMISSIONS = 7,
    TBF_TLV_KERNEL_VERSION = 8,
    TBF_TLV_PROGRAM = 9,
    TBF_TLV_SHORT_ID = 10,
    TBF_TLV_CREDENTIALS = 128, /* footers only */
};

/* Main and Program begin alike; offsets from the start of the value (ABI 4.3). */
#define TBF_MAIN_SIZE 12
#define TBF_PROGRAM_SIZE 20
#define TBF_PROGRAM_INIT_OFFSET 0  /* u32: entry point, from the end of the TBF header */
#define TBF_PROGRAM_TRAILER_SIZE 4 /* u32: protected bytes after the header */
#define TBF_PROGRAM_MINIMUM_RAM 8  /* u32 */
#define TBF_PROGRAM_BINARY_END 12  /* u32: from the start of the object */
#define TBF_PROGRAM_VERSION 16     /* u32 */

#define TBF_WRITEABLE_FLASH_ENTRY_SIZE 8 /* u32 offset from the start of the object, u32 size */

#define TBF_FIXED_ADDRESSES_SIZE 8
#define TBF_FIXED_ADDRESSES_RAM 0   /* u32 */
#define TBF_FIXED_ADDRESSES_FLASH 4 /* u32: where the program goes, not its header */
#define TBF_ADDRESS_ANY 0xFFFFFFFFu

#define TBF_PERMISSIONS_HEAD_SIZE 2   /* u16 number of entries */
#define TBF_PERMISSIONS_ENTRY_SIZE 16 /* u32 driver, u32 offset, u64 mask of commands */

#define TBF_STORAGE_FIXED_SIZE 8 /* u32 write id, u16 readers, u16 modifiers, ids between */
#define TBF_STORAGE_IDS_MAX 8

#define TBF_KERNEL_VERSION_SIZE 4 /* u16 major, u16 minor */
#define TBF_SHORT_ID_SIZE 4       /* u32; 0 is none */

/* Footers (ABI 4.5): TLVs of type 128 whose value begins with a u32 format. */
enum tbf_credentials_format {
    TBF_CREDENTIALS_RESERVED = 0,
    TBF_CREDENTIALS_RSA3072 = 1,
    TBF_CREDENTIALS_RSA4096 = 2,
    TBF_CREDENTIALS_SHA256 = 3,
    TBF_CREDENTIALS_SHA384 = 4,
    TBF_CREDENTIALS_SHA512 = 5,
    TBF_CREDENTIALS_ECDSA_P256 = 6,
    TBF_CREDENTIALS_HMAC_SHA256 = 7,
    TBF_CREDENTIALS_RSA2048 = 0x0A,
};
#define TBF_CREDENTIALS_FORMAT_SIZE 4
#define TBF_CREDENTIALS_RESERVED_MIN 8 /* TLV head and format */

/* Addresses for which a position-independent program is linked (ABI 4.8, 9.3). */
#define TBF_PIC_FLASH_BASE 0x80000000u
#define TBF_PIC_RAM_BASE 0x00000000u

#endif
