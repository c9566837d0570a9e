/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What fpu_host and fpu_guest agree on: where in the memory that is lent the guest's stack begins. */
#define SHARED_BYTES 512
#define FILL 0xA5
#define GUEST_SP 256u
#define BASIC 32u
#define EXTENDED 104u
