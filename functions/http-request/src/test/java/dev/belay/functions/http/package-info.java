/// Tests of the http-request activity.
@NullMarked
package dev.belay.functions.http;

import org.jspecify.annotations.NullMarked;
