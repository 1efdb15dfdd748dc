# What "sam build" runs for a function: "make build-<its logical id>" in the directory of its artifact.
#
# The artifact is built when a source of it is newer, once for all functions that it serves. PACKAGING=jvm builds for
# the parameter Packaging=jvm of the template. A native build needs a GraalVM 25 or a container engine on Linux.
#
# A makefile that includes this one sets MODULE, and SOURCES: the directories that the artifact is made of.

ROOT := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))../..
PACKAGING ?= native
MVN ?= $(shell command -v mvn || echo ./mvnw)

PROFILE_native := -Dnative
PROFILE_jvm :=
BUILT := target/sam.$(PACKAGING)
FILES := $(ROOT)/pom.xml $(shell cd $(ROOT) && find $(SOURCES) \( -name target -o -name test \) -prune -o \
	-type f -print | sed 's|^|$(ROOT)/|')

build-%: $(BUILT)
	mkdir -p "$(ARTIFACTS_DIR)"
	unzip -q -o target/function.zip -d "$(ARTIFACTS_DIR)"

$(BUILT): $(FILES)
	rm -f target/sam.*
	cd $(ROOT) && $(MVN) -B -q -pl $(MODULE) -am package -DskipTests $(PROFILE_$(PACKAGING))
	touch $@
