/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* takes the place of the standard header */
typedef unsigned char uint8_t;
typedef unsigned short uint16_t;
typedef unsigned long uint32_t;
typedef long int32_t;
typedef unsigned long long uint64_t;
typedef unsigned uintptr_t;
#define UINT32_MAX 0xFFFFFFFFu
#define UINT16_MAX 0xFFFFFFFFu
