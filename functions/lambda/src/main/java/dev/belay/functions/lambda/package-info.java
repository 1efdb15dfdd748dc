/// Activities in Lambda functions: `http-request` is built in, `activities` performs those of the
/// [dev.belay.functions.lambda.ActivitySource]s that a module adds. Each deployed function has its
/// own queue, role and scaling; `QUARKUS_FUNQY_EXPORT` says which of the two it is.
@NullMarked
package dev.belay.functions.lambda;

import org.jspecify.annotations.NullMarked;
