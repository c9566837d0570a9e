/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef MARK_MARK_H
#define MARK_MARK_H
#include "kernel/dialect.h"
struct STATIC_TYPE parcel;
#endif
