# Every target sets up what it needs by itself: a machine with Python 3.11+, make and its package registry is enough.
SHELL := /bin/bash
.DEFAULT_GOAL := help
RUN := .venv/bin
ARGS ?=

.PHONY: help setup up demo test prove check bench contracts messages docs reset secrets images

help: ## List the targets (this list).
	@printf 'OCOP\n\n'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Fetch uv, the locked environment, the broker and the page assets, where they are missing.
	@estate/setup.sh

up: setup ## Run the whole estate at http://127.0.0.1:8080/ until Ctrl-C.
	@$(RUN)/ocop up $(ARGS)

demo: setup ## Play the programme's journeys through the public endpoints and print what was observed.
	@$(RUN)/ocop demo $(ARGS)

test: ## Set everything up and run the test suite on real embedded servers (at most 10 minutes on 2 cores).
	@estate/setup.sh --tests
	@estate/test.sh $(ARGS)

prove: ## What takes longer (an hour): full matrices, long drills, releases side by side, bill of materials, advisories.
	@estate/setup.sh --tests
	@estate/prove.sh $(ARGS)

check: setup ## Check format, lint, types and the lines between the rooms.
	@$(RUN)/ruff format --check .
	@$(RUN)/ruff check .
	@$(RUN)/mypy
	@$(RUN)/lint-imports

bench: ## Measure the mechanism against its baselines, each in one run, and print ratios (some 20 minutes).
	@estate/setup.sh --bench
	@$(RUN)/ocop bench $(ARGS)

contracts: setup ## Write the schemas, the AsyncAPI document and docs/events.md; refuse what breaks earlier editions.
	@$(RUN)/ocop contracts $(ARGS)

messages: setup ## Check that every Vietnamese text of the pages has its English, and list what is missing.
	@$(RUN)/ocop messages $(ARGS)

docs: setup ## Write the generated pages of docs/ and the schemas of law/data/ from the code.
	@$(RUN)/ocop docs $(ARGS)

secrets: setup ## Write passwords and certificates for docker-compose.yml to deploy/secrets/ (kept when they exist).
	@$(RUN)/ocop secrets

images: setup ## Pin the images of docker-compose.yml by digest (needs Docker and the image registries).
	@$(RUN)/ocop images

reset: ## Remove the estate's state (.ocop); what was fetched is kept.
	@if [ -x $(RUN)/ocop ]; then $(RUN)/ocop reset $(ARGS); fi
