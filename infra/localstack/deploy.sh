#!/bin/sh
# Deploys template.yaml into LocalStack: the artifacts have been built before, on this machine.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
stack=${STACK:-belay}
packaging=${PACKAGING:-jvm}
endpoint=${AWS_ENDPOINT_URL:-http://localhost:4566}
export AWS_ENDPOINT_URL="$endpoint"
export AWS_ACCESS_KEY_ID="${AWS_ACCESS_KEY_ID:-test}"
export AWS_SECRET_ACCESS_KEY="${AWS_SECRET_ACCESS_KEY:-test}"
export AWS_DEFAULT_REGION="${AWS_DEFAULT_REGION:-us-east-1}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for module in orchestrator/lambda functions/lambda; do
    if [ ! -f "$root/$module/target/function.zip" ]; then
        echo "$module is not built: run mvn package -DskipTests -pl orchestrator/lambda,functions/lambda -am" >&2
        exit 1
    fi
done

# The same template, with archives in the place of what "sam build" would make.
sed -e "s|CodeUri: orchestrator/lambda|CodeUri: $root/orchestrator/lambda/target/function.zip|" \
    -e "s|CodeUri: functions/lambda|CodeUri: $root/functions/lambda/target/function.zip|" \
    -e '/^    Metadata: {BuildMethod: makefile}$/d' \
    "$root/template.yaml" >"$work/template.yaml"

aws s3 mb "s3://$stack-artifacts" >/dev/null 2>&1 || true
aws cloudformation package --template-file "$work/template.yaml" \
    --s3-bucket "$stack-artifacts" --output-template-file "$work/packaged.yaml" >/dev/null
aws cloudformation deploy --stack-name "$stack" --template-file "$work/packaged.yaml" \
    --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND \
    --parameter-overrides "Packaging=$packaging" "Build=${BUILD:-local}"
aws cloudformation describe-stacks --stack-name "$stack" --query 'Stacks[0].Outputs' --output table
