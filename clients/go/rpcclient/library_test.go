package rpcclient

import "testing"

// A laterStatus has a field without a number, as each message of a later genproto does.
type laterStatus struct {
	State struct{}
	Code  int32 `protobuf:"varint,1,opt,name=code,proto3"`
}

func (*laterStatus) Reset()         {}
func (*laterStatus) String() string { return "later" }
func (*laterStatus) ProtoMessage()  {}

func TestTheLibraryOfThisBuildReadsARefusal(t *testing.T) {
	if err := checkLibrary(); err != nil {
		t.Error(err)
	}
}

func TestAStatusThatTheLibraryCannotReadIsFoundOut(t *testing.T) {
	if err := decode([]byte{0x08, 5}, &laterStatus{}); err == nil {
		t.Error("it can read it: checkLibrary has no reason to be")
	}
}
