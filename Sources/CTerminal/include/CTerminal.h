#pragma once
// What Swift cannot do to a terminal: handlers that run inside a signal, and calls Glibc's module leaves out.

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/// Opens a pipe that neither blocks nor survives exec: the reading end first. 0, or -1 with errno set.
int terminal_pipe(int ends[2]);

/// Opens a pipe for a program: it blocks, as programs expect, and no other program inherits it.
int terminal_program_pipe(int ends[2]);

/// The columns a scalar takes: 0, 1 or 2, and -1 for what cannot be printed.
int terminal_width(int32_t scalar);

/// Makes the C library's text functions read and write UTF-8, whatever the environment says.
bool terminal_use_utf8(void);

/// No core dump of this process: its memory holds keys.
void terminal_forbid_core(void);

/// Remembers the modes of a terminal, to be put back when the process dies or stops. A slot, or -1.
int terminal_save(int fd);

/// Says whether the terminal of a slot is being edited on, so that a death has something to undo.
void terminal_set_editing(int slot, bool editing);

/// Forgets a slot.
void terminal_forget(int slot);

/// Puts every saved terminal back; safe inside a signal handler.
void terminal_restore(void);

/// Is in the byte of a SIGINT that a key of a terminal has sent, and no process.
enum { TERMINAL_TYPED = 0x80 };

/// How many SIGINT have come, with one that waits to be heard of.
int terminal_interrupts(void);

/// Sends one byte, the signal's number, to a descriptor for each signal in `signals`. 0, or -1 when all places are taken.
///
/// SIGTERM and SIGHUP nobody listens to, and a second one of either, put the terminal back and end the process.
int terminal_listen(int fd, const int *signals, int count);

/// Ends what `terminal_listen` began.
void terminal_unlisten(int fd);
