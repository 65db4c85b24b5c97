#include <stdio.h>
#include <errno.h>
#include <locale.h>
#include <langinfo.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <poll.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>
#include <readline/readline.h>
#include <readline/history.h>
#include "shim.h"

static deskmate_completer completer;
static int listed_prefix;
static char *entered;
static int finished;
static const char *prefilled;
static volatile sig_atomic_t interrupted, continued, resized;

static void on_signal(int number) {
  if (number == SIGINT) interrupted = 1;
  if (number == SIGCONT) continued = 1;
  if (number == SIGWINCH) resized = 1;
}

static void on_line(char *line) {
  entered = line;
  finished = 1;
  // Removing the handler at once keeps readline from drawing a second prompt.
  rl_callback_handler_remove();
}

static int prefill(void) {
  if (prefilled) rl_insert_text(prefilled);
  return 0;
}

static char *next_match(const char *text, int state) {
  static char **matches;
  static int index;
  if (state == 0) {
    index = 0;
    int kept = 0;
    matches = completer ? completer(text, &kept) : NULL;
    listed_prefix = kept;
  }
  if (!matches) return NULL;
  char *match = matches[index++];
  if (!match) {
    free(matches);
    matches = NULL;
  }
  return match;
}

static char **complete(const char *text, int start, int end) {
  (void)start, (void)end;
  rl_attempted_completion_over = 1;
  return rl_completion_matches(text, next_match);
}

// The whole line before the cursor is completed, but only its last part is worth listing.
static void list_matches(char **matches, int count, int longest) {
  char **shown = malloc(sizeof(char *) * (size_t)(count + 2));
  if (!shown) return;
  for (int i = 0; i <= count; i++) {
    size_t length = strlen(matches[i]);
    shown[i] = matches[i] + ((size_t)listed_prefix <= length ? (size_t)listed_prefix : 0);
  }
  shown[count + 1] = NULL;
  rl_display_match_list(shown, count, longest - listed_prefix > 0 ? longest - listed_prefix : longest);
  free(shown);
  rl_forced_update_display();
}

void deskmate_line_open(const char *name, deskmate_completer callback) {
  setlocale(LC_CTYPE, "");
  // Chinese is at home here, also where nobody set a locale.
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
  rl_readline_name = name;
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_completer_word_break_characters = "";
  rl_completer_quote_characters = "";
  rl_completion_append_character = ' ';
  rl_attempted_completion_function = complete;
  rl_completion_display_matches_hook = list_matches;
  completer = callback;
  using_history();
  stifle_history(2000);
}

enum deskmate_line_end deskmate_line_read(const char *prompt, const char *initial, char **line) {
  sigset_t blocked, before;
  struct sigaction action = {.sa_handler = on_signal}, old_int, old_cont, old_winch;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGINT);
  sigaddset(&blocked, SIGCONT);
  sigaddset(&blocked, SIGWINCH);
  // Signals arrive only inside pselect, so none is lost between the check and the wait.
  sigprocmask(SIG_BLOCK, &blocked, &before);
  sigaction(SIGINT, &action, &old_int);
  sigaction(SIGCONT, &action, &old_cont);
  sigaction(SIGWINCH, &action, &old_winch);

  interrupted = continued = resized = 0;
  finished = 0;
  entered = NULL;
  enum deskmate_line_end end = deskmate_line_closed;
  prefilled = initial;
  rl_startup_hook = initial ? prefill : NULL;
  rl_callback_handler_install(prompt, on_line);
  while (!finished) {
    fd_set descriptors;
    FD_ZERO(&descriptors);
    FD_SET(STDIN_FILENO, &descriptors);
    int ready = pselect(STDIN_FILENO + 1, &descriptors, NULL, NULL, NULL, &before);
    if (ready > 0) {
      rl_callback_read_char();
      continue;
    }
    if (ready < 0 && errno != EINTR) break;
    if (interrupted) {
      fputs("^C", rl_outstream);
      rl_free_line_state();
      rl_callback_sigcleanup();
      rl_callback_handler_remove();
      fputc('\n', rl_outstream);
      fflush(rl_outstream);
      finished = 1;
      end = deskmate_line_interrupted;
    }
    if (resized) {
      resized = 0;
      rl_resize_terminal();
    }
    if (continued && !finished) {
      continued = 0;
      rl_prep_terminal(1);
      rl_forced_update_display();
    }
  }
  rl_callback_handler_remove();
  sigaction(SIGINT, &old_int, NULL);
  sigaction(SIGCONT, &old_cont, NULL);
  sigaction(SIGWINCH, &old_winch, NULL);
  sigprocmask(SIG_SETMASK, &before, NULL);
  if (end == deskmate_line_interrupted) return end;
  *line = entered;
  return entered ? deskmate_line_entered : deskmate_line_closed;
}

int deskmate_key_read(void) {
  struct termios before, raw;
  if (tcgetattr(STDIN_FILENO, &before) != 0) return -1;
  raw = before;
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  if (tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) != 0) return -1;
  unsigned char bytes[256];
  ssize_t count;
  do {
    count = read(STDIN_FILENO, bytes, sizeof bytes);
  } while (count < 0 && errno == EINTR);
  int key = count <= 0 ? -1 : bytes[0];
  // More than one byte at once is a paste, an arrow or a Chinese character: no answer to "which?".
  struct pollfd waiting = {.fd = STDIN_FILENO, .events = POLLIN};
  while (count > 0 && poll(&waiting, 1, count > 1 || bytes[0] == 27 ? 30 : 0) > 0) {
    ssize_t more = read(STDIN_FILENO, bytes, sizeof bytes);
    if (more <= 0) break;
    count += more;
  }
  tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
  return count > 1 ? 0 : key;
}

void deskmate_history_add(const char *line) { add_history(line); }

void deskmate_history_load(const char *path) { read_history(path); }

int deskmate_line_columns(void) {
  int rows = 0, columns = 0;
  rl_get_screen_size(&rows, &columns);
  return columns;
}
