/// The API, served.
@NullMarked
package dev.belay.local.server;

import org.jspecify.annotations.NullMarked;
