/// DynamoDB, SQS, and some of S3 and Systems Manager in this process, for tests and for running the
/// AWS adapters on a laptop.
@NullMarked
package dev.belay.emulators;

import org.jspecify.annotations.NullMarked;
