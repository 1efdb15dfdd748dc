/// The HTTP API in two Lambda functions of one artifact: `BELAY_API_ACCESS` says whether it is the
/// one that writes or the one that only reads.
@NullMarked
package dev.belay.api.lambda;

import org.jspecify.annotations.NullMarked;
