/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The words with which headers tell the checker of capsules (docs/capsule-c.md) what C has no word
 * for. To the compiler they are nothing. */
#ifndef KERNEL_DIALECT_H
#define KERNEL_DIALECT_H

#ifdef CAPCHECK
#define DIALECT(word) __attribute__((annotate(word)))
#else
#define DIALECT(word)
#endif

/* `struct STATIC_TYPE name { ... };` Objects of this type live as long as the kernel: never on the
 * stack, never in a grant. So a pointer to one may be kept and returned; a pointer to any other
 * type is borrowed: it stays in parameters and local variables. */
#define STATIC_TYPE DIALECT("detent:static")

/* `struct SEALED name { ... };` Its values are made by the API alone. Numbers in it may be read. */
#define SEALED DIALECT("detent:sealed")

/* A sealed value that names memory of a process: it stays in parameters and local variables. */
#define BORROWED_TYPE DIALECT("detent:borrowed")

/* A type that is permission to do something; only boards make one. */
#define CAPABILITY_TYPE DIALECT("detent:capability")

/* The typed handle that GRANT makes. */
#define GRANT_TYPE DIALECT("detent:grant")

/* A function, a variable or a type that capsules do not name, except through a macro of the API. */
#define KERNEL_ONLY DIALECT("detent:kernel-only")

/* A function that calls a client back: not from inside a downcall. */
#define CALLS_CLIENT DIALECT("detent:calls-client")

/* API_MACRO(NAME, "why it is sound"); In a capsule this macro may stand for what the dialect forbids:
 * a cast, an attribute, the decay of an array. No other macro may. */
#define API_MACRO(name, reason) struct DIALECT("detent:macro " reason) api_macro_##name

#endif
