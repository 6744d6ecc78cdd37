// HTTP in: webhooks, health and metrics.
