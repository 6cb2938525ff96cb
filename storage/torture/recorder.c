//go:build ignore

/* The recorder is preloaded into a process that works on a dossier (LD_PRELOAD). It writes every change to the files
 * of one folder into a log, in the order in which it was made and after it was made, so that replay.go can work out
 * what a disk may hold after a power cut at any moment. It hears what SQLite does, which calls libc; Go's own calls go
 * to the kernel directly and are not heard.
 *
 * One entry: what (1 byte), length of the name (1), 0 (2), length of the data (4), place in the file (8), name, data;
 * numbers in the machine's order. What: C created, W written, T cut or stretched to a length, S synced (the name "."
 * is the folder), U unlinked, R renamed (the data is the new name). The writer itself adds A, an acknowledgement. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER; /* an operation and its entry are one */
static const char *folder;
static size_t folder_length;
static int log_file = -1;
static char *names[FILES]; /* of the open files in the folder, by file descriptor */

#define REAL(name, type, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

__attribute__((constructor)) static void start(void) {
  const char *path = getenv("PARLEY_RECORD_TO");
  folder = getenv("PARLEY_RECORD_FOLDER");
  if (!path || !folder) return;
  folder_length = strlen(folder);
  log_file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (log_file < 0) abort();
}

/* base gives the name of a file that lies in the folder, "." for the folder itself, else NULL. */
static const char *base(const char *path) {
  if (log_file < 0 || strncmp(path, folder, folder_length)) return NULL;
  if (!path[folder_length]) return ".";
  if (path[folder_length] != '/' || strchr(path + folder_length + 1, '/')) return NULL;
  return path + folder_length + 1;
}

static const char *open_name(int fd) { return fd >= 0 && fd < FILES ? names[fd] : NULL; }

/* A log with a hole would prove nothing, so the process ends where an entry cannot be written. */
static void note(char what, const char *name, int64_t place, const void *data, size_t length) {
  struct { uint8_t what, name; uint16_t none; uint32_t length; int64_t place; } head =
    {(uint8_t)what, (uint8_t)strlen(name), 0, (uint32_t)length, place};
  struct iovec parts[] = {{&head, sizeof head}, {(void *)name, head.name}, {(void *)data, length}};
  if (writev(log_file, parts, 3) != (ssize_t)(sizeof head + head.name + length)) abort();
}

static int opened(int fd, const char *name, int flags, int existed) {
  if (fd < 0 || !name) return fd;
  if (fd >= FILES) abort();
  free(names[fd]);
  names[fd] = strdup(name);
  if (flags & O_CREAT && !existed) note('C', name, 0, NULL, 0);
  if (flags & O_TRUNC && existed) note('T', name, 0, NULL, 0);
  return fd;
}

#define OPEN(function) \
  int function(const char *path, int flags, ...) { \
    REAL(#function, int, const char *, int, ...); \
    va_list rest; \
    va_start(rest, flags); \
    int mode = flags & O_CREAT ? va_arg(rest, int) : 0; \
    va_end(rest); \
    const char *name = base(path); \
    if (!name) return real(path, flags, mode); \
    pthread_mutex_lock(&order); \
    int existed = !access(path, F_OK); \
    int fd = opened(real(path, flags, mode), name, flags, existed); \
    pthread_mutex_unlock(&order); \
    return fd; \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  REAL("close", int, int);
  if (open_name(fd)) {
    pthread_mutex_lock(&order);
    free(names[fd]);
    names[fd] = NULL;
    pthread_mutex_unlock(&order);
  }
  return real(fd);
}

/* RECORDED does an operation on an open file and notes it where it succeeded. */
#define RECORDED(type, call, entry) \
  const char *name = open_name(fd); \
  if (!name) return call; \
  pthread_mutex_lock(&order); \
  type done = call; \
  if (done >= 0) entry; \
  pthread_mutex_unlock(&order); \
  return done

ssize_t write(int fd, const void *data, size_t length) {
  REAL("write", ssize_t, int, const void *, size_t);
  RECORDED(ssize_t, real(fd, data, length), note('W', name, lseek(fd, 0, SEEK_CUR) - done, data, done));
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t place) {
  REAL("pwrite", ssize_t, int, const void *, size_t, off_t);
  RECORDED(ssize_t, real(fd, data, length, place), note('W', name, place, data, done));
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t place) {
  REAL("pwrite64", ssize_t, int, const void *, size_t, off64_t);
  RECORDED(ssize_t, real(fd, data, length, place), note('W', name, place, data, done));
}

int ftruncate(int fd, off_t length) {
  REAL("ftruncate", int, int, off_t);
  RECORDED(int, real(fd, length), note('T', name, length, NULL, 0));
}

int ftruncate64(int fd, off64_t length) {
  REAL("ftruncate64", int, int, off64_t);
  RECORDED(int, real(fd, length), note('T', name, length, NULL, 0));
}

int fsync(int fd) {
  REAL("fsync", int, int);
  RECORDED(int, real(fd), note('S', name, 0, NULL, 0));
}

int fdatasync(int fd) {
  REAL("fdatasync", int, int);
  RECORDED(int, real(fd), note('S', name, 0, NULL, 0));
}

int unlink(const char *path) {
  REAL("unlink", int, const char *);
  const char *name = base(path);
  if (!name) return real(path);
  pthread_mutex_lock(&order);
  int done = real(path);
  if (!done) note('U', name, 0, NULL, 0);
  pthread_mutex_unlock(&order);
  return done;
}

int rename(const char *from, const char *to) {
  REAL("rename", int, const char *, const char *);
  const char *name = base(from), *new_name = base(to);
  if (!name || !new_name) return real(from, to);
  pthread_mutex_lock(&order);
  int done = real(from, to);
  if (!done) note('R', name, 0, new_name, strlen(new_name));
  pthread_mutex_unlock(&order);
  return done;
}
