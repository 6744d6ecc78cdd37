// Package dial connects to the daemon.
package dial

import (
	"context"
	"net"
	"strings"
)

// Dial connects to "unix:/path", "tcp:host:port" or "host:port", unless the context is done before.
func Dial(ctx context.Context, address string) (net.Conn, error) {
	network := "tcp"
	if path := strings.TrimPrefix(address, "unix:"); path != address {
		network, address = "unix", path
	}
	var dialer net.Dialer
	return dialer.DialContext(ctx, network, strings.TrimPrefix(address, "tcp:"))
}
