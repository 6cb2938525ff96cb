# Parley: what people and CI call. Go, a C compiler and system libraries are all that is needed; scripts/setup.sh
# installs the latter on Debian and Ubuntu and says what to install elsewhere.

# Full-text search is a build tag of the SQLite driver; in GOFLAGS it holds for build, run, test and vet alike. The last
# -tags wins in GOFLAGS, so tags that are set already are joined with it.
comma := ,
empty :=
space := $(empty) $(empty)
set := $(patsubst -tags=%,%,$(patsubst --tags=%,-tags=%,$(filter -tags=% --tags=%,$(GOFLAGS))))
tags := $(subst $(space),$(comma),$(strip sqlite_fts5 $(filter-out sqlite_fts5,$(subst $(comma),$(space),$(set)))))
override GOFLAGS := $(strip $(filter-out -tags=% --tags=%,$(GOFLAGS)) -tags=$(tags))
export GOFLAGS
# Dates and sorting in tests do not depend on the machine's language.
export LANG := en_GB.UTF-8

.PHONY: help setup build demo test check format vet lint unit race bench quality torture walk shots clean

help: ## list what can be made
	@awk -F' ## ' '/^[a-z]+:.* ## /{sub(/:.*/,"",$$1); printf "make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install the system packages that are missing
	@sh scripts/setup.sh

build: ## build ./parley
	go build -o parley .

demo: setup build ## build, make demo.parley and demo.pdf from the sample articles, open the workbench
	@sh scripts/demo.sh

test: setup check ## what CI runs: install what is missing, then check

check: format vet lint unit race ## all checks

format:
	@files=$$(gofmt -l .); if [ -n "$$files" ]; then echo "not formatted (gofmt -w):"; echo "$$files"; exit 1; fi

vet:
	go vet ./...

lint:
	go tool staticcheck -tags $(tags) ./...

unit:
	go test ./...

# The data race detector runs where goroutines meet: jobs, storage, commands, reading, the window's panes, and the few
# tests of export that are about it. typeset and dossier start none, and would only be slower.
race:
	go test -race ./app ./storage ./commands ./reading ./views/...
	go test -race -run Parallel ./export

# The dossier that storage is measured on: DOCUMENTS with ten coded statements each. 10000 takes three minutes.
DOCUMENTS ?= 100000

bench: ## speed and memory, each figure beside a floor measured in the same run: 30 minutes; DOCUMENTS=10000 for less
	PARLEY_BENCH_DOCUMENTS=$(DOCUMENTS) go test -run '^$$' -bench . -benchmem -timeout 2h ./reading ./dossier ./storage ./typeset ./export ./views/...

quality: ## how right the reading engine is on its test data, and on GOLD=file.jsonl
	@go run ./reading/quality -speech $(if $(ERRORS),-errors $(ERRORS)) $(GOLD)

torture: ## kills, power cuts, full disks, damage: ten minutes; ONLY=kill,power ROUNDS=50 SEED=1 for less; a short form is in test
	@go run ./storage/torture $(if $(ONLY),-only $(ONLY)) $(if $(ROUNDS),-rounds $(ROUNDS)) $(if $(SEED),-seed $(SEED))

walk: build ## type the whole job into the real window under Xvfb, and compare what the commands say of it
	@sh scripts/walk.sh

shots: build ## pictures of the real window under Xvfb, in docs/shots
	@sh scripts/shots.sh

clean: ## remove what was built
	rm -f parley demo.parley demo.parley-wal demo.parley-shm demo.pdf demo-038.pdf demo.docx
