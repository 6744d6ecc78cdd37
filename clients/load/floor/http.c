#define _GNU_SOURCE
#include "http.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { HEAD_BYTES_MAX = 64 * 1024 };

/// The length that the fields give; 0 without one, -1 for a body that comes in chunks.
static long read_length(const char *fields, size_t count) {
    const char *line = fields, *end = fields + count;
    long length = 0;
    while (line < end) {
        if (strncasecmp(line, "Content-Length:", 15) == 0) length = strtol(line + 15, NULL, 10);
        if (strncasecmp(line, "Transfer-Encoding:", 18) == 0) return -1;
        const char *next = memchr(line, '\n', (size_t)(end - line));
        if (next == NULL) break;
        line = next + 1;
    }
    return length;
}

int floor_read_http(const unsigned char *bytes, size_t count, struct floor_http *to) {
    const char *start = (const char *)bytes;
    const char *empty = memmem(start, count, "\r\n\r\n", 4);
    if (empty == NULL) return count > HEAD_BYTES_MAX ? -1 : 0;
    const char *line_end = memmem(start, count, "\r\n", 2);
    to->line = start;
    to->line_count = (size_t)(line_end - start);
    to->fields = line_end + 2;
    to->field_count = (size_t)(empty + 4 - to->fields);
    long length = read_length(to->fields, to->field_count);
    if (length < 0) return -1;
    to->body = empty + 4;
    to->body_count = (size_t)length;
    to->count = (size_t)(to->body - start) + to->body_count;
    return to->count <= count ? 1 : 0;
}

bool floor_split_url(const char *url, char *host, size_t host_room, const char **path) {
    static const char scheme[] = "http://";
    if (strncmp(url, scheme, sizeof scheme - 1) != 0) return false;
    const char *start = url + sizeof scheme - 1, *slash = strchrnul(start, '/');
    size_t size = (size_t)(slash - start);
    if (size == 0 || size >= host_room) return false;
    memcpy(host, start, size);
    host[size] = 0;
    *path = *slash == 0 ? "/" : slash;
    return true;
}
