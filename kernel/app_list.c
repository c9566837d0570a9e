/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The list of objects in app flash. See the header. */
#include "kernel/app_list.h"

#include "abi/tbf.h"
#include "arch/arch.h"

/* ---- Reading ---- */

static bool note(struct app_list *list, uint32_t start, struct tbf_head head, bool is_object) {
    if (list->count == APP_OBJECTS_MAX) {
        return false;
    }
    list->objects[list->count] = (struct app_object){
        .start = start,
        .size = head.total_size,
        .is_padding = is_object && head.header_size == TBF_BASE_SIZE,
    };
    list->count++;
    return true;
}

void app_list_read(struct app_list *list, const uint8_t *at, struct range flash) {
    list->flash = flash;
    list->end = flash.start;
    list->count = 0;
    list->is_complete = false;
    for (uint32_t i = 0; i <= APP_OBJECTS_MAX; i++) {
        const struct tbf_bytes area = {&at[list->end - flash.start], flash.end - list->end};
        struct tbf_head head = {0, 0};
        enum tbf_step step = tbf_read_head(area, &head);
        if (step == TBF_STEP_END || step == TBF_STEP_CUT) {
            list->is_complete = step == TBF_STEP_END;
            return;
        }
        if (!note(list, list->end, head, step == TBF_STEP_OBJECT)) {
            return;
        }
        list->end += head.total_size; /* cannot pass flash.end: tbf_read_head */
    }
}

/* ---- Placing ---- */

/* Can these bytes, if there are any, be a padding object? */
static bool can_be_padding(uint32_t bytes) {
    return bytes == 0 || (bytes >= APP_PADDING_BYTES && bytes % 4 == 0);
}

static uint32_t round_up(uint32_t value, uint32_t from, uint32_t step) {
    uint32_t offset = value - from;
    uint32_t over = offset % step;
    return over == 0 ? value : value + (step - over);
}

/* Behind the list, the last bytes of flash may be too few for a padding object: they are erased, and so the
 * list ends there. */
static bool fits_at(const struct app_list *list, const struct app_request *r, struct range gap,
                    uint32_t start) {
    if (start < gap.start || start >= gap.end || r->size > gap.end - start) {
        return false;
    }
    uint32_t end = start + r->size;
    uint32_t erased_end = round_up(end, list->flash.start, r->page_bytes);
    return erased_end <= gap.end && can_be_padding(start - gap.start) &&
           (can_be_padding(gap.end - end) || gap.end == list->flash.end) &&
           mpu_can_cover((struct range){start, end});
}

static bool place_in(const struct app_list *list, const struct app_request *r,
                     struct app_place *place) {
    uint32_t start = round_up(place->gap.start, list->flash.start, r->page_bytes);
    while (start < place->gap.end && r->size <= place->gap.end - start) {
        bool wanted = r->start == TBF_ADDRESS_ANY || r->start == start;
        if (wanted && fits_at(list, r, place->gap, start)) {
            place->object = (struct range){start, start + r->size};
            return true;
        }
        start += r->page_bytes;
    }
    return false;
}

/* The gap that begins at object `index`, which is padding, or behind the list. Returns the index of the
 * object behind it. */
static uint32_t gap_from(const struct app_list *list, uint32_t index, struct app_place *place) {
    uint32_t i = index;
    place->gap.start = i < list->count ? list->objects[i].start : list->end;
    place->gap.end = place->gap.start;
    while (i < list->count && list->objects[i].is_padding) {
        place->gap.end += list->objects[i].size;
        i++;
    }
    place->gap_is_one = i == index + 1;
    if (i == list->count && place->gap.end < list->flash.end) {
        place->gap.end = list->flash.end;
        place->gap_is_one = false;
    }
    return i;
}

bool app_list_place(const struct app_list *list, const struct app_request *request,
                    struct app_place *place) {
    if (!list->is_complete || request->size == 0 || request->size % 4 != 0) {
        return false;
    }
    for (uint32_t i = 0; i <= list->count; i++) {
        if (i == list->count || list->objects[i].is_padding) {
            i = gap_from(list, i, place);
            if (place_in(list, request, place)) {
                return true;
            }
        }
    }
    return false;
}
