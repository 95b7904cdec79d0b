#!/usr/bin/env bash
# Installs what the build needs and is not there: a C++ compiler and libclang (RocksDB and its bindings), ccache.
# On Debian and Ubuntu through apt-get; elsewhere it says what is missing. Does nothing where all is there.
set -euo pipefail

missing=()
command -v g++ >/dev/null || missing+=(g++)
command -v ccache >/dev/null || missing+=(ccache)
# The package that brings clang's own headers too, so that bindgen needs no further settings.
if ! compgen -G '/usr/lib/llvm-*/lib/libclang.so' >/dev/null && [ -z "${LIBCLANG_PATH:-}" ]; then
    missing+=(libclang-dev)
fi

if ! command -v cargo >/dev/null; then
    echo 'setup: cargo is missing: install Rust 1.88 or newer (rustup, or your distribution)' >&2
    exit 2
fi

if [ ${#missing[@]} -gt 0 ]; then
    if ! command -v apt-get >/dev/null; then
        echo "setup: please install: ${missing[*]} (names of Debian packages), then run this again" >&2
        exit 2
    fi
    sudo=()
    [ "$(id -u)" -eq 0 ] || sudo=(sudo)
    echo "setup: installing ${missing[*]}" >&2
    export DEBIAN_FRONTEND=noninteractive
    "${sudo[@]}" apt-get update -qq
    "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
