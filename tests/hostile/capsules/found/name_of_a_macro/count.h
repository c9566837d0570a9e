/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef COUNT_H
#define COUNT_H
enum { MESSAGE_LINE_MAX = 2 };
#endif
