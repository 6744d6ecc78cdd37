module paynotify.internal/go

go 1.19

// What github.com/containerd/ttrpc v1.1.1 names itself. It reads a status by gogo, which panics at the
// google.rpc.Status of a later genproto; where a build gets one, rpcclient.New fails, and this line in
// the build's go.mod mends it:
//
//	replace google.golang.org/genproto => google.golang.org/genproto v0.0.0-20200224152610-e50cd9704f63
require (
	github.com/containerd/ttrpc v1.1.1
	github.com/gogo/protobuf v1.3.2
	google.golang.org/genproto v0.0.0-20200224152610-e50cd9704f63
	google.golang.org/grpc v1.27.1
)
