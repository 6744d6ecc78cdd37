// Status, method descriptors, envelope, metadata, deadline. RPC knows no sockets and no clock.
