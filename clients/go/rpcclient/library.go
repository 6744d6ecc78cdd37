package rpcclient

import (
	"fmt"

	"github.com/containerd/ttrpc"
	"github.com/gogo/protobuf/proto"
)

// checkLibrary fails if the library of this build cannot read a refusal.
//
// The library of 1.1 reads a google.rpc.Status by gogo, which panics at the one of a genproto that is
// later than go.mod's, and does so where no caller can recover: the first refused call would end the
// process. A build gets such a genproto when something else in it asks for one.
func checkLibrary() error {
	// A response whose status is NOT_FOUND.
	if err := decode([]byte{0x0a, 2, 0x08, 5}, &ttrpc.Response{}); err != nil {
		return fmt.Errorf("ttrpc 1.1 and the genproto of its own go.mod are needed: %w", err)
	}
	return nil
}

// decode decodes by gogo; a panic of gogo's is an error.
func decode(data []byte, message proto.Message) (err error) {
	defer func() {
		if failure := recover(); failure != nil {
			err = fmt.Errorf("%T cannot be decoded: %v", message, failure)
		}
	}()
	return proto.Unmarshal(data, message)
}
