/// The engine in Lambda functions: each has a thin entry point, chosen by `QUARKUS_FUNQY_EXPORT`,
/// and a plain class that does the work. A module that depends on this one and has beans that are
/// [dev.belay.lambda.WorkflowSource]s deploys its own workflows.
@NullMarked
package dev.belay.lambda;

import org.jspecify.annotations.NullMarked;
