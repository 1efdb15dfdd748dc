/// What a CloudFormation or SAM template deploys, as facts that do not depend on how it was
/// written; and the rules that such a stack has to keep.
@NullMarked
package dev.belay.stack;

import org.jspecify.annotations.NullMarked;
