// Paynotify-peer-go answers state changes as a service in Go would: containerd's stock ttrpc server, and
// mattn's SQLite driver on Debian's library, used bare, without database/sql. It runs the statements that
// paynotify's store was recorded with, in commits of one goroutine, and knows no rule of the domain.
//
//	paynotify-peer-go -script FILE -database FILE [-listen ADDRESS] [-merchants N]
//
// The script is what paynotify-floor script prints.
package main

import (
	"context"
	"flag"
	"fmt"
	"net"
	"os"
	"strings"

	"github.com/containerd/ttrpc"
)

func main() {
	address := flag.String("listen", "127.0.0.1:0", `"host:port" or "unix:/path"`)
	database := flag.String("database", "", "the database, which is made anew")
	scriptFile := flag.String("script", "", "what paynotify-floor script prints")
	merchants := flag.Int("merchants", 100, "merchants load-000 and so on")
	flag.Parse()
	if err := run(*address, *database, *scriptFile, *merchants); err != nil {
		fmt.Fprintln(os.Stderr, "paynotify-peer-go:", err)
		os.Exit(1)
	}
}

func run(address, database, scriptFile string, merchants int) error {
	script, err := readScript(scriptFile)
	if err != nil {
		return err
	}
	store, err := openStore(database, script, merchants)
	if err != nil {
		return err
	}
	server, err := ttrpc.NewServer()
	if err != nil {
		return err
	}
	register(server, store)
	network := "tcp"
	if path := strings.TrimPrefix(address, "unix:"); path != address {
		network, address = "unix", path
		os.Remove(path)
	}
	listener, err := net.Listen(network, address)
	if err != nil {
		return err
	}
	if network == "unix" {
		fmt.Println("unix:" + address)
	} else {
		fmt.Println(listener.Addr())
	}
	go store.write()
	return server.Serve(context.Background(), listener)
}
