# make setup · build · demo · test · bench · install · models. `make` alone tells them.
SHELL := /bin/bash
.DELETE_ON_ERROR:

# One target folder for all clones: RocksDB takes about ten minutes to compile on two cores, and is paid once a machine.
export CARGO_TARGET_DIR ?= $(HOME)/.cache/relata/target
# ccache serves RocksDB's objects to every profile and every clone.
ifneq ($(shell command -v ccache),)
export CC ?= ccache gcc
export CXX ?= ccache g++
ifeq ($(origin CC),default)
CC := ccache gcc
CXX := ccache g++
endif
endif

RELATA := $(CARGO_TARGET_DIR)/release/relata
# Where the training data lie (see models/README.md); only `make models` needs it.
DATA ?= ../data

.PHONY: help setup build install demo test lint bench models clean-demo

help:
	@echo 'make setup    install what the build needs (C++ compiler, libclang, ccache)'
	@echo 'make build    compile the relata binary (optimised)'
	@echo 'make install  put relata into ~/.cargo/bin'
	@echo 'make demo     the main job: an article becomes a graph, is asked, explained and drawn'
	@echo 'make test     format, lints, unit, integration and documentation tests'
	@echo 'make bench    words a second, stage by stage'
	@echo 'make models   train the language models again (DATA=folder)'

setup:
	@bash script/setup.sh

build: setup
	cargo build --release --locked

install: setup
	cargo install --locked --path .

demo: build
	@RELATA='$(RELATA)' bash script/demo.sh

lint: setup
	cargo fmt --check
	cargo clippy --locked --all-targets --features train -- -D warnings
	cargo clippy --locked --no-default-features --lib -- -D warnings

test: lint
	cargo test --locked --features train
	cargo test --locked --features train --doc

bench: setup
	cargo bench --locked --bench pipeline

models: setup
	cargo run --release --locked --no-default-features --features train -- train it --data '$(DATA)' -o models/it.model
