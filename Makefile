# make setup · build · demo · test · bench · install · models. `make` alone tells them.
SHELL := /bin/bash
.DELETE_ON_ERROR:

# One target folder for all clones: RocksDB takes about ten minutes to compile on two cores, and is paid once a machine.
export CARGO_TARGET_DIR ?= $(HOME)/.cache/relata/target
# cargo, with RocksDB's compiler behind ccache.
CARGO := bash script/cargo.sh

RELATA := $(CARGO_TARGET_DIR)/release/relata
# Where the training data lie (see models/README.md); only `make models` needs it.
DATA ?= ../data

.PHONY: help setup build install demo test lint bench models

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
	$(CARGO) build --release --locked

install: setup
	$(CARGO) install --locked --path .

demo: build
	@RELATA='$(RELATA)' bash script/demo.sh

lint: setup
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets --features train -- -D warnings
	$(CARGO) clippy --locked --no-default-features --lib -- -D warnings

test: lint
	$(CARGO) test --locked --features train
	$(CARGO) test --locked --features train --doc

bench: setup
	$(CARGO) bench --locked --bench pipeline

models: setup
	$(CARGO) run --release --locked --no-default-features --features train -- train it --data '$(DATA)' --trees target/it.trees -o models/it.model
	$(CARGO) run --release --locked --no-default-features --features train -- train en --data '$(DATA)' -o models/en.model
