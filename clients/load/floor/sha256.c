#include "sha256.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK_BYTES = 64, ROUNDS = 64, WORDS = 8 };

struct hash {
    uint32_t words[WORDS];
    uint64_t count;
    unsigned char block[BLOCK_BYTES];
};

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
static const uint32_t constants[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t turn(uint32_t word, int bits) { return word >> bits | word << (32 - bits); }

static void mix(struct hash *hash) {
    uint32_t w[ROUNDS], v[WORDS];
    for (int n = 0; n < 16; n++) {
        const unsigned char *bytes = hash->block + 4 * n;
        w[n] = (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8
            | bytes[3];
    }
    for (int n = 16; n < ROUNDS; n++) {
        uint32_t low = turn(w[n - 15], 7) ^ turn(w[n - 15], 18) ^ w[n - 15] >> 3;
        uint32_t high = turn(w[n - 2], 17) ^ turn(w[n - 2], 19) ^ w[n - 2] >> 10;
        w[n] = w[n - 16] + low + w[n - 7] + high;
    }
    memcpy(v, hash->words, sizeof v);
    for (int n = 0; n < ROUNDS; n++) {
        uint32_t high = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25);
        uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        uint32_t first = v[7] + high + choice + constants[n] + w[n];
        uint32_t low = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22);
        uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
        memmove(v + 1, v, sizeof v - sizeof *v);
        v[4] += first;
        v[0] = first + low + majority;
    }
    for (int n = 0; n < WORDS; n++) hash->words[n] += v[n];
}

static void begin(struct hash *hash) {
    // The first 32 bits of the fractional parts of the square roots of the first 8 primes.
    *hash = (struct hash){.words = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
        0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

static void add(struct hash *hash, const void *bytes, size_t count) {
    const unsigned char *from = bytes;
    while (count > 0) {
        size_t used = hash->count % BLOCK_BYTES, part = BLOCK_BYTES - used;
        if (part > count) part = count;
        memcpy(hash->block + used, from, part);
        hash->count += part;
        from += part;
        count -= part;
        if (hash->count % BLOCK_BYTES == 0) mix(hash);
    }
}

static void end(struct hash *hash, unsigned char to[SHA256_BYTES]) {
    static const unsigned char padding[BLOCK_BYTES] = {0x80};
    uint64_t bits = hash->count * 8;
    add(hash, padding, BLOCK_BYTES - (hash->count + 8) % BLOCK_BYTES);
    unsigned char length[8];
    for (int n = 0; n < 8; n++) length[n] = (unsigned char)(bits >> (56 - 8 * n));
    add(hash, length, sizeof length);
    for (int n = 0; n < SHA256_BYTES; n++) {
        to[n] = (unsigned char)(hash->words[n / 4] >> (24 - n % 4 * 8));
    }
}

/// Hashes the key, padded and changed, and the bytes after it.
static void hash_keyed(
    const unsigned char key[BLOCK_BYTES], unsigned char change, const void *bytes, size_t count,
    unsigned char to[SHA256_BYTES]
) {
    struct hash hash;
    unsigned char padded[BLOCK_BYTES];
    for (int n = 0; n < BLOCK_BYTES; n++) padded[n] = key[n] ^ change;
    begin(&hash);
    add(&hash, padded, sizeof padded);
    add(&hash, bytes, count);
    end(&hash, to);
}

void floor_hmac_sha256(
    const void *key, size_t key_count, const void *bytes, size_t count,
    char to[2 * SHA256_BYTES + 1]
) {
    static const char digits[] = "0123456789abcdef";
    unsigned char padded[BLOCK_BYTES] = {0}, inner[SHA256_BYTES], outer[SHA256_BYTES];
    memcpy(padded, key, key_count < BLOCK_BYTES ? key_count : BLOCK_BYTES);
    hash_keyed(padded, 0x36, bytes, count, inner);
    hash_keyed(padded, 0x5c, inner, sizeof inner, outer);
    for (int n = 0; n < SHA256_BYTES; n++) {
        to[2 * n] = digits[outer[n] >> 4];
        to[2 * n + 1] = digits[outer[n] & 15];
    }
    to[2 * SHA256_BYTES] = 0;
}
