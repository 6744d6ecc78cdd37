// One value type for each protobuf message, and the scan before decoding.
