#!/bin/sh
# What cdk runs: builds the app where it changed, and synthesizes.
set -eu
cd "$(dirname "$0")"
(cd ../.. && mvn -B -q -pl infra/cdk -am compile dependency:build-classpath \
    -Dmdep.includeScope=runtime -Dmdep.outputFile=target/classpath) >&2
exec java -cp "target/classes:$(cat target/classpath)" dev.belay.cdk.BelayApp
