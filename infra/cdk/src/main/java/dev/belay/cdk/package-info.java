/// Belay as constructs for the AWS CDK. [dev.belay.cdk.BelayEngine] is the whole of it; lanes and
/// activities are added to it.
@NullMarked
package dev.belay.cdk;

import org.jspecify.annotations.NullMarked;
