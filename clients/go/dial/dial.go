// Package dial connects to the daemon.
package dial

import (
	"net"
	"strings"
	"time"
)

// Dial connects to "unix:/path", "tcp:host:port" or "host:port".
func Dial(address string) (net.Conn, error) {
	network := "tcp"
	if path := strings.TrimPrefix(address, "unix:"); path != address {
		network, address = "unix", path
	}
	return net.DialTimeout(network, strings.TrimPrefix(address, "tcp:"), 5*time.Second)
}
