/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Flash memory: read anywhere, erased by pages, written by words.
 *
 * It is as NOR flash is. To erase sets all bits of a page. To write clears bits and sets none: a 1 that is
 * written over a 0 leaves the 0, which is no error; so a word may be written again to clear more of its
 * bits. What is cut short, by a failure or because the power has gone, has reached some of the bits that
 * it was about, in no order, and no others.
 *
 * One operation at a time. A buffer belongs to the device from the call that takes it until the client is
 * given it back, with the window as it was, and the bytes of the device that the operation is about have no
 * value that anybody may rely on until then. The client is never called from inside a call. */
#ifndef HIL_FLASH_H
#define HIL_FLASH_H

#include "abi/errorcode.h"
#include "kernel/buffer.h"
#include "kernel/hil.h"

#include <stdint.h>

struct STATIC_TYPE SEALED flash_ops {
    enum errorcode (*read)(struct object *self, uint32_t offset, struct buffer *buffer);
    enum errorcode (*write)(struct object *self, uint32_t offset, struct buffer *buffer);
    enum errorcode (*erase)(struct object *self, uint32_t offset);
};

/* Pages have one size, and so have words, which divides that of pages. A chip whose pages differ offers
 * those that do not. The numbers never change, so they are part of the interface; what is asked for is
 * held against them before the device hears of it. */
struct STATIC_TYPE SEALED flash {
    const struct flash_ops *ops;
    struct object *self;
    uint32_t bytes; /* of all pages; offsets count from the first one */
    uint32_t page_bytes;
    uint32_t word_bytes;
};
#define FLASH_OPS(type, read_, write_, erase_)                                    \
    {                                                                             \
        .read = METHOD(type, read_, enum errorcode, uint32_t, struct buffer *),   \
        .write = METHOD(type, write_, enum errorcode, uint32_t, struct buffer *), \
        .erase = METHOD(type, erase_, enum errorcode, uint32_t),                  \
    }
API_MACRO(FLASH_OPS, "METHOD checks each function against the type");

/* HIL_BIND for this interface, whose objects have numbers besides. */
#define FLASH_BIND(name, object_, bytes_, page_bytes_, word_bytes_)                       \
    {                                                                                     \
        .ops = &(name).ops,                                                             \
        .self = (struct object *)_Generic((object_), __typeof__(*(name).self) *         \
                                          : (object_)),                                 \
        .bytes = (bytes_), .page_bytes = (page_bytes_), .word_bytes = (word_bytes_), \
    }
API_MACRO(FLASH_BIND, "the object is of the type that the functions of the table work on");

/* errors, of all three, after which there is no call back and the caller keeps the buffer:
 *   INVAL     the window is empty, or something is not aligned
 *   SIZE      not all of it lies inside the device
 *   BUSY      another operation has not ended
 *   NODEVICE  there is no such device */

/* Fills the window of `buffer` with the bytes from `offset` on. */
enum errorcode flash_read(const struct flash *f, uint32_t offset, struct buffer *buffer);

/* Writes the window of `buffer`, which is whole words, to the word at `offset` and those behind it. */
enum errorcode flash_write(const struct flash *f, uint32_t offset, struct buffer *buffer);

/* Erases the page that begins at `offset`. */
enum errorcode flash_erase(const struct flash *f, uint32_t offset);

/* Who is told that an operation has ended: with OK, or FAIL if the device could not do all of it. */
struct STATIC_TYPE SEALED flash_client {
    void (*read)(struct object *self, struct buffer *buffer, enum errorcode status);
    void (*written)(struct object *self, struct buffer *buffer, enum errorcode status);
    void (*erased)(struct object *self, enum errorcode status);
    struct object *self;
};
#define FLASH_CLIENT(type, read_, written_, erased_, self_)                               \
    {                                                                                     \
        .read = METHOD(type, read_, void, struct buffer *, enum errorcode),               \
        .written = METHOD(type, written_, void, struct buffer *, enum errorcode),         \
        .erased = METHOD(type, erased_, void, enum errorcode), .self = SELF(type, self_), \
    }
API_MACRO(FLASH_CLIENT, "functions and object have one type, which METHOD and SELF check");

CALLS_CLIENT void flash_client_read(const struct flash_client *c, struct buffer *buffer,
                                    enum errorcode status);
CALLS_CLIENT void flash_client_written(const struct flash_client *c, struct buffer *buffer,
                                       enum errorcode status);
CALLS_CLIENT void flash_client_erased(const struct flash_client *c, enum errorcode status);

#endif
