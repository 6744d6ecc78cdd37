#!/bin/sh
# Writes the Go messages and stubs of the protos, for the stock ttrpc library of Debian 12.
#
# Usage: clients/go/generate.sh [FOLDER]
# The code goes to FOLDER, or replaces the checked-in one in clients/go/gen.
# Needs protobuf-compiler, golang-go and golang-github-containerd-ttrpc-dev; the result is checked
# in, so that building the client needs the last two only.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/gen}
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

GO111MODULE=off GOPATH=/usr/share/gocode go build -o "$temporary/protoc-gen-gogottrpc" \
    github.com/containerd/ttrpc/cmd/protoc-gen-gogottrpc

# generate PACKAGE PROTO...
# The protos name no Go package: each M option gives one file its package.
generate() {
    package=$1
    shift
    options=plugins=ttrpc,import_path=$package
    for proto in "$@"; do options=$options,M$proto=paynotify/gen/$package; done
    mkdir -p "$out/$package" "$temporary/out"
    protoc --plugin="$temporary/protoc-gen-gogottrpc" -I "$here/../../Protos" -I "$here/../../Protos/generator/subset" \
        --gogottrpc_out="$options:$temporary/out" "$@"
    rm -f "$out/$package"/*.pb.go
    find "$temporary/out" -name '*.pb.go' -exec mv {} "$out/$package" \;
}

generate paynotifyv1 paynotify/v1/types.proto paynotify/v1/templates.proto \
    paynotify/v1/notifications.proto paynotify/v1/merchants.proto \
    paynotify/v1/operations.proto paynotify/v1/recipients.proto paynotify/v1/senders.proto
generate healthv1 grpc/health/v1/health.proto
