SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
PY := .venv/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check bench proof lock words

## run: install if needed, fill with the example council once, serve on http://127.0.0.1:$(PORT)
run: export VOICE_PORT := $(or $(PORT),8000)
run: export VOICE_SERVICE_SIGNED := Data owner of the example council, 1 September 2019
run: .venv/run
	@.venv/bin/voice serve --example

## test: everything that must hold before anybody uses it: lint, types, floors, tests
test: .venv/test check
	$(PY) -m pytest -n 2 --dist loadfile

## check: lint, types and import floors only
check: .venv/test
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports

## words: list our own words on children's pages anew, for those who put them into other languages
words: .venv/test
	.venv/bin/pybabel -q extract -F pyproject.toml -k _l --add-location file --omit-header -o voice/translations/messages.pot .

## bench: timings, which never pass or fail
bench: .venv/test build/lighthouse/node_modules
	$(PY) -m pytest -m bench -s

## proof: the long proofs; results go to docs/proofs
proof: .venv/test
	@.ci/need proof
	$(PY) -m pytest -m proof -s

.venv/run: .ci/locked.txt pyproject.toml
	@.ci/need run
	@$(call install,.ci/locked.txt)
	@touch $@

.venv/test: .ci/locked-tests.txt pyproject.toml
	@.ci/need test
	@$(call install,.ci/locked-tests.txt)
	@touch $@ .venv/run

build/lighthouse/node_modules: .ci/lighthouse/package.json .ci/lighthouse/package-lock.json
	@.ci/need bench
	@mkdir -p build/lighthouse; cp $^ build/lighthouse
	@npm ci --prefix build/lighthouse --no-fund --no-audit
	@touch $@

define install
	echo "1 of 3  Making .venv"; python3 -m venv .venv; \
	echo "2 of 3  Installing what it needs, each part checked by its hash"; \
	total=$$(grep -c '^[a-z0-9].*==' $(1)); \
	$(PY) -m pip install --progress-bar off --require-hashes --no-deps -r $(1) \
	| awk -v total=$$total '/^(Collecting|Requirement already)/ { printf "\r        %d of %d parts", ++n, total; fflush() } \
	/^Installing/ { printf "\n        putting them in place\n"; fflush() } END { print "" }'; \
	echo "3 of 3  Installing voice"; \
	$(PY) -m pip install --quiet --no-deps --no-build-isolation --no-index --editable .
endef

## lock: choose newer parts and write their hashes down (needs the network)
lock:
	@python3 -m venv build/lock; build/lock/bin/pip install --quiet uv
	@build/lock/bin/uv pip compile --quiet --no-header --no-emit-index-url --generate-hashes \
	--python-version 3.11 --upgrade --group build pyproject.toml -o .ci/locked.txt
	@build/lock/bin/uv pip compile --quiet --no-header --no-emit-index-url --generate-hashes \
	--python-version 3.11 --upgrade --group build --group tests pyproject.toml -o .ci/locked-tests.txt
	@build/lock/bin/uv pip compile --quiet --no-header --no-emit-index-url --generate-hashes \
	--python-version 3.11 --constraints .ci/locked.txt --extra names pyproject.toml -o .ci/locked-names.txt
