/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See process_info.h. */
#include "process_info.h"

#include <string.h>

#define COUNT 1
#define LIST 2
#define GET_NAME 4
#define GET_STATISTICS 5
#define ACT 6
#define BUFFER 0 /* the allow */

/* More than any board has slots; a longer list is searched as far as this. */
#define NUMBERS_MAX 16

/* A command whose answer comes in a buffer, which is lent for just that long. */
static struct syscall_return ask(uint32_t number, uint32_t process, void *buffer, size_t bytes) {
    struct syscall_return result = allow_rw(DRIVER_PROCESS_INFO, BUFFER, buffer, bytes);
    if (!syscall_succeeded(result))
        return result;
    result = command(DRIVER_PROCESS_INFO, number, process, 0);
    allow_rw(DRIVER_PROCESS_INFO, BUFFER, NULL, 0);
    return result;
}

enum errorcode process_info_count(uint32_t *count) {
    struct syscall_return result = command(DRIVER_PROCESS_INFO, COUNT, 0, 0);
    *count = syscall_succeeded(result) ? result.values[0] : 0;
    return syscall_error(result);
}

enum errorcode process_info_list(uint32_t *numbers, size_t capacity, uint32_t *count) {
    struct syscall_return result = ask(LIST, 0, numbers, capacity * sizeof *numbers);
    *count = syscall_succeeded(result) ? result.values[0] : 0;
    return syscall_error(result);
}

enum errorcode process_info_get_name(uint32_t number, char *name, size_t size) {
    struct syscall_return result = ask(GET_NAME, number, name, size);
    size_t length = syscall_succeeded(result) ? result.values[0] : 0;
    name[length < size ? length : size - 1] = '\0';
    return syscall_error(result);
}

enum errorcode process_info_get_statistics(uint32_t number,
                                           struct process_info_statistics *statistics) {
    /* The driver says OK to a number it does not know, and writes nothing. */
    statistics->state = UINT32_MAX;
    enum errorcode err = syscall_error(ask(GET_STATISTICS, number, statistics, sizeof *statistics));
    if (!err && statistics->state == UINT32_MAX)
        return ERR_INVAL;
    return err;
}

static bool has_name(uint32_t number, const char *name) {
    char found[32];
    return process_info_get_name(number, found, sizeof found) == OK &&
           strncmp(found, name, sizeof found - 1) == 0;
}

enum errorcode process_info_find(const char *name, uint32_t *number) {
    uint32_t numbers[NUMBERS_MAX];
    uint32_t count = 0;
    enum errorcode err = process_info_list(numbers, NUMBERS_MAX, &count);
    if (err)
        return err;
    for (uint32_t i = 0; i < count && i < NUMBERS_MAX; i++)
        if (has_name(numbers[i], name)) {
            *number = numbers[i];
            return OK;
        }
    return ERR_INVAL;
}

enum errorcode process_info_act(uint32_t number, enum process_info_action action) {
    return syscall_error(command(DRIVER_PROCESS_INFO, ACT, number, (uint32_t)action));
}
