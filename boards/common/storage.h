/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What programs store, on a flash: windows, the key-value store, and the drivers over it. Read twice by the
 * storage_*.h of a board, as that is by its main.c: first for the drivers, then, when STORAGE_OBJECTS is
 * defined, for the objects, of which that has declared
 *
 *     static const struct flash storage_flash;        its client is storage_flash_client
 *     STORAGE_FLASH_WORD_BYTES
 *     STORAGE_FIRST_PAGE, STORAGE_PAGES               of it, that are for the store
 *     STORAGE_PAGE_BYTES                              that it uses of each: it looks through all of them */
#ifndef STORAGE_OBJECTS

#include "capsules/syscall/key_value.h"
#include "capsules/syscall/nonvolatile.h"
#include "capsules/system/key_value_store.h"
#include "capsules/virtual/flash_mux.h"

#define STORAGE_DRIVERS(X)                                                             \
    X(KEY_VALUE, DRIVER_KEY_VALUE, struct key_value_driver, &key_value_driver,         \
      key_value_driver_command, &key_value_apps_layout)                                \
    X(NONVOLATILE, DRIVER_NONVOLATILE, struct nonvolatile_driver, &nonvolatile_driver, \
      nonvolatile_driver_command, &nonvolatile_apps_layout)                            \
    X(ISOLATED, DRIVER_ISOLATED, struct nonvolatile_driver, &isolated_driver,          \
      nonvolatile_isolated_command, &nonvolatile_apps_layout)

#else

static struct flash_mux flash_mux = FLASH_MUX(&flash_mux, &storage_flash);
static const struct flash_client storage_flash_client =
    FLASH_CLIENT(struct flash_mux, flash_mux_read, flash_mux_written, flash_mux_erased, &flash_mux);

static struct key_value_store key_value_store;
static const struct flash_client key_value_store_client =
    FLASH_CLIENT(struct key_value_store, key_value_store_read, key_value_store_written,
                 key_value_store_erased, &key_value_store);
static struct flash_window store_window = FLASH_WINDOW_OBJECT(
    &flash_mux, &key_value_store_client, STORAGE_FIRST_PAGE, STORAGE_PAGE_BYTES);
static const struct flash store_flash =
    FLASH_WINDOW(&store_window, STORAGE_PAGES, STORAGE_PAGE_BYTES, STORAGE_FLASH_WORD_BYTES);
BUFFER(store_scratch, KEY_VALUE_SCRATCH_BYTES);
BUFFER(store_twin_key, KEY_VALUE_SCRATCH_BYTES);
static struct key_value_store key_value_store = KEY_VALUE_STORE_OBJECT(
    &key_value_store, &store_flash, store_scratch, store_twin_key, KEY_VALUE_SCRATCH_BYTES);
static const struct key_value key_value = KEY_VALUE_STORE(&key_value_store);

BUFFER(key_value_key, KEY_VALUE_KEY_MAX);
BUFFER(key_value_value, KEY_VALUE_VALUE_MAX);
static struct key_value_driver key_value_driver;
static const struct key_value_client key_value_driver_client =
    KEY_VALUE_CLIENT(struct key_value_driver, key_value_driver_done, &key_value_driver);
static struct key_value_driver key_value_driver =
    KEY_VALUE_DRIVER(&key_value_driver, &key_value, &key_value_driver_client, key_value_key,
                     KEY_VALUE_KEY_MAX, key_value_value, KEY_VALUE_VALUE_MAX, KEY_VALUE,
                     CAPABILITY_MINT(process_management_capability));

/* How many bytes there are for all programs, and for each. */
#define NONVOLATILE_BYTES 4096
#define ISOLATED_BYTES 4096
BUFFER(nonvolatile_key, NONVOLATILE_KEY_BYTES);
BUFFER(nonvolatile_block, NONVOLATILE_BLOCK_BYTES);
static struct nonvolatile_driver nonvolatile_driver;
static const struct key_value_client nonvolatile_client =
    KEY_VALUE_CLIENT(struct nonvolatile_driver, nonvolatile_driver_done, &nonvolatile_driver);
static struct nonvolatile_driver nonvolatile_driver = NONVOLATILE_DRIVER(
    &nonvolatile_driver, NONVOLATILE_BYTES, &key_value, &nonvolatile_client, nonvolatile_key,
    NONVOLATILE_KEY_BYTES, nonvolatile_block, NONVOLATILE_BLOCK_BYTES, NONVOLATILE,
    CAPABILITY_MINT(process_management_capability));

BUFFER(isolated_key, NONVOLATILE_KEY_BYTES);
BUFFER(isolated_block, NONVOLATILE_BLOCK_BYTES);
static struct nonvolatile_driver isolated_driver;
static const struct key_value_client isolated_client =
    KEY_VALUE_CLIENT(struct nonvolatile_driver, nonvolatile_driver_done, &isolated_driver);
static struct nonvolatile_driver isolated_driver =
    ISOLATED_DRIVER(&isolated_driver, ISOLATED_BYTES, &key_value, &isolated_client, isolated_key,
                    NONVOLATILE_KEY_BYTES, isolated_block, NONVOLATILE_BLOCK_BYTES, ISOLATED,
                    CAPABILITY_MINT(process_management_capability));

static void storage_start(void) {
    flash_window_add(&store_window);
}

#endif
