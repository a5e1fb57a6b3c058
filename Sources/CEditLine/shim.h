#pragma once
// Swift calls no variadic function: each wrapper below fixes the argument types of one use of el_wset or el_wget.

#include <histedit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

typedef wchar_t *(*editline_prompt)(EditLine *);
typedef int (*editline_getc)(EditLine *, wchar_t *);
typedef unsigned char (*editline_command)(EditLine *, wint_t);

/// Widens ASCII text. libedit keeps the names and help of added commands for ever, so nobody frees those.
static inline wchar_t *editline_widen(const char *text) {
    size_t length = strlen(text);
    wchar_t *wide = (wchar_t *)calloc(length + 1, sizeof(wchar_t));
    for (size_t i = 0; wide && i < length; i++) wide[i] = (unsigned char)text[i];
    return wide;
}

/// Opens an editor over two descriptors; the stream carries everything libedit draws.
static inline EditLine *editline_open(const char *program, FILE *in, FILE *out, int infd, int outfd) {
    return el_init_fd(program, in, out, out, infd, outfd, outfd);
}

/// `escape` marks the start and the end of what takes no width on the screen.
static inline int editline_set_prompt(EditLine *el, editline_prompt prompt, wchar_t escape) {
    return el_wset(el, EL_PROMPT_ESC, prompt, (int)escape);
}

static inline int editline_set_getc(EditLine *el, editline_getc getc) {
    return el_wset(el, EL_GETCFN, getc);
}

static inline int editline_set_int(EditLine *el, int operation, int value) {
    return el_wset(el, operation, value);
}

static inline int editline_set_data(EditLine *el, void *data) {
    return el_wset(el, EL_CLIENTDATA, data);
}

static inline void *editline_data(EditLine *el) {
    void *data = NULL;
    el_wget(el, EL_CLIENTDATA, &data);
    return data;
}

static inline int editline_set_editor(EditLine *el, const char *name) {
    wchar_t *wide = editline_widen(name);
    int result = el_wset(el, EL_EDITOR, wide);
    free(wide);
    return result;
}

static inline int editline_uses_vi(EditLine *el) {
    const wchar_t *name = NULL;
    return el_wget(el, EL_EDITOR, &name) == 0 && name && name[0] == L'v';
}

static inline int editline_add(EditLine *el, const char *name, const char *help, editline_command command) {
    return el_wset(el, EL_ADDFN, editline_widen(name), editline_widen(help), command);
}

/// Binds keys to a command, in the command map of vi when `alternative` is not zero.
static inline int editline_bind(EditLine *el, const char *keys, const char *command, int alternative) {
    wchar_t *k = editline_widen(keys), *c = editline_widen(command);
    int result = alternative ? el_wset(el, EL_BIND, L"-a", k, c, NULL) : el_wset(el, EL_BIND, k, c, NULL);
    free(k);
    free(c);
    return result;
}

static inline int editline_unbind(EditLine *el, const char *keys) {
    wchar_t *k = editline_widen(keys);
    int result = el_wset(el, EL_BIND, L"-r", k, NULL);
    free(k);
    return result;
}

/// Draws prompt and line anew, as if the cursor stood at the start of an empty row.
static inline int editline_refresh(EditLine *el) {
    return el_wset(el, EL_REFRESH);
}
