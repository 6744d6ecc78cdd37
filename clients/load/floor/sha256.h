// SHA-256 (FIPS 180-4) and HMAC (RFC 2104), as Meta signs webhooks.
#pragma once

#include <stddef.h>

enum { SHA256_BYTES = 32, HMAC_KEY_BYTES_MAX = 64 };

/// Writes the keyed hash of the bytes as 64 hexadecimal digits and a zero; a key has at most 64 bytes.
void floor_hmac_sha256(
    const void *key, size_t key_count, const void *bytes, size_t count,
    char to[2 * SHA256_BYTES + 1]);
