// From connections to a `RequestHandler`, with limits.
