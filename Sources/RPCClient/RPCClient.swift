// The Swift client library: calls over one connection, with deadlines and reconnection.
