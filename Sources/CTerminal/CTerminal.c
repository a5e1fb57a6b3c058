#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdatomic.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

int terminal_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC | O_NONBLOCK); }

int terminal_program_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int terminal_width(int32_t scalar) { return wcwidth((wchar_t)scalar); }

static bool uses_utf8;

static void choose_utf8(void) {
    uses_utf8 = setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    if (!uses_utf8) uses_utf8 = setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

bool terminal_use_utf8(void) {
    // The locale is the process's: changing it again while other threads convert characters is not allowed.
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, choose_utf8);
    return uses_utf8;
}

void terminal_forbid_core(void) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    // The limit does not hold where the kernel pipes the dump into a program, and keeps no debugger out.
    prctl(PR_SET_DUMPABLE, 0);
}

// Terminals to put back. A slot is written by its owner and read inside handlers, so its state is one atomic word.

enum { slot_free, slot_claimed, slot_saved, slot_editing, slot_count = 16 };

static struct {
    atomic_int state;
    int fd;
    struct termios modes;
} slots[slot_count];

int terminal_save(int fd) {
    for (int i = 0; i < slot_count; i++) {
        int expected = slot_free;
        if (!atomic_compare_exchange_strong(&slots[i].state, &expected, slot_claimed)) continue;
        slots[i].fd = fd;
        if (tcgetattr(fd, &slots[i].modes) != 0) {
            atomic_store(&slots[i].state, slot_free);
            return -1;
        }
        atomic_store(&slots[i].state, slot_saved);
        return i;
    }
    return -1;
}

void terminal_set_editing(int slot, bool editing) {
    if (slot >= 0) atomic_store(&slots[slot].state, editing ? slot_editing : slot_saved);
}

void terminal_forget(int slot) {
    if (slot >= 0) atomic_store(&slots[slot].state, slot_free);
}

void terminal_restore(void) {
    for (int i = 0; i < slot_count; i++) {
        if (atomic_load(&slots[i].state) != slot_editing) continue;
        tcsetattr(slots[i].fd, TCSANOW, &slots[i].modes);
        // Bracketed paste off, cursor shown, attributes off, and a row of its own for what the parent prints.
        static const char sane[] = "\033[?2004l\033[?25h\033[m\r\n";
        ssize_t written = write(slots[i].fd, sane, sizeof sane - 1);
        (void)written;
    }
}

// Listeners: each is a descriptor and the set of signals it wants.

enum { listener_count = 16 };

static struct {
    atomic_int fd; // 0 is free, otherwise the descriptor plus one
    atomic_ullong signals;
} listeners[listener_count];

static atomic_int continued; // how many SIGCONT came
static atomic_int interrupts; // how many SIGINT came
static atomic_int endings; // how many SIGTERM and SIGHUP were passed on

static bool announce(int number, bool is_typed) {
    bool heard = false;
    for (int i = 0; i < listener_count; i++) {
        int fd = atomic_load(&listeners[i].fd);
        if (fd == 0 || !(atomic_load(&listeners[i].signals) & (1ULL << number))) continue;
        unsigned char byte = (unsigned char)(is_typed ? number | TERMINAL_TYPED : number);
        heard = write(fd - 1, &byte, 1) == 1 || errno == EAGAIN || heard;
    }
    return heard;
}

static void take_default(int number) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_DFL;
    sigaction(number, &action, NULL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    raise(number);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
}

static void install(int number);

// Who hears of crashes after the terminal was put back: the language's runtime, which prints where they were.
static struct sigaction previous[NSIG];
static bool has_previous[NSIG];

static void on_signal(int number, siginfo_t *information, void *context) {
    (void)context;
    int error = errno;
    switch (number) {
    case SIGTERM:
    case SIGHUP:
        terminal_restore();
        if (atomic_fetch_add(&endings, 1) > 0 || !announce(number, false)) take_default(number);
        break;
    case SIGTSTP: {
        int before = atomic_load(&continued);
        terminal_restore();
        take_default(number); // returns when the process continues
        install(number);
        // Where nobody could let it continue, as in an orphaned group, the system does not stop it either.
        sigset_t pending;
        bool comes = sigpending(&pending) == 0 && sigismember(&pending, SIGCONT);
        if (!comes && atomic_load(&continued) == before) announce(SIGCONT, false);
        break;
    }
    case SIGINT:
        atomic_fetch_add(&interrupts, 1);
        // The kernel itself sends the one of a terminal.
        if (!announce(number, information->si_code == SI_KERNEL)) {
            terminal_restore();
            take_default(number);
        }
        break;
    case SIGCONT:
        atomic_fetch_add(&continued, 1);
        announce(number, false);
        break;
    case SIGWINCH:
        announce(number, false);
        break;
    default: // SIGQUIT and crashes
        terminal_restore();
        if (has_previous[number]) { // delivered to it when this returns
            sigaction(number, &previous[number], NULL);
            raise(number);
        } else {
            take_default(number);
        }
    }
    errno = error;
}

int terminal_interrupts(void) {
    // Only who blocks a signal is told that it waits for another thread.
    sigset_t only, before, pending;
    sigemptyset(&only);
    sigaddset(&only, SIGINT);
    pthread_sigmask(SIG_BLOCK, &only, &before);
    bool waits = sigpending(&pending) == 0 && sigismember(&pending, SIGINT) == 1;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return atomic_load(&interrupts) + waits;
}

static void install(int number) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_RESTART | SA_ONSTACK | SA_SIGINFO;
    sigfillset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

static void install_unless_ignored(int number) {
    struct sigaction old;
    if (sigaction(number, NULL, &old) != 0 || old.sa_handler == SIG_IGN) return;
    bool is_ours = (old.sa_flags & SA_SIGINFO) && old.sa_sigaction == on_signal;
    if (!is_ours && old.sa_handler != SIG_DFL) {
        bool is_crash = number == SIGSEGV || number == SIGBUS || number == SIGILL || number == SIGTRAP ||
                        number == SIGABRT || number == SIGFPE;
        // Ctrl-\ is no crash: whoever presses it wants to be rid of the program at once.
        if (!is_crash && number != SIGQUIT) return;
        if (is_crash) {
            previous[number] = old;
            has_previous[number] = true;
        }
    }
    install(number);
}

int terminal_listen(int fd, const int *signals, int count) {
    unsigned long long set = 0;
    for (int i = 0; i < count; i++) set |= 1ULL << signals[i];
    for (int i = 0; i < listener_count; i++) {
        int expected = 0;
        if (!atomic_compare_exchange_strong(&listeners[i].fd, &expected, fd + 1)) continue;
        atomic_store(&listeners[i].signals, set);
        for (int j = 0; j < count; j++) install_unless_ignored(signals[j]);
        static const int deadly[] = {SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
        for (size_t j = 0; j < sizeof deadly / sizeof *deadly; j++) install_unless_ignored(deadly[j]);
        static atomic_flag registered = ATOMIC_FLAG_INIT;
        if (!atomic_flag_test_and_set(&registered)) atexit(terminal_restore);
        return 0;
    }
    return -1;
}

void terminal_unlisten(int fd) {
    for (int i = 0; i < listener_count; i++) {
        int expected = fd + 1;
        if (atomic_load(&listeners[i].fd) != expected) continue;
        atomic_store(&listeners[i].signals, 0);
        atomic_compare_exchange_strong(&listeners[i].fd, &expected, 0);
    }
}
