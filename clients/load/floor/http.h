// As much of HTTP/1.1 as the daemon and its gateway speak: heads, and bodies of a given length.
#pragma once

#include <stdbool.h>
#include <stddef.h>

/// A request or an answer that came whole; it points into what was read.
struct floor_http {
    /// The first line, without its end.
    const char *line;
    size_t line_count;
    /// Everything after the first line, up to and with the empty line.
    const char *fields;
    size_t field_count;
    const char *body;
    size_t body_count;
    /// Bytes of all of it.
    size_t count;
};

/// Reads one from the front; 1: it is whole, 0: bytes are missing, -1: it cannot be read.
int floor_read_http(const unsigned char *bytes, size_t count, struct floor_http *to);

/// Splits an address such as http://127.0.0.1:8080/path into its host with the port, and the rest.
bool floor_split_url(const char *url, char *host, size_t host_room, const char **path);
