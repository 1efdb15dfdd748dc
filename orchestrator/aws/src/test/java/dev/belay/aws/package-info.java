/// Tests of the adapters, against emulators in this process and, where there is Docker, LocalStack.
@NullMarked
package dev.belay.aws;

import org.jspecify.annotations.NullMarked;
