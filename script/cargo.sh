#!/usr/bin/env bash
# cargo with C and C++ compiled through ccache, where ccache is there and no other compiler was asked for: RocksDB's objects
# then serve every profile and every clone.
set -euo pipefail
if command -v ccache >/dev/null && [ -z "${CC:-}" ] && [ -z "${CXX:-}" ]; then
    export CC='ccache gcc' CXX='ccache g++'
fi
exec cargo "$@"
