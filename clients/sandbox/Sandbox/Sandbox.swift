// A local WhatsApp Cloud API.
