/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver numbers that this system implements; the full registry is in ABI 7.2. */
#ifndef ABI_DRIVER_NUMBERS_H
#define ABI_DRIVER_NUMBERS_H

#define DRIVER_ALARM 0x00000
#define DRIVER_CONSOLE 0x00001
#define DRIVER_LED 0x00002
#define DRIVER_BUTTON 0x00003
#define DRIVER_GPIO 0x00004
#define DRIVER_LOW_LEVEL_DEBUG 0x00008
#define DRIVER_IPC 0x10000
#define DRIVER_APP_LOADER 0x10001
#define DRIVER_PROCESS_INFO 0x10002
#define DRIVER_RNG 0x40001
#define DRIVER_HMAC 0x40003
#define DRIVER_SHA 0x40005
#define DRIVER_AES 0x40006
#define DRIVER_NONVOLATILE 0x50001
#define DRIVER_KEY_VALUE 0x50003
#define DRIVER_ISOLATED 0x50004

/* What tutorials for the system that this one is compatible with call their encryption oracle. */
#define DRIVER_ENCRYPTION_ORACLE 0x99999

#endif
