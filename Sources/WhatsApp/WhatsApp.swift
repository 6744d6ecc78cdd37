// Builds a send, classifies an answer, verifies and decodes a webhook. WhatsApp does no I/O.
