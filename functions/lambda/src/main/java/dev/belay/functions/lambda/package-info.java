/// What senders and runs call, in Lambda functions. Activities: `http-request` and `emit-event` are
/// built in, `activities` performs those of the [dev.belay.functions.lambda.ActivitySource]s that a
/// module adds. From outside: `webhook`, `events` and `event-bus`. Each deployed function has its
/// own role and scaling; `QUARKUS_FUNQY_EXPORT` says which of them it is.
@NullMarked
package dev.belay.functions.lambda;

import org.jspecify.annotations.NullMarked;
