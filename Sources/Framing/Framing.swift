// Bytes to frames and back, with limits. Framing knows no sockets and no clock.
