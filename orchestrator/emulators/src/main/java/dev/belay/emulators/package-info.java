/// DynamoDB and SQS in this process, for tests and for running the AWS adapters on a laptop.
@NullMarked
package dev.belay.emulators;

import org.jspecify.annotations.NullMarked;
