/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The basic exception frame (DDI0403E B1.5.6). */
#ifndef ARCH_CORTEX_M_FRAME_H
#define ARCH_CORTEX_M_FRAME_H

enum frame_word {
    FRAME_R0,
    FRAME_R1,
    FRAME_R2,
    FRAME_R3,
    FRAME_R12,
    FRAME_LR,
    FRAME_PC,
    FRAME_XPSR,
    FRAME_WORDS,
};

#define FRAME_BYTES (FRAME_WORDS * 4u)
#define RESULT_BYTES 16u
#define XPSR_THUMB 0x01000000u
#define XPSR_EXCEPTION 0x1FFu
#define EXC_RETURN_THREAD_PSP 0xFFFFFFFDu /* with a basic frame */
#define EXCEPTION_NONE 0u
#define EXCEPTION_SVC 11u

#endif
