/// Workflows as users write them: plain blocking code against a [WorkflowContext].
@NullMarked
package dev.belay.core.workflow;

import org.jspecify.annotations.NullMarked;
