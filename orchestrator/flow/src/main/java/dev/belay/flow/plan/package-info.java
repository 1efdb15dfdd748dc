/// Compiled flows: what the decider walks, and what is stored when a flow is published.
///
/// A [Plan] is a flat list of [Task]s; a task's id is its place in that list. A *block* (`List` of
/// ids) is a `do` list in the order of its declaration. Each task knows the task that encloses it
/// (`parent`, -1 at the top), the one declared after it in its block (`next`, -1 at the end) and
/// where its `then` leads ([Then], with names resolved to ids). What it does is its [Step].
///
/// Everything that the definition names elsewhere (retries, errors, timeouts, authentications,
/// functions, catalogs, OpenAPI documents) is resolved: a plan refers to nothing outside itself but
/// activities, other workflows and secrets.
///
/// Expressions stay text. A [Jq] is a bare expression. A [Template] is a JSON value in which every
/// string of the form `${ … }` is one; where a definition may leave out the `${ }` (`input.from`,
/// `output.as`, `export.as` and the like) the compiler adds it. A [Span] is a duration, fixed or
/// computed.
///
/// Variables in scope: `context`, `input`, `output` (in `output.as`'s successors: `export.as`),
/// `task`, `workflow`, `runtime` everywhere; loop variables inside the loop's body and `while`; the
/// error's name inside a catch, its `when`, `exceptWhen` and retry; `secrets` only in the arguments
/// of calls, where it gives references that the activity resolves.
@NullMarked
package dev.belay.flow.plan;

import org.jspecify.annotations.NullMarked;
